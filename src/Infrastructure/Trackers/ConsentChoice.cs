using System.Text.Json;
using Microsoft.Playwright;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Makes a visitor's choice in a consent dialog, by autoconsent's rules, which are somebody else's work in a file of its own.</summary>
internal static class ConsentChoice
{
    /// <summary>Of the file <c>Data/autoconsent.standalone.js</c>.</summary>
    public const string RulesVersion = "autoconsent 16.23.0";

    // A frame is told its choice once its dialog stands open; frames that come later make it by themselves.
    private const string TellAndAsk = """
        () => {
          const standalone = window.autoconsentStandalone, choice = CHOICE;
          if (!standalone) return '[]';
          if (choice) {
            standalone.instance.config.autoAction = choice;
            if (standalone.instance.state.lifecycle === 'openPopupDetected' && !standalone.told) {
              standalone.told = true;
              window.autoconsentReceiveMessage({ type: choice });
            }
          }
          return JSON.stringify(standalone.messages
            .filter(message => ['popupFound', 'cmpDetected', 'optOutResult', 'optInResult', 'autoconsentDone', 'report'].includes(message.type))
            .map(message => [message.type, String(message.cmp), message.result === true, message.state ? String(message.state.lifecycle) : '']));
        }
        """;

    private static readonly TimeSpan _detection = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _clicking = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(200);

    private static readonly Lazy<string> _rules = new(() =>
    {
        using var reader = new StreamReader(typeof(ConsentChoice).Assembly.GetManifestResourceStream("autoconsent.standalone.js")!);
        return reader.ReadToEnd();
    });

    /// <summary>What a page shall run before its own scripts: looks for a dialog, and chooses nothing until it is told.</summary>
    public static string Script { get; } = $$"""
        {{_rules.Value}}
        if (window.autoconsentStandalone)
          Object.assign(window.autoconsentStandalone.instance.config, { autoAction: null, detectRetries: 4, enablePrehide: false });
        """;

    /// <summary>Waits until a dialog stands open, or it is clear that none comes.</summary>
    public static Task Find(IPage page, CancellationToken cancellationToken) =>
        Wait(page, choice: null, _detection, said => said.Found || said.NothingThere, cancellationToken);

    /// <summary>Makes the choice of the pass in the dialog that <see cref="Find"/> found, if any.</summary>
    public static async Task<ConsentEvidence> Make(IPage page, ScanPass pass, CancellationToken cancellationToken)
    {
        var choice = pass == ScanPass.Accept ? "optIn" : "optOut";
        return (await Wait(page, choice, _clicking, said => said.Ended || !said.Found, cancellationToken)).Outcome;
    }

    private static async Task<Messages> Wait(
        IPage page, string? choice, TimeSpan longest, Func<Messages, bool> isEnough, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(longest);
        var said = await Read(page, choice, cancellationToken);
        try
        {
            while (!isEnough(said))
            {
                await Task.Delay(_poll, patience.Token);
                said = await Read(page, choice, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Out of patience: what was said until now counts.
        }

        return said;
    }

    private static async Task<Messages> Read(IPage page, string? choice, CancellationToken cancellationToken)
    {
        var script = TellAndAsk.Replace("CHOICE", choice is null ? "null" : $"'{choice}'", StringComparison.Ordinal);
        var told = await Task.WhenAll(page.Frames.Select(frame => PageStorage.Ask<string>(frame, script, cancellationToken)));
        return new([.. told.OfType<string>().SelectMany(text => JsonSerializer.Deserialize<JsonElement[][]>(text) ?? []).Select(Message.Of)]);
    }

    private sealed record Message(string Type, string Manager, bool Result, string Lifecycle)
    {
        public static Message Of(JsonElement[] parts) =>
            new(parts[0].ToString(), TrackerName.Of(parts[1].ToString()), parts[2].ValueKind == JsonValueKind.True, parts[3].ToString());
    }

    private sealed record Messages(IReadOnlyList<Message> All)
    {
        public bool Found => All.Any(message => message.Type == "popupFound");

        public bool NothingThere => All.Any(message => message.Lifecycle == "nothingDetected") && !All.Any(message => message.Type == "cmpDetected");

        public bool Ended => Chose || Result is { Result: false };

        public ConsentEvidence Outcome => (Manager, Chose, Found) switch
        {
            (null, _, _) => new(ConsentState.NotFound, Manager: null, Detail: null),
            (_, true, _) => new(ConsentState.Chosen, Manager, Detail: null),
            (_, _, false) => new(ConsentState.NotFound, Manager, "the consent manager showed no dialog"),
            _ => new(ConsentState.Failed, Manager, Result is null ? "the dialog did not come to an end" : "the dialog did not take the choice"),
        };

        // Others are only detected by the way: the dialog that stands there is the one to choose in.
        private string? Manager =>
            (All.FirstOrDefault(message => message.Type == "popupFound") ?? All.FirstOrDefault(message => message.Type == "cmpDetected"))?.Manager;

        private Message? Result => All.LastOrDefault(message => message.Type is "optOutResult" or "optInResult");

        // A dialog of several frames says that it is done in the one where it ended.
        private bool Chose => All.Any(message => message.Type == "autoconsentDone");
    }
}
