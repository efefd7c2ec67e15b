using Schedules.Infrastructure.Persistence;
using Schedules.WebApi;

if (Verb.Parse(args) is not { } verb)
{
    await Console.Error.WriteLineAsync(Verb.Usage);
    return 2;
}

// The page and the settings stand beside the program, whichever folder it is started from; data stand in that folder.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = verb.Settings, ContentRootPath = AppContext.BaseDirectory });
if (!verb.Serves)
    builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
builder.AddSchedules();
await using var app = builder.Build();
app.UseSchedules();
if (!verb.Serves)
    return await verb.RunAsync(app.Services, CancellationToken.None);
await app.ServeAsync();
return 0;

/// <summary>The program, named so that tests can host it.</summary>
public sealed partial class Program;
