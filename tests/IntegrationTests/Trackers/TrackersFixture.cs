namespace Schedules.IntegrationTests.Trackers;

/// <summary>Tests of a project's trackers over HTTP.</summary>
public abstract class TrackersFixture : HttpFixture
{
    /// <summary>Enters one tracker.</summary>
    /// <returns>Its id.</returns>
    protected async Task<string> Enter(string project, string body)
    {
        var (status, made) = await Key.Send("POST", $"{project}/trackers", body);
        Assert.That(status, Is.EqualTo(201), made?.ToJsonString());
        return made![0].Text("id");
    }
}
