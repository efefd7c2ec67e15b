using System.Text;
using System.Text.Json;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Application.Scim;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;
using Schedules.Application.Sod.Reports;
using Schedules.Application.Trackers;
using Schedules.Domain.Access;
using Schedules.Domain.Schedules;
using Schedules.IntegrationTests.Sod;

namespace Schedules.IntegrationTests.SqlServer;

/// <summary>A use of the application that reads or writes the database.</summary>
/// <param name="Command">What is sent.</param>
/// <param name="About">What is special about it; empty where nothing is.</param>
/// <param name="Rows">Rows that the database answers with, in place of the world's.</param>
internal sealed record Sample(IBaseRequest Command, string About, params object[] Rows)
{
    public string Name => About.Length > 0 ? $"{Command.GetType().Name}: {About}" : Command.GetType().Name;

    /// <summary>What must be so before.</summary>
    public Action<IServiceProvider> Prepare { get; init; } = _ => { };
}

/// <summary>Every command and query of the application, so that each of its statements is seen: a line each, more where a parameter makes another statement.</summary>
internal static class Samples
{
    private const string Moment = "2026-03-01T00:00:00Z";
    private const string Morning = """{"name":"Daily","schedule":{"type":"DAILY","hours":{"type":"LIST","values":["9"]}},"recipients":[{"type":"IDENTITY","id":"ann"}]}""";

    public static IReadOnlyList<Sample> Of(World world) => [.. Access(world), .. AccessData(world), .. Imports(world), .. Scim(), .. Schedules(world), .. Runs(world), .. Workers(world), .. Sod(world), .. Reports(world), .. Exceptions(world), .. Trackers(world)];

    private static IEnumerable<Sample> Access(World world)
    {
        yield return new(new CreateOrganization("Beta"), "");
        yield return new(new IssueToken("client_credentials", world.Client.Id.ToString("N"), World.ClientSecret, null), "");
        yield return new(new GetOrganization(world.Organization.Id), "");
        yield return new(new GetRetention(), "");
        yield return new(new PutRetention(60), "");
        yield return new(new DeleteRetention(), "");
        foreach (var (sort, order) in new[] { (null, null), ("id", "desc"), ("name", null), ("dateCreated", "desc") })
            yield return new(new ListOrganizations(new() { Name = sort, Sort = sort, Order = order }), $"{sort} {order}".Trim());
    }

    private static IEnumerable<Sample> AccessData(World world)
    {
        var body = new GroupBody(null, "Clerks", null, null, [new("PAY", null)], ["INNER"]);
        yield return new(new ListSources(), "");
        yield return new(new GetSource("SAP"), "");
        yield return new(new PutSource("SAP", new(null, "SAP", null)), "");
        yield return new(new DeleteSource("SAP"), "");
        yield return new(new ListEntitlements(SourceId: "SAP", Privileged: true), "");
        yield return new(new GetEntitlement("PAY"), "");
        yield return new(new PutEntitlement("PAY", new(null, "Pay", "SAP", null, true)), "");
        yield return new(new DeleteEntitlement("PAY"), "");
        yield return new(new ListAccounts(SourceId: "SAP", IdentityId: "ann"), "");
        yield return new(new GetAccount("SAP", "a1"), "");
        yield return new(new PutAccount("SAP", "a1", new("ann", null, [new("PAY", null)])), "");
        yield return new(new DeleteAccount("SAP", "a1"), "");
        yield return new(new ListGroups(), "");
        yield return new(new GetGroup("CLERKS"), "");
        yield return new(new PutGroup("CLERKS", body with { Groups = [] }), "");
        yield return new(new DeleteGroup("CLERKS"), "");
        yield return new(new ListGroupMembers("CLERKS"), "");
        yield return new(new PutGroupMember("CLERKS", "ann"), "");
        yield return new(new DeleteGroupMember("CLERKS", "ann"), "", new GroupMember(world.Organization.Id, world.Group.Number, "ann"));
        yield return new(new GetIdentityAccess("ann"), "");
    }

    private static IEnumerable<Sample> Imports(World world)
    {
        yield return new(new ListImports(After: new Cursor(World.Now, Guid.NewGuid()).ToString()), "");
        yield return new(new GetImport(world.Import.Id), "");
        yield return new(new ListImportErrors(world.Import.Id), "");
        yield return new(new RecoverImports(), "");
        foreach (var (type, text) in new[]
        {
            ("identities", "id,name,userName,entitlements,groups\nann,Ann,ann,PAY,CLERKS\n,\"\",,,\n"),
            ("identities", "id,name\nann,Ann\n"),
            ("identities", "id,name,attributes.a\nann,Ann,1\n"),
            ("identities", """{"id":"ann","name":"Ann","userName":"ann","attributes":{"a":"1"}}"""),
            ("accounts", "sourceId,id,identityId,entitlements\nSAP,a1,ann,PAY\nSAP,,,\n"),
            ("entitlements", "id,name\nPAY,Pay\n"),
            ("roles", "id,name,entitlements,members\nCLERKS,Clerks,PAY,ann\n"),
            ("roles", "id,name\nCLERKS,Clerks\n"),
            ("roles", """{"id":"CLERKS","name":"Clerks","entitlements":["PAY"]}"""),
        })
        {
            foreach (var mode in new[] { "full", "incremental" })
            {
                var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
                var format = text[0] == '{' ? RowFormat.Ndjson : RowFormat.Csv;
                yield return new(new ImportAccess(type, mode, null, format, file, Wait: true), $"{type}, {mode}, {text.Split('\n')[0]}", world.Import)
                {
                    Prepare = _ => file.Position = 0,
                };
            }
        }
    }

    private static IEnumerable<Sample> Scim()
    {
        var user = Json("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ann"}""");
        var group = Json("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Clerks","members":[{"value":"ann"}]}""");
        var members = Json("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","path":"members","value":[{"value":"ann"}]},{"op":"remove","path":"members[value eq \"bob\"]"}]}""");
        var title = Json("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"title","value":"Dr"}]}""");
        const string Filter = "userName eq \"ann\" or displayName sw \"a\" and not (emails.value co \"x\") or meta.lastModified gt \"2026-01-01T00:00:00Z\" or id gt \"x\"";
        yield return new(new ListScimUsers(Filter), "");
        yield return new(new GetScimUser("ann"), "");
        yield return new(new CreateScimUser(user), "");
        yield return new(new ReplaceScimUser("ann", user), "");
        yield return new(new PatchScimUser("ann", title), "");
        yield return new(new DeleteScimUser("ann"), "");
        yield return new(new ListScimGroups("displayName eq \"Clerks\" and members eq \"ann\""), "");
        yield return new(new GetScimGroup("CLERKS"), "");
        yield return new(new CreateScimGroup(group), "");
        yield return new(new ReplaceScimGroup("CLERKS", group), "");
        yield return new(new PatchScimGroup("CLERKS", members), "");
        yield return new(new DeleteScimGroup("CLERKS"), "");
    }

    private static System.Text.Json.Nodes.JsonObject Json(string text) => System.Text.Json.Nodes.JsonNode.Parse(text)!.AsObject();

    private static IEnumerable<Sample> Schedules(World world)
    {
        yield return new(new GetSchedule(world.ScanSchedule.Id), "");
        yield return new(new GetSchedule(world.PolicySchedule.Id), "of a policy", world.PolicySchedule);
        yield return new(new ListSchedules(null, null, null, null, null, null, null, null, null), "");
        yield return new(
            new ListSchedules(
                null, "SOD_POLICY", world.Policy.Id, true, null, null, null, 10, new Cursor(World.Now, Guid.NewGuid()).ToString()),
            "filtered, second page", world.PolicySchedule);
        yield return new(
            new ListSchedules($"{world.Policy.Id}", null, null, null, "enabled", Moment, Moment, null, null), "of a target and a time", world.PolicySchedule);
        yield return new(new RunScheduleNow(world.ScanSchedule.Id), "");
        yield return new(new ExplainSchedule(world.ScanSchedule.Id, "2026-03-01T09:00:00Z"), "");
        yield return new(new ReportSchedule(world.ScanSchedule.Id, null, null), "");
        yield return new(new ReportOrganization(null, null), "");
        yield return new(new PreviewRecurrence(new RuleDto { ScanPeriod = "daily", ScheduledHour = 9 }, null, 1), "");
    }

    private static IEnumerable<Sample> Runs(World world)
    {
        var everything = new ListRuns(null, null, null, null, null, null, null, null, null);
        var page = new Cursor(World.Now, Guid.NewGuid()).ToString();
        yield return new(new GetRun(world.QueuedScan.Id), "");
        yield return new(everything, "");
        yield return new(everything with { ScheduleId = world.ScanSchedule.Id, After = page }, "of a schedule, second page");
        yield return new(everything with { Status = "failed,missed,skipped" }, "by status");
        yield return new(everything with { TargetType = "SOD_POLICY", TargetId = world.Policy.Id, From = Moment, To = Moment }, "of a target and a time", world.QueuedEvaluation);
        yield return new(new CancelRun(world.QueuedScan.Id), "");
        yield return new(new CancelRun(world.LostScan.Id), "that is going", world.LostScan);
        yield return new(new RetryRun(world.FailedScan.Id), "", world.FailedScan);
        yield return new(new ListScheduleRuns(world.ScanSchedule.Id, everything), "");
    }

    private static IEnumerable<Sample> Workers(World world)
    {
        yield return new(new DispatchDueSchedules(), "");
        yield return new(new ExecuteQueuedRuns(TargetType.TrackerScan, 10), "");
        yield return new(new ExecuteRun(world.QueuedEvaluation.Id), "of a policy", world.QueuedEvaluation, world.PolicySchedule);
        yield return new(new RecoverRuns(), "", world.LostScan);
        yield return new(new DeleteOldRuns(), "", world.FailedScan);
        yield return new(new RenewLeases(), "", world.LostScan) { Prepare = services => services.GetRequiredService<HeldRuns>().Hold([world.LostScan.Token]) };
    }

    private static IEnumerable<Sample> Sod(World world)
    {
        var policy = world.Policy.Id.ToString();
        var body = JsonSerializer.Deserialize<SodPolicyScheduleBody>(Morning, JsonSerializerOptions.Web)!;
        yield return new(Bodies.Policy(Bodies.Conflicting), "");
        yield return new(new GetSodPolicy(policy), "", world.PolicySchedule);
        yield return new(new ListSodPolicies(Count: true), "");
        yield return new(new ListSodPolicies(Limit: 0), "of none");
        foreach (var sorters in new[] { "id", "name,-name,-created,modified,-description" })
            yield return new(new ListSodPolicies(10, 20, Sorters: sorters), sorters);
        foreach (var filters in new[] { "not (name eq \"b\" or state in (\"ENFORCED\"))", "name sw \"a\" or name co \"b\"", "level in (\"LOW\",\"HIGH\")" })
            yield return new(new ListSodPolicies(Filters: filters, Count: true), filters);
        yield return new(new ListSodPolicies(Filters: $"id in (\"{policy}\")"), "by id");
        yield return new(new ListSodPolicies(Filters: "description co \"a\" and type eq \"GENERAL\""), "by description and type");
        yield return new(new ListSodPolicies(Filters: "ownerRef.name sw \"a\"", Sorters: "-ownerRef.name"), "by the owner's name");
        yield return new(new PutSodPolicy(policy, Bodies.Policy(Bodies.Conflicting).Policy, SodPolicyVersion.V1, null), "", world.PolicySchedule);
        yield return new(new PatchSodPolicy(policy, [], SodPolicyVersion.V1, null, Bodies.Json), "", world.PolicySchedule);
        yield return new(new DeleteSodPolicy(policy, Logical: true, null), "", world.PolicySchedule);
        yield return new(new DeleteSodPolicy(policy, Logical: false, null), "for good", world.PolicySchedule);
        yield return new(new EvaluateSodPolicy(Guid.NewGuid(), world.Organization.Id, world.Policy.Id), "");
        yield return new(new QueueMails(world.QueuedEvaluation, 1), "", world.PolicySchedule);
        yield return new(new SendMails(), "", world.SodRun);
        yield return new(new PutSodPolicySchedule(policy, body, null), "", world.PolicySchedule);
        yield return new(new GetSodPolicySchedule(policy), "", world.PolicySchedule);
        yield return new(new DeleteSodPolicySchedule(policy, null), "", world.PolicySchedule);
        yield return new(new GetIdentity("ann"), "");
        yield return new(new ListIdentities(), "");
        yield return new(new PutIdentity("ann", Bodies.Identity("ann", "PAY")), "");
        yield return new(Bodies.Identities(Bodies.Identity("ann", "PAY"), Bodies.Identity("bob")), "");
        yield return new(new DeleteIdentity("ann"), "");
    }

    private static IEnumerable<Sample> Reports(World world)
    {
        var policy = world.Policy.Id.ToString();
        yield return new(new EvaluateSodPolicies(Guid.NewGuid(), world.Organization.Id, null), "");
        yield return new(new EvaluateSodPolicies(Guid.NewGuid(), world.Organization.Id, [world.Policy.Id]), "of some");
        yield return new(new StartScheduledReport(policy), "", world.PolicySchedule);
        yield return new(new StartPolicyReport(policy), "");
        yield return new(new StartAllPoliciesReport([policy]), "");
        yield return new(new GetPolicyReportStatus(policy), "");
        yield return new(new GetReportStatus(world.QueuedEvaluation.Id.ToString()), "", world.QueuedEvaluation);
        yield return new(new GetAllPoliciesReportStatus(), "");
        yield return new(new GetViolationReport(world.Organization.Id, world.Report.Id), "", world.Report);
        yield return new(new GetReportConfigs(), "");
        yield return new(new PutReportConfigs([.. ReportColumns.All.Select(column => new ReportConfigDto(column.Name, null, true, null))]), "");
        yield return new(new DeleteReportConfigs(), "");
    }

    private static IEnumerable<Sample> Exceptions(World world)
    {
        var filtered = new ListSodExceptions(world.Policy.Id, "ann", "ACTIVE", 10, new Cursor(World.Now, Guid.NewGuid()).ToString());
        yield return new(new CreateExceptionGrant(world.Policy.Id.ToString(), "ann", [new("PAY", null), new("ORDER", null)], "2027-01-01T00:00:00Z", "because"), "");
        yield return new(new GetExceptionGrant(world.Exception.Id), "");
        yield return new(new RevokeExceptionGrant(world.Exception.Id), "");
        yield return new(new ListSodExceptions(null, null, null, null, null), "");
        yield return new(filtered, "filtered, second page");
        yield return new(filtered with { Status = "EXPIRED", After = null }, "that ended");
        yield return new(filtered with { Status = "REVOKED", After = null }, "that were revoked");
        yield return new(new PredictViolations("ann", [new("ENTITLEMENT", "ORDER")]), "");
        yield return new(new CheckViolations("ann", [new("ENTITLEMENT", "ORDER")], null), "");
        yield return new(new GetViolationCheck(world.Check.Id), "");
    }

    private static IEnumerable<Sample> Trackers(World world)
    {
        var (organization, project) = (world.Organization.Id, world.Project.Id);
        yield return new(new CreateProject("Shop", null, ["shop.example"], null, null), "");
        yield return new(new GetProject(project), "");
        yield return new(new DeleteProject(project), "", world.ScanSchedule);
        yield return new(new UpdateProject(project, "Store", "active", ["ann@example.com"], new(new TrackerSettings(DeepScan: false))), "");
        foreach (var (sort, order) in new[] { (null, null), ("id", "desc"), ("name", null), ("dateCreated", "desc"), ("dateUpdated", null) })
            yield return new(new ListProjects(new() { Name = sort, Sort = sort, Order = order }), $"{sort} {order}".Trim());
        yield return new(new ListProjects(new() { Status = "active", ContactEmails = "ann@example.com" }), "of a contact");
        yield return new(new CreateTrackers(project, Tracker("_gid"), null), "");
        yield return new(new GetTracker(project, world.Tracker.Id), "");
        yield return new(new ListTrackers(project, new()), "");
        yield return new(
            new ListTrackers(project, new() { Name = "_ga", Domain = "shop.example", Type = "cookie", Origin = "manual", Decided = false, Category = "ignored,analytics" }),
            "filtered");
        foreach (var sort in new[] { "name", "domain", "type", "category", "dateCreated", "dateUpdated", "dateDetected", "dateLastSeen" })
            yield return new(new ListTrackers(project, new() { Sort = sort, Order = "desc" }), sort);
        yield return new(new UpdateTracker(project, world.Tracker.Id, new(null, "Google", null, null, null), new("ignored", "ours", null), null), "");
        yield return new(new DeleteTracker(project, world.Tracker.Id, null), "");
        yield return new(new TriageTrackers(project, [world.Tracker.Id], new("marketing", null, null)), "");
        yield return new(new GetTrackerRules(project), "");
        yield return new(new PutTrackerRules(project, [new("ignored", "cookie", null, "_ours", null)], null), "");
        yield return new(new AddDomain(project, "pay.example"), "");
        yield return new(new ListDomains(project, new()), "");
        yield return new(new UpdateTrackerScanSchedule(organization, project, new(ScheduledScanEnabled: true, ScanPeriod: "weekly", ScheduledHour: 7, ScheduledDayOfWeek: 1), null), "");
        yield return new(new UpdateTrackerScanSchedules(organization, [project], new(ScanPeriod: "daily")), "");
        yield return new(new GetTrackerScanSchedule(organization, project), "");
        yield return new(new ListTrackerScanHistory(organization, project, new()), "");
        yield return new(new StartTrackerScan(organization, project), "");
        yield return new(new GetTrackerScan(organization, project, world.QueuedScan.Id), "");
        yield return new(new ExportTrackerScan(organization, project, world.QueuedScan.Id, "har"), "");
        yield return new(new GetScreenshot(organization, project, world.QueuedScan.Id, 0), "");
        yield return new(new ScanTrackers(world.QueuedScan.Id, organization, project), "");
    }

    private static TrackerBody Tracker(string name) =>
        new(name, "cookie", null, null, null, "shop.example", null, null, null, null, null, "analytics", null);
}
