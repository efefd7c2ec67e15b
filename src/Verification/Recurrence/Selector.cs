using System.Globalization;
using System.Text.Json;

namespace Schedules.Verification.Recurrence;

/// <summary>A number of a unit, or so many before the unit's last: "L-2" of a month.</summary>
internal readonly record struct Place(int Number, bool FromEnd)
{
    public int In(int last) => FromEnd ? last - Number : Number;
}

/// <summary>Which numbers a selector names. Asked about one number at a time.</summary>
internal sealed record Selector(bool IsRange, Place[] Places, int Step)
{
    /// <param name="selector">An object with type, values and perhaps interval.</param>
    /// <param name="read">What a value means; null where it means nothing.</param>
    /// <exception cref="FormatException">It is no such object.</exception>
    public static Selector Read(JsonElement? selector, Func<string, Place?> read)
    {
        var step = Json.Number(selector, "interval") ?? 1;
        Place[] places = [.. Json.Texts(selector, "values").Select(text => read(text) ?? throw new FormatException($"value {text}"))];
        return Json.Text(selector, "type") switch
        {
            _ when step < 1 => throw new FormatException($"interval {step}"),
            "RANGE" when IsForward(places) => new Selector(true, places, step),
            "LIST" when step == 1 || places.Distinct().Count() == 1 => new Selector(false, places, step),
            var type => throw new FormatException($"selector {type} of {places.Length} values in steps of {step}"),
        };
    }

    /// <param name="number">The number asked about.</param>
    /// <param name="last">The last number that the unit has this time: 28 in most Februaries.</param>
    public bool Names(int number, int last) => (IsRange, Step) switch
    {
        (true, _) => number <= Places[1].In(last) && IsStepFrom(Places[0].In(last), number),
        (false, 1) => Places.Any(place => place.In(last) == number),
        (false, _) => IsStepFrom(Places[0].In(last), number),
    };

    public static Place? Between(string text, int first, int last) =>
        text.Length <= 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= first && number <= last
            ? new Place(number, FromEnd: false)
            : null;

    private bool IsStepFrom(int start, int number) => number >= start && (number - start) % Step == 0;

    // Only ends of one kind can be compared before the month is known.
    private static bool IsForward(Place[] places) =>
        places.Length == 2 && (places[0].FromEnd != places[1].FromEnd || places[0].In(31) <= places[1].In(31));
}
