using System.Text;
using Schedules.Application.Common;

namespace Schedules.Infrastructure.Mail;

/// <summary>Tells a server who sends (RFC 4954): PLAIN, or LOGIN where it offers nothing better.</summary>
internal static class SmtpAuthentication
{
    private const string Stage = "AUTH";

    /// <exception cref="EmailRefusedException">The server does not take the name and password, or offers neither way.</exception>
    public static async Task Authenticate(
        SmtpConnection connection, SmtpReply offers, string userName, string password, CancellationToken cancellationToken)
    {
        var ways = offers.Lines.Select(line => line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is [var name, ..] && name.Equals(Stage, StringComparison.OrdinalIgnoreCase))
            .SelectMany(words => words.Skip(1)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (ways.Contains("PLAIN"))
            Check(await connection.Command($"AUTH PLAIN {Encoded($"\0{userName}\0{password}")}", cancellationToken));
        else if (ways.Contains("LOGIN"))
            await Login(connection, userName, password, cancellationToken);
        else
            throw new EmailRefusedException("AUTH: the server offers neither PLAIN nor LOGIN", isFinal: false);
    }

    private static async Task Login(SmtpConnection connection, string userName, string password, CancellationToken cancellationToken)
    {
        Check(await connection.Command("AUTH LOGIN", cancellationToken));
        Check(await connection.Command(Encoded(userName), cancellationToken));
        Check(await connection.Command(Encoded(password), cancellationToken));
    }

    // The code alone where the server is not to be trusted with words: some repeat what they were sent, the password too.
    private static void Check(SmtpReply reply)
    {
        if (!reply.IsPositive)
            throw new EmailRefusedException($"{Stage}: {reply.Code}: the server does not accept Mail:UserName and Mail:Password", isFinal: false);
    }

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
