using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>A rule in the words of the API. One of type, domain and name is there at least.</summary>
public sealed record TrackerRuleDto(string? Category, string? Type, string? Domain, string? Name, string? Reason)
{
    public static TrackerRuleDto Of(TrackerRule rule) =>
        new(rule.Category.Word(), rule.Type?.Word(), rule.Domain, rule.Name, rule.Reason);

    /// <exception cref="InvalidValueException">A member that is out of its range, or a rule that fits everything.</exception>
    public TrackerRule ToRule() => new(
        TrackerWords.Parse<TrackerCategory>("category", Category), TrackerWords.ParseOptional<TrackerType>("type", Type), Domain, Name, Reason);
}

/// <param name="Items">In their order: the first that fits a tracker decides.</param>
public sealed record TrackerRulesDto(IReadOnlyList<TrackerRuleDto> Items);

public sealed record GetTrackerRules(Guid ProjectId) : IRequest<Versioned<TrackerRulesDto>>;

/// <summary>Makes a project's rules be exactly these. They hold from its next scan on.</summary>
public sealed record PutTrackerRules(Guid ProjectId, IReadOnlyList<TrackerRuleDto?>? Items, string? ExpectedVersion)
    : IRequest<Versioned<TrackerRulesDto>>, IRepeatable;

public sealed class GetTrackerRulesHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<GetTrackerRules, Versioned<TrackerRulesDto>>
{
    public async Task<Versioned<TrackerRulesDto>> Handle(GetTrackerRules request, CancellationToken cancellationToken) =>
        Show(await db.Projects.AsNoTracking().GetAsync(user.OrganizationId, request.ProjectId, cancellationToken));

    internal static Versioned<TrackerRulesDto> Show(Project project) =>
        new(new([.. project.TrackerRules.Select(TrackerRuleDto.Of)]), Versions.Of(project.Id, project.Version));
}

public sealed class PutTrackerRulesHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<PutTrackerRules, Versioned<TrackerRulesDto>>
{
    public async Task<Versioned<TrackerRulesDto>> Handle(PutTrackerRules request, CancellationToken cancellationToken)
    {
        var project = await db.Projects.GetAsync(user.OrganizationId, request.ProjectId, cancellationToken);
        Versions.Require(Versions.Of(project.Id, project.Version), request.ExpectedVersion);
        if (request.Items is not { } items)
            throw new InvalidValueException("items", null, $"a list of at most {TrackerRule.MaxRules} rules");
        project.Rule([.. items.Index().Select(item => RuleOf(item.Item, item.Index))], clock.Now());
        await db.SaveChangesAsync(cancellationToken);
        return GetTrackerRulesHandler.Show(project);
    }

    private static TrackerRule RuleOf(TrackerRuleDto? rule, int index)
    {
        try
        {
            return (rule ?? new(null, null, null, null, null)).ToRule();
        }
        catch (InvalidValueException refused)
        {
            throw refused.Within($"items[{index}]");
        }
    }
}
