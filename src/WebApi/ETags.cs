using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Schedules.Application.Common;

namespace Schedules.WebApi;

/// <summary>Versions as HTTP says them.</summary>
public static class ETags
{
    /// <summary>The resource as the answer, its version as the ETag.</summary>
    public static T Show<T>(this ControllerBase controller, Versioned<T> resource)
    {
        controller.Response.Headers.ETag = $"\"{resource.Version}\"";
        return resource.Value;
    }

    /// <summary>The version that If-Match asks for; null where it is absent or <c>*</c>.</summary>
    /// <exception cref="PreconditionFailedException">It names no version of ours.</exception>
    public static int? ExpectedVersion(this ControllerBase controller)
    {
        var header = controller.Request.Headers.IfMatch.ToString();
        if (header is "" or "*")
            return null;
        return EntityTagHeaderValue.TryParse(header, out var tag) && !tag.IsWeak
            && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new PreconditionFailedException($"If-Match must be the ETag of an answer, for example \"3\", not {header}.");
    }
}
