namespace Schedules.IntegrationTests;

/// <summary>One server for all tests of a fixture, with an organization of its own for each of them, and a client of that.</summary>
public abstract class TenantFixture
{
    protected Server Server { get; private set; } = null!;

    protected Tenant Tenant { get; private set; } = null!;

    protected HttpClient Client { get; private set; } = null!;

    protected virtual (string Name, string? Value)[] Settings => [];

    [OneTimeSetUp]
    public async Task Start() => Server = await Server.Start(Settings);

    [OneTimeTearDown]
    public async Task Stop() => await Server.DisposeAsync();

    [SetUp]
    public async Task Enter()
    {
        Tenant = await Server.NewTenant("Acme");
        Client = NewClient();
    }

    [TearDown]
    public void Leave() => Client.Dispose();

    protected virtual HttpClient NewClient() => Server.WithKey(Tenant);
}
