using System.Net;

namespace Schedules.Infrastructure.Mail;

/// <summary>The name by which this machine greets a server.</summary>
internal static class MachineName
{
    public static string ForGreeting { get; } = Of(Dns.GetHostName());

    private static string Of(string name) =>
        name.Length is > 0 and < 255 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') ? name : "localhost";
}
