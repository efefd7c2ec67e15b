using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Schedules.Application.Schedules;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;
using Schedules.IntegrationTests.Schedules;
using Schedules.Testing;

namespace Schedules.IntegrationTests.Mail;

/// <summary>What a test of mails needs: a policy with a schedule, whom it names, and runs of it.</summary>
internal static class MailHost
{
    public const string Now = "2026-05-04T07:00:00Z";

    /// <summary>The settings that lead to a server.</summary>
    public static (string Name, string Value)[] SettingsOf(SmtpServer server) =>
    [
        ("Mail:Host", SmtpServer.Host), ("Mail:Port", $"{server.Port}"), ("Mail:From", "Schedules <schedules@sender.example>"),
        ("Mail:UserName", SmtpServer.UserName), ("Mail:Password", SmtpServer.Password), ("Mail:TrustedCertificates", server.Authority.Authority),
    ];

    /// <summary>A policy that nobody may both pay and order by, with a schedule that tells these identities; ann violates it.</summary>
    /// <returns>The schedule's id.</returns>
    public static async Task<Guid> Policy(this LedgerHost host, string recipients, bool emailEmptyResults = false, string state = "ENFORCED")
    {
        var ids = recipients.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => new RecipientDto("IDENTITY", id, null)).ToList();
        var policy = await host.Send(Sod.Bodies.Policy(Sod.Bodies.Conflicting.Replace("\"scheduled\"", $"\"state\":\"{state}\",\"scheduled\"", StringComparison.Ordinal)));
        await host.Identity("ann", "ann@people.example", "A", "C");
        var daily = new SelectorScheduleDto(ScheduleType.DAILY.ToString(), null, null, new SelectorDto("LIST", ["9"], null), null, "Europe/Berlin");
        await host.Send(new PutSodPolicySchedule($"{policy.Id}", new SodPolicyScheduleBody("Every morning", null, daily, ids, emailEmptyResults), null));
        return (await host.ScheduleOf(policy.Id)).Id;
    }

    public static Task Identity(this LedgerHost host, string id, string? email, params string[] entitlements) => host.Send(
        new PutIdentity(id, new IdentityBody(id, $"{id}'s name", email, [.. entitlements.Select(held => new EntitlementDto(held, null))])));

    /// <summary>Runs the schedule now, to its end.</summary>
    /// <returns>The run.</returns>
    public static async Task<Guid> Run(this LedgerHost host, Guid scheduleId)
    {
        var run = await host.Send(new RunScheduleNow(scheduleId));
        await host.Send(new ExecuteRun(run.Id));
        return run.Id;
    }

    public static T Get<T>(this IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();

    public static Task<List<RunMail>> Mails(this LedgerHost host) =>
        host.In(db => db.RunMails.AsNoTracking().OrderBy(mail => mail.RecipientId).ToListAsync());

    public static async Task<RunMail> OnlyMail(this LedgerHost host) => (await host.Mails()).Single();

    /// <summary>Sends what is due, moves the clock, and sends again, so often.</summary>
    public static async Task SendAfter(this LedgerHost host, params Duration[] pauses)
    {
        await host.Send(new SendMails());
        foreach (var pause in pauses)
        {
            host.Clock.Advance(pause);
            await host.Send(new SendMails());
        }
    }
}
