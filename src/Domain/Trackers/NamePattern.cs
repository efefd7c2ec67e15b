namespace Schedules.Domain.Trackers;

/// <summary>Names as people describe many: <c>*</c> stands for any characters, also for none, and as often as one likes.</summary>
public static class NamePattern
{
    /// <summary>Whether a pattern says something: one of stars alone would stand for every name.</summary>
    public static bool IsMeaningful(string pattern) => pattern.Any(c => c is not ('*' or ' '));

    /// <exception cref="InvalidValueException">It would stand for no name that scans know.</exception>
    public static void RequireNames(string field, string pattern)
    {
        if (TrackerName.NeverIn(pattern) is { } part)
            throw new InvalidValueException(field, pattern, $"a name as scans know it, where ids and mail addresses are *: none has {part} in it");
    }

    public static bool Matches(string pattern, string name)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
            return pattern == name;
        if (name.Length < parts[0].Length + parts[^1].Length
            || !name.StartsWith(parts[0], StringComparison.Ordinal) || !name.EndsWith(parts[^1], StringComparison.Ordinal))
            return false;
        var (at, end) = (parts[0].Length, name.Length - parts[^1].Length);
        foreach (var part in parts[1..^1])
        {
            var found = name.AsSpan(at, end - at).IndexOf(part, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at += found + part.Length;
        }

        return true;
    }
}
