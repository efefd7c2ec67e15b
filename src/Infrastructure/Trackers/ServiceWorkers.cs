namespace Schedules.Infrastructure.Trackers;

/// <summary>Service workers are asked for and never started: what they ask for would be hidden, and what they answer is not the site's.</summary>
internal static class ServiceWorkers
{
    /// <summary>Tells the address of each that a page asks for, and gives nothing, as the driver does that blocks them.</summary>
    public const string Script = """
        (() => {
          const note = window.BINDING;
          if (typeof note !== 'function') return;
          delete window.BINDING;
          if (!window.ServiceWorkerContainer) return;
          ServiceWorkerContainer.prototype.register = async function (script) {
            try { note(String(new URL(script, document.baseURI)).slice(0, 1000)); } catch {}
          };
        })();
        """;
}
