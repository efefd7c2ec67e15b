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

    /// <summary>The version that If-Match asks for, or <see cref="Versions.Any"/>; null where it is absent.</summary>
    /// <exception cref="PreconditionFailedException">It is no strong ETag, as all of ours are.</exception>
    public static string? ExpectedVersion(this ControllerBase controller)
    {
        var header = controller.Request.Headers.IfMatch.ToString();
        if (header is "" or Versions.Any)
            return header.Length == 0 ? null : header;
        return EntityTagHeaderValue.TryParse(header, out var tag) && !tag.IsWeak && tag.Tag.Length > 2
            ? tag.Tag.Substring(1, tag.Tag.Length - 2)
            : throw new PreconditionFailedException($"If-Match must be the ETag of an answer, for example \"3-1f0c9a2b\", not {header}.");
    }
}
