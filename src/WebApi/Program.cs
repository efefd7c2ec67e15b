using Schedules.Application;
using Schedules.Application.Common;
using Schedules.Infrastructure;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddApplication(builder.Configuration["AutoMapper:LicenseKey"]);
builder.Services.AddInfrastructure(builder.Configuration);
builder.Services.AddControllers().AddJsonOptions(options => options.JsonSerializerOptions.Converters.Add(new InstantJson()));
var app = builder.Build();
app.MapControllers();
await app.RunAsync();

/// <summary>The program, named so that tests can host it.</summary>
public sealed partial class Program;
