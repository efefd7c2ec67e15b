using Schedules.Application.Sod.Mails;
using Schedules.Domain.Sod;

namespace Schedules.UnitTests.Sod;

/// <summary>What a mail says, and that nobody's words can pass for ours.</summary>
public sealed class MailContentTests
{
    private static readonly MailContent _content = new(new EvaluatedPolicy { Name = "Payables" }, "Every morning", "4 May 2026, 09:00 (Europe/Berlin)");

    [TestCase(0, 0, 0, "SOD policy Payables: no violations")]
    [TestCase(1, 1, 0, "SOD policy Payables: 1 violation, 1 new")]
    [TestCase(7, 0, 2, "SOD policy Payables: 7 violations, 2 resolved")]
    public void The_subject_tells_what_there_is(int violations, int added, int resolved, string subject) =>
        Assert.That((_content with { Violations = violations, New = added, Resolved = resolved }).Subject, Is.EqualTo(subject));

    [Test]
    public void Whatever_people_write_is_text_in_the_HTML()
    {
        const string Evil = "<script>alert('x')</script>&\"";
        var policy = new EvaluatedPolicy { Name = Evil, Description = Evil, CorrectionAdvice = Evil, Owner = new(Evil, Evil, null) };
        var content = new MailContent(policy, Evil, Evil)
        {
            Violations = 1, Resolved = 1, ResolvedNames = [Evil], ReportNote = Evil, Report = new Uri("https://people.example/?a=\"><b>"),
            Rows = [new MailRow(Evil, Evil, [Evil], [Evil], IsNew: true)],
        };

        var html = MailHtml.Of(content);

        Assert.That(html, Does.Not.Contain("<script").And.Not.Contain("\"><b>"));
        Assert.That(html, Does.Contain("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;"));
    }

    [Test]
    public void A_name_cannot_begin_a_line_of_its_own_in_the_text()
    {
        var content = _content with { Violations = 1, Rows = [new MailRow("ann", "Ann\r\n* NEW Bob", ["Pay\nOrder"], [], IsNew: false)] };

        Assert.That(MailText.Of(content), Does.Contain("* Ann * NEW Bob (ann)\n    Pay Order\n").And.Not.Contain("together"));
    }

    [Test]
    public void Long_lists_end_with_how_many_more_there_are()
    {
        var row = new MailRow("ann", "Ann", ["A", "B", "C", "D", "E", "F", "G"], ["X"], IsNew: true);
        var content = _content with { Violations = 30, Rows = [row], Resolved = 3, ResolvedNames = ["Bob", "Cid"], Excepted = 2 };

        Assert.That(row.LeftWords, Is.EqualTo("A, B, C, D, E and 2 more"));
        Assert.That(MailText.Of(content), Does.Contain("Violations (the first 1 of 30, new ones first)").And.Contain("  Bob, Cid and 1 more")
            .And.Contain("2 more, with an exception"));
    }

    [Test]
    public void Where_there_is_nothing_to_tell_there_is_no_heading_for_it() =>
        Assert.That(MailText.Of(_content), Is.EqualTo("""
            Payables: no violations

            Schedule  Every morning
            Run       4 May 2026, 09:00 (Europe/Berlin)

            -- 
            You get this mail because the schedule "Every morning" names you as a recipient.

            """.ReplaceLineEndings("\n")));
}
