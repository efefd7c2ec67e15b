using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Schedules.Domain;
using Schedules.Infrastructure.Persistence;
using Schedules.WebApi;

// The same everywhere, whatever language a machine speaks.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

if (Verb.Parse(args) is not { } verb)
{
    await Console.Error.WriteLineAsync(Verb.Usage);
    return 2;
}

if (verb.Answer is { } answer)
{
    await (answer.ExitCode == 0 ? Console.Out : Console.Error).WriteLineAsync(answer.Text);
    return answer.ExitCode;
}

// The page and the settings stand beside the program, whichever folder it is started from; data stand in that folder.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = verb.Settings, ContentRootPath = AppContext.BaseDirectory });
if (!verb.Serves)
    builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
try
{
    builder.AddSchedules();
}
catch (Exception refused) when (refused is InvalidValueException or InvalidOperationException)
{
    return Refuse(refused.Message);
}

await using var app = builder.Build();
app.UseSchedules();
try
{
    if (!verb.Serves)
        return await verb.RunAsync(app.Services, CancellationToken.None);
    await app.ServeAsync();
    return 0;
}
catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
{
    return 0; // Asked to stop while it was starting.
}
catch (Exception refused) when (refused is OptionsValidationException or IOException or UnauthorizedAccessException)
{
    return Refuse(refused.Message);
}
catch (Exception failure) when (DatabaseFailure.Is(failure) || failure is DbException)
{
    return Refuse($"the database cannot be reached or written to: {DatabaseFailure.Words(failure)}");
}

// A setting that nobody can mean, or a file that is not to be had, is a sentence to whoever starts the program, not a crash.
int Refuse(string reason)
{
    Console.Error.WriteLine($"{(verb.Serves ? "Not started" : "Not done")}: {reason}");
    return 2;
}

/// <summary>The program, named so that tests can host it.</summary>
public sealed partial class Program;
