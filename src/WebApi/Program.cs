using Microsoft.Extensions.DependencyInjection.Extensions;
using Schedules.Application;
using Schedules.Application.Common;
using Schedules.Infrastructure;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddApplication(builder.Configuration["AutoMapper:LicenseKey"]);
builder.Services.AddInfrastructure(builder.Configuration);
#pragma warning disable RS0030 // The one place that chooses the clock.
builder.Services.TryAddSingleton(TimeProvider.System);
#pragma warning restore RS0030
builder.Services.AddControllers().AddJsonOptions(options => options.JsonSerializerOptions.Converters.Add(new InstantJson()));
var app = builder.Build();
app.MapControllers();
await app.RunAsync();

/// <summary>The program, named so that tests can host it.</summary>
public sealed partial class Program;
