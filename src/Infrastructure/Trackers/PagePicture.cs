using Microsoft.Playwright;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>A picture of what a visitor sees who has just come.</summary>
internal static class PagePicture
{
    private const int Quality = 60;

    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(5);

    /// <returns>A JPEG file of the top of the page; null where the page does not hold still for one, or it is too large to be kept.</returns>
    public static async Task<byte[]?> Take(IPage page, CancellationToken cancellationToken)
    {
        try
        {
            await PageStorage.Ask<string>(page.MainFrame, "() => { scrollTo(0, 0); return ''; }", cancellationToken);
            var picture = await page.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg, Quality = Quality, Timeout = (float)_timeout.TotalMilliseconds })
                .WaitAsync(_timeout, cancellationToken);
            return picture.Length <= Screenshot.MaxBytes ? picture : null;
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            return null;
        }
    }
}
