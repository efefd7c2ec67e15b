namespace Schedules.Benchmarks.Scan;

/// <summary>A third party of the site.</summary>
/// <param name="Every">It is on every so-manieth page, counted from the landing page; 0 where it is on <see cref="Rare"/> alone.</param>
/// <param name="Markup">What a page holds of it; {id} is another number on each page.</param>
/// <param name="Trackers">What a visit of a page finds.</param>
internal sealed record Vendor(int Every, string Markup, params Planted[] Trackers)
{
    /// <summary>The page that alone holds what stands nowhere else.</summary>
    public const int Rare = 137;

    /// <summary>It is loaded only once everything was accepted.</summary>
    public bool NeedsConsent { get; init; }

    public bool IsOn(int page) => Every == 0 ? page == Rare : page % Every == 0;

    public string MarkupOn(int page)
    {
        var markup = Markup.Replace("{id}", $"{1_000_003L * (page + 1)}", StringComparison.Ordinal);
        return NeedsConsent ? $"<template class='after-consent'>{markup}</template>" : markup;
    }
}
