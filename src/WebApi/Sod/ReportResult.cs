using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Schedules.Application.Sod.Reports;

namespace Schedules.WebApi.Sod;

/// <summary>Sends a report as it is written, whatever the caller says that it accepts.</summary>
/// <param name="report">What is sent.</param>
/// <param name="fileName">The caller's name for it; null for its own.</param>
public sealed class ReportResult(ViolationReport report, string? fileName) : ActionResult
{
    private const int MaxNameLength = 120;
    private const string Extension = ".zip";

    /// <summary>Letters, digits and what else no file system minds; ends in .zip.</summary>
    /// <param name="name">As somebody typed it.</param>
    public static string Sanitized(string name)
    {
        var stem = name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name[..^Extension.Length] : name;
        var safe = new StringBuilder();
        foreach (var rune in stem.EnumerateRunes())
            safe.Append(Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '_' or '.' or '(' or ')' ? rune.ToString() : "_");
        var text = safe.ToString().Trim(' ', '.');
        return text.Length == 0 ? "PolicyReport" + Extension : Cut(text) + Extension;
    }

    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName is null ? report.FileName : Sanitized(Uri.UnescapeDataString(fileName)));
        response.ContentType = report.ContentType;
        response.Headers.ContentDisposition = disposition.ToString();
        await report.WriteTo(response.Body, context.HttpContext.RequestAborted);
    }

    private static string Cut(string text)
    {
        var end = Math.Min(text.Length, MaxNameLength);
        return char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end];
    }
}
