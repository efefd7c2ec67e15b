namespace Schedules.Domain;

/// <summary>Lets refusals name the place where they arose, however deep.</summary>
public static class Paths
{
    /// <summary>Makes something of each item; a refusal is told as <c>parent[i].field</c>.</summary>
    public static IReadOnlyList<TOut> Each<TIn, TOut>(this IReadOnlyList<TIn> items, string parent, Func<TIn, TOut> make)
    {
        var made = new List<TOut>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            try
            {
                made.Add(make(items[i]));
            }
            catch (InvalidValueException refusal)
            {
                throw refusal.Within($"{parent}[{i}]");
            }
        }

        return made;
    }

    /// <summary>Makes something; a refusal is told as <c>parent.field</c>.</summary>
    public static T At<T>(string parent, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (InvalidValueException refusal)
        {
            throw refusal.Within(parent);
        }
    }
}
