using Schedules.WebApi.Surfaces;

namespace Schedules.UnitTests.Surfaces;

public sealed class CanonicalPathTests
{
    [TestCase("/organizations", "/privacy-v1/organizations", Surface.Privacy, "privacy-v1")]
    [TestCase("/privacy-v1/organizations/x", "/privacy-v1/organizations/x", Surface.Privacy, "privacy-v1")]
    [TestCase("//privacy-v1//organizations/", "/privacy-v1/organizations", Surface.Privacy, "privacy-v1")]
    [TestCase("/v3/sod-policies", "/sod-policies/v1", Surface.Governance, "v3")]
    [TestCase("//v3/sod-policies/7/schedule", "/sod-policies/v1/7/schedule", Surface.Governance, "v3")]
    [TestCase("/BETA/sod-policies/7", "/sod-policies/v1/7", Surface.Governance, "beta")]
    [TestCase("/v2026/sod-violation-report/run", "/sod-violation-report/v1/run", Surface.Governance, "v2026")]
    [TestCase("/sod-policies/7/schedule", "/sod-policies/v1/7/schedule", Surface.Governance, "v1")]
    [TestCase("/sod-policies/v1/7/schedule", "/sod-policies/v1/7/schedule", Surface.Governance, "v1")]
    [TestCase("/sod-policies", "/sod-policies/v1", Surface.Governance, "v1")]
    [TestCase("/v3/sod-policies/v1", "/sod-policies/v1/v1", Surface.Governance, "v3")]
    [TestCase("/v3/nothing", "/v3/nothing", Surface.Governance, "v3")]
    [TestCase("/v3", "/v3", Surface.Governance, "v3")]
    [TestCase("/v4/sod-policies", "/v4/sod-policies", Surface.Own, "")]
    [TestCase("/oauth/token", "/oauth/token", Surface.Governance, "oauth")]
    [TestCase("/api/v1/runs", "/api/v1/runs", Surface.Own, "api")]
    [TestCase("/swagger", "/swagger", Surface.Own, "")]
    [TestCase("/", "/", Surface.Own, "")]
    [TestCase("", "/", Surface.Own, "")]
    public void Every_path_has_one_canonical_form(string path, string canonical, Surface surface, string version)
    {
        var read = CanonicalPath.Of(path);
        Assert.That(read, Is.EqualTo(new CanonicalPath(canonical, new(surface, version))));
        Assert.That(CanonicalPath.Of(read.Path).Path, surface == Surface.Own || path != "/v3/sod-policies/v1" ? Is.EqualTo(canonical) : Is.Not.Null);
    }
}
