using Schedules.Domain.Trackers;

namespace Schedules.WebApi.Trackers.Pipelines;

/// <summary>What scan --help says.</summary>
internal static class ScanUsage
{
    public static string Text { get; } = $"""
        Usage: Schedules.WebApi scan SITE… [options] [settings]

        Looks for trackers on sites in a real browser, as a scheduled scan does, and says whether a pipeline may go on. Needs no server and no database.

          --fail-on NAME         ends with 1 if it comes true; may stand often, or name several with commas between
          --baseline FILE        the JSON of an earlier scan: what it has is not new. Without one, everything is new
          --format FORMAT        text (default), json, or sarif (2.1.0)
          --output FILE          writes the results there, not to standard output
          --save-baseline FILE   writes the JSON there as well, for the next scan's --baseline
          --full                 a sample of pages, four times: no choice made, everything rejected, everything accepted, with Global Privacy Control (default)
          --quick                the landing page, no choice made
          --depth DEPTH          full or quick: the same as one of the two above
          --screenshots FOLDER   writes a picture of each page there, before any choice is made: JPEG
          --pages N              the most pages of a site, 1 to 1000 (default: Scanner:MaxPages, 10)
          --allow-incomplete     a condition that could not be judged, as not all was seen, is no failure

        Conditions:
        {string.Join('\n', FailCondition.All.Select(Line))}

        Ends with 0: no condition came true. 1: one did. 2: the arguments, settings or files are wrong. 3: the scan could not be made, or (without
        --allow-incomplete) not all was seen that a condition needs.
        Settings: --Scanner:PageTimeout=00:01:00 and the like. Private addresses are refused, unless --Scanner:AllowPrivateAddresses=true.
        """;

    private static string Line(FailCondition condition) =>
        $"  {condition.Name,-29} {condition.Meaning}{(condition.NeedsFull ? " (full scans)" : "")}{(condition.NeedsBaseline ? " *" : "")}";
}
