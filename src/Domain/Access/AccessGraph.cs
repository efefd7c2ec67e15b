namespace Schedules.Domain.Access;

/// <summary>
/// What contains what, by the numbers of an organization's entitlements. A group is an entitlement that contains others, groups among them. Groups may
/// contain each other in a circle: whoever holds one of the circle holds it all.
/// </summary>
/// <param name="contents">What each group contains, itself not necessarily listed.</param>
public sealed class AccessGraph(IReadOnlyDictionary<int, int[]> contents)
{
    private readonly Dictionary<int, int[]> _reached = [];
    private readonly List<int> _union = [];

    /// <summary>All that is held with what was assigned: it and what it contains, whatever depth.</summary>
    /// <param name="assigned">Ascending, each once.</param>
    /// <returns>Ascending, each once. Not for several threads at a time: what a group reaches is kept from its first use on.</returns>
    public int[] Effective(int[] assigned)
    {
        if (contents.Count == 0 || !Array.Exists(assigned, contents.ContainsKey))
            return assigned;
        _union.Clear();
        foreach (var number in assigned)
        {
            if (contents.ContainsKey(number))
                _union.AddRange(Reached(number));
            else
                _union.Add(number);
        }

        return SortedOnce(_union);
    }

    /// <summary>The shortest way from what was assigned to an entitlement that is held: the assigned one first, the held one last.</summary>
    /// <returns>Null where it is not held. Of ways as short as each other, the one by the lowest numbers.</returns>
    public IReadOnlyList<int>? Path(IEnumerable<int> assigned, int held)
    {
        var before = new Dictionary<int, int>();
        var queue = new Queue<int>();
        foreach (var number in assigned.Order().Where(number => before.TryAdd(number, number)))
            queue.Enqueue(number);
        while (queue.TryDequeue(out var number))
        {
            if (number == held)
                return Back(before, held);
            foreach (var contained in contents.GetValueOrDefault(number, []).Order().Where(contained => before.TryAdd(contained, number)))
                queue.Enqueue(contained);
        }

        return null;
    }

    private static List<int> Back(Dictionary<int, int> before, int held)
    {
        List<int> path = [held];
        for (var number = held; before[number] != number; number = before[number])
            path.Add(before[number]);
        path.Reverse();
        return path;
    }

    private int[] Reached(int group)
    {
        if (_reached.TryGetValue(group, out var reached))
            return reached;
        var seen = new HashSet<int> { group };
        var open = new Stack<int>(seen);
        while (open.TryPop(out var number))
        {
            foreach (var contained in contents.GetValueOrDefault(number, []).Where(seen.Add))
                open.Push(contained);
        }

        return _reached[group] = [.. seen];
    }

    private static int[] SortedOnce(List<int> numbers)
    {
        numbers.Sort();
        var once = new int[numbers.Count];
        var count = 0;
        foreach (var number in numbers)
        {
            if (count == 0 || once[count - 1] != number)
                once[count++] = number;
        }

        Array.Resize(ref once, count);
        return once;
    }
}
