using System.Globalization;
using System.Net.Mail;
using Schedules.Application.Common;

namespace Schedules.Infrastructure.Mail;

/// <summary>Addresses as servers take them.</summary>
internal static class MailboxAddress
{
    private static readonly IdnMapping _idn = new();

    /// <summary>The address in plain characters: <c>ann@bücher.example</c> is <c>ann@xn--bcher-kva.example</c>.</summary>
    /// <exception cref="EmailRefusedException">It is no address, or one that only some servers could take.</exception>
    public static string Of(string text)
    {
        if (!MailAddress.TryCreate(text, out var address) || address.Address != text || text.Any(c => char.IsControl(c) || c is ' ' or '<' or '>'))
            throw new EmailRefusedException("address: this is no e-mail address", isFinal: true);
        if (!address.User.All(char.IsAscii))
            throw new EmailRefusedException("address: letters beyond ASCII before the @ are not supported", isFinal: true);
        return $"{address.User}@{PlainHost(address.Host)}";
    }

    private static string PlainHost(string host)
    {
        try
        {
            return host.StartsWith('[') ? host : _idn.GetAscii(host);
        }
        catch (ArgumentException)
        {
            throw new EmailRefusedException("address: its domain cannot be written in plain characters", isFinal: true);
        }
    }
}
