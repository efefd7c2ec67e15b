using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Trackers;
using Schedules.Domain.Access;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;
using Schedules.Domain.Trackers;

namespace Schedules.IntegrationTests.SqlServer;

/// <summary>One of everything that a database can hold, of one organization.</summary>
internal sealed class World
{
    public const string ApiKeySecret = "api-key";
    public const string ClientSecret = "client-secret";

    public static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 9, 0, 30);

    private static readonly Instant _yesterday = Now - Duration.FromDays(1);
    private static readonly EntitlementRef _pay = new("PAY");
    private static readonly EntitlementRef _order = new("ORDER");
    private static readonly DispatchPolicy _policy = new(Duration.FromDays(1), DateTimeZone.Utc);

    public World()
    {
        Organization = new(Guid.NewGuid(), "Acme", _yesterday);
        Organization.Retain(30);
        ApiKey = new(Guid.NewGuid(), Organization.Id, ApiKeySecret, _yesterday);
        Client = new(Guid.NewGuid(), Organization.Id, ClientSecret, Guid.NewGuid(), _yesterday);
        Project = new(Guid.NewGuid(), Organization.Id, "Shop", ["shop.example"], _yesterday);
        Tracker = new(Guid.NewGuid(), Organization.Id, Project.Id, TrackerType.Cookie, "shop.example", "_ga", TrackerCategory.Analytics, _yesterday);
        Policy = new(Guid.NewGuid(), Organization.Id, Terms(), "somebody", _yesterday);
        Pay = new(Organization.Id, 0, _pay.Id);
        Entitlement = new(Organization.Id, _pay.Id, "Pay");
        Source = new(Organization.Id, "SAP", "SAP");
        Account = new(Organization.Id, "SAP", "a1", "ann", null, EntitlementSet.Of([Pay.Number]));
        Group = new(Organization.Id, "CLERKS", Pay.Number, new("Clerks", null, null, EntitlementSet.Of([Pay.Number])), _yesterday);
        Import = new(Guid.NewGuid(), Organization.Id, ImportType.Identities, ImportMode.Full, _yesterday);
        Import.Apply(_yesterday);
        Identity = new(Organization.Id, "ann", new("Ann", "ann@example.com") { Entitlements = EntitlementSet.Of([Pay.Number]) }, _yesterday);
        ScanSchedule = Due(new(TargetType.TrackerScan, Project.Id), new PeriodRule(ScanPeriod.Daily, 9, 0, 1), report: null);
        PolicySchedule = Due(new(TargetType.SodPolicy, Policy.Id), Mornings, new ReportSettings("Daily", null, [new Recipient("ann", "Ann")], false));
        QueuedScan = Run.Manual(ScanSchedule, Guid.NewGuid(), "somebody", _yesterday);
        QueuedEvaluation = Run.Manual(PolicySchedule, Guid.NewGuid(), "somebody", _yesterday);
        LostScan = Run.Manual(ScanSchedule, Guid.NewGuid(), "somebody", _yesterday);
        LostScan.Claim("a worker that died", _yesterday, Duration.FromMinutes(1));
        FailedScan = Run.Manual(ScanSchedule, Guid.NewGuid(), "somebody", _yesterday);
        FailedScan.Claim("a worker", _yesterday, Duration.FromMinutes(1));
        FailedScan.Finish(RunOutcome.Failed("The site did not answer."), _yesterday);
        SodRun = Run.Manual(PolicySchedule, Guid.NewGuid(), "somebody", _yesterday);
        SodRun.Claim("a worker", _yesterday, Duration.FromMinutes(1));
        SodRun.Finish(new RunOutcome(true, null, null), _yesterday);
        Mail = RunMail.Of(SodRun, new Recipient("ann", "Ann"), "sender.example", _yesterday);
        Evaluation = new(Guid.NewGuid(), Policy.Id, new EvaluatedPolicy { Name = Policy.Name }, new(1, 1, 0, 0), null, false, _yesterday);
        Exception = new(Guid.NewGuid(), Policy, "ann", [], Now + Duration.FromDays(1), "because", "somebody", _yesterday);
        Check = new(Guid.NewGuid(), Organization.Id, _yesterday, "{}");
        Report = Run.ForReport(Guid.NewGuid(), Organization.Id, new(TargetType.SodPolicy, Policy.Id), null, "somebody", _yesterday);
        Report.Claim("a worker", _yesterday, Duration.FromMinutes(1));
        Report.Finish(new RunOutcome(true, null, "{}"), _yesterday);
        Violation = new(Evaluation.RunId, Policy.Id, new Violation("ann", "Ann", [_pay], [_order]), true, null);
        ScanReport = new(QueuedScan.Id, Project, _yesterday, Seen, []);
        StoredEvidence = new(QueuedScan.Id, EvidenceFile.Write(Seen)!);
        Screenshot = new(QueuedScan.Id, 0, [1]);
    }

    public static SelectorRule Mornings { get; } = new(ScheduleType.DAILY, null, null, new Selector(SelectorType.LIST, ["9"], null), null, null);

    public Organization Organization { get; }

    public ApiKey ApiKey { get; }

    public OAuthClient Client { get; }

    public Project Project { get; }

    public Tracker Tracker { get; }

    public SodPolicy Policy { get; }

    public Identity Identity { get; }

    public EntitlementNumber Pay { get; }

    public Entitlement Entitlement { get; }

    public AccessSource Source { get; }

    public Account Account { get; }

    public AccessGroup Group { get; }

    public AccessImport Import { get; }

    public Schedule ScanSchedule { get; }

    public Schedule PolicySchedule { get; }

    public Run QueuedScan { get; }

    public Run QueuedEvaluation { get; }

    public Run LostScan { get; }

    public Run FailedScan { get; }

    public Run SodRun { get; }

    public RunMail Mail { get; }

    public ScanReport ScanReport { get; }

    public StoredEvidence StoredEvidence { get; }

    public Screenshot Screenshot { get; }

    public PolicyEvaluation Evaluation { get; }

    public SodViolation Violation { get; }

    public ExceptionGrant Exception { get; }

    public AccessCheck Check { get; }

    public Run Report { get; }

    /// <summary>A table's row where nobody asks for another one.</summary>
    public IReadOnlyList<object> Rows =>
        [
            Organization, ApiKey, Client, Key(), Project, Tracker, Policy, Identity, Pay, Entitlement, Source, Account, Group, Import, ScanSchedule,
            ScheduleVersion.Of(ScanSchedule), QueuedScan, ScanReport, StoredEvidence, Screenshot, Evaluation, Violation, Mail,
            Exception, Check, new ReportLayout(Organization.Id, []),
        ];

    private static ScanEvidence Seen => new(
        new(ScanDepth.Quick, 0, [ScanPass.Baseline], [_landing], new Dictionary<string, int>(StringComparer.Ordinal) { ["shop.example"] = 1 }, []),
        new("Chromium", "1", "1", null),
        [new(ScanPass.Baseline, _landing, _landing.Address, null, null, [], [_cookie], [], [], [])]);

    private static readonly CookieEvidence _cookie =
        new("_ga", "shop.example", "/", null, false, null, null, false, false, CookieSameSite.Unspecified, CookieSource.Script, null, [], false);

    private static readonly PlannedPage _landing = new("shop.example", WebAddress.Of("https://shop.example/")!, PageChoice.Landing);

    private Schedule Due(Target target, Rule rule, ReportSettings? report)
    {
        var schedule = Schedule.Create(Guid.NewGuid(), Organization.Id, target, rule, "somebody", _yesterday);
        schedule.Change(rule, isEnabled: true, report, "somebody", _yesterday, _policy);
        return schedule;
    }

    private static SigningKey Key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey(key.ExportPkcs8PrivateKey(), _yesterday);
    }

    private static PolicyTerms Terms() => new()
    {
        Name = "Payables",
        Type = PolicyType.ConflictingAccessBased,
        ConflictingAccessCriteria = new(new AccessCriteria("pay", [_pay]), new AccessCriteria("order", [_order])),
    };
}
