namespace Schedules.Domain.Sod;

/// <summary>Which columns an organization wants in its violation reports, where it does not want those of everybody.</summary>
public sealed class ReportLayout
{
    /// <param name="organizationId">Whose reports.</param>
    /// <param name="columns">Names of columns, from left to right.</param>
    public ReportLayout(Guid organizationId, IReadOnlyList<string> columns)
        : this(organizationId) => Columns = columns;

    private ReportLayout(Guid organizationId) => (OrganizationId, Columns) = (organizationId, []);

    public Guid OrganizationId { get; private set; }

    /// <summary>Names of columns, from left to right.</summary>
    public IReadOnlyList<string> Columns { get; private set; }

    public void Choose(IReadOnlyList<string> columns) => Columns = columns;
}
