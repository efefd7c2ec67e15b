using System.Text.Json.Serialization;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;
using Schedules.WebApi.Auth;

namespace Schedules.IntegrationTests.Errors;

public sealed record ProbeBody(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: RefuseNull, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Hour,
    [property: RefuseNull, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Period,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProbeSchedule? Schedule,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DayOfWeek? Day,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Ref);

public sealed record ProbeSchedule(ProbeSelector? Hours);

public sealed record ProbeSelector(IReadOnlyList<string>? Values, [property: JsonPropertyName("step")] int? Interval);

/// <summary>A controller on each surface that takes a body, counts what came through, and fails in every way.</summary>
[ApiController]
public sealed class Probe : ControllerBase
{
    public static int Taken { get; set; }

    public static Task<Server> Serve(params (string Name, string? Value)[] settings) =>
        Server.Start(services => services.AddControllers().AddApplicationPart(typeof(Probe).Assembly), settings);

    [HttpPost("privacy-v1/organizations/{organizationId}/probe")]
    [Authorize(Policy = Policies.Privacy)]
    public IActionResult Privacy(Guid organizationId, ProbeBody body, [FromQuery] int limit = 1) => Count(body, limit);

    [HttpPost("sod-policies/v1/probe")]
    [Authorize(Policy = Scopes.SodPolicyManage)]
    public IActionResult Governance(ProbeBody body, [FromQuery] int limit = 1) => Count(body, limit);

    [HttpGet("sod-policies/v1/probe")]
    [Authorize(Policy = Scopes.SodPolicyRead)]
    public IActionResult Read() => NoContent();

    [HttpPost("api/v1/probe")]
    [Authorize(Policy = Policies.Own)]
    public IActionResult Own(ProbeBody body, [FromQuery] int limit = 1) => Count(body, limit);

    [HttpPost("sod-policies/v1/optional")]
    [Authorize(Policy = Scopes.SodPolicyManage)]
    public IActionResult Optional(ProbeBody? body = null) => Ok(new { none = body is null });

    [HttpPost("sod-policies/v1/bodiless")]
    [Authorize(Policy = Scopes.SodPolicyManage)]
    public IActionResult Bodiless() => NoContent();

    [HttpPost("privacy-v1/organizations/{organizationId}/fail/{how}")]
    [HttpPost("sod-policies/v1/fail/{how}")]
    [HttpPost("api/v1/fail/{how}")]
    [AllowAnonymous]
    public IActionResult Fail(string how)
    {
        Response.Headers["X-Half-Done"] = how;
        throw Failure(how);
    }

    private static Exception Failure(string how) => how switch
    {
        "value" => new InvalidValueException("hours.values", "24", "from 0 to 23"),
        "validator" => new ValidationException([new ValidationFailure("Schedule.Name", "schedule.name must not be empty.", "")]),
        "missing" => new NotFoundException("Policy", "7"),
        "forbidden" => new ForbiddenException("The plan does not allow it."),
        "conflict" => new ConflictException("It was changed."),
        "precondition" => new PreconditionFailedException("Another version."),
        _ => new InvalidOperationException("a secret detail"),
    };

    private OkObjectResult Count(ProbeBody body, int limit)
    {
        Taken += limit;
        return Ok(body);
    }
}
