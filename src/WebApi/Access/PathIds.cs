using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Access;

namespace Schedules.WebApi.Access;

/// <summary>Resources under ids that clients give.</summary>
internal static class PathIds
{
    // The server leaves an encoded slash as it came; clients' ids may well hold one.
    public static string Decoded(string id) => id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>201 where it was created, 200 where it was replaced.</summary>
    public static ObjectResult Answer<T>(this ControllerBase controller, Put<T> put) =>
        controller.StatusCode(put.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK, put.Value);
}
