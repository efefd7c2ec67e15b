using Schedules.Infrastructure.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class HostRulesTests
{
    private const string Rules =
        "MAP shop.example:80 127.0.0.1:8080, MAP shop.example 127.0.0.1:8443,MAP *.cdn.example inner.test , MAP six.example [::1]:99, MAP * 10.0.0.9:1, EXCLUDE *.free.example";

    [TestCase("shop.example", 80, "127.0.0.1", 8080, TestName = "The first rule that fits is taken")]
    [TestCase("SHOP.example", 443, "127.0.0.1", 8443, TestName = "A rule without a port fits all ports, whatever the case")]
    [TestCase("a.b.cdn.example", 443, "inner.test", 443, TestName = "A target without a port keeps the port")]
    [TestCase("six.example", 443, "::1", 99, TestName = "A target may be an IPv6 address")]
    [TestCase("any.thing", 80, "10.0.0.9", 1, TestName = "A star alone fits everything")]
    [TestCase("x.free.example", 80, null, 0, TestName = "What is excluded is not mapped")]
    public void Names_lead_where_the_rules_say(string host, int port, string? target, int targetPort) =>
        Assert.That(new HostRules(Rules).TargetOf(host, port), target is null ? Is.Null : Is.EqualTo((target, targetPort)));

    [Test]
    public void Without_rules_nothing_is_mapped([Values(null, "", " , ")] string? rules) =>
        Assert.That(new HostRules(rules).TargetOf("shop.example", 80), Is.Null);

    [Test]
    public void A_rule_that_is_none_is_refused([Values("shop.example 127.0.0.1", "MAP shop.example", "MAP a b:99999", "EXCLUDE", "MAP a :80")] string rules) =>
        Assert.That(() => new HostRules(rules), Throws.TypeOf<FormatException>().With.Message.Contains("MAP host[:port] target[:port]"));
}
