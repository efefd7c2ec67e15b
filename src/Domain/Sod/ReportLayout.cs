namespace Schedules.Domain.Sod;

/// <summary>Which columns an organization wants in its violation reports.</summary>
public sealed class ReportLayout
{
    public ReportLayout(Guid organizationId) => (OrganizationId, Columns) = (organizationId, []);

    public Guid OrganizationId { get; private set; }

    /// <summary>Names of columns, from left to right.</summary>
    public IReadOnlyList<string> Columns { get; private set; }
}
