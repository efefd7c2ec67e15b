using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Schedules.Application.Sod.Mails;

/// <summary>HTML that is safe: of a text with holes, each text in a hole is encoded, and only <see cref="Html"/> is taken as it is.</summary>
internal sealed class Html
{
    private readonly string _markup;

    private Html(string markup) => _markup = markup;

    public static Html None { get; } = new("");

    /// <summary><code>Html.Of($"&lt;b&gt;{name}&lt;/b&gt;")</code></summary>
    public static Html Of(Handler markup) => new(markup.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part._markup)));

    public override string ToString() => _markup;

    [InterpolatedStringHandler]
    public readonly ref struct Handler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _markup = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string markup) => _markup.Append(markup);

        public void AppendFormatted(string? text) => _markup.Append(WebUtility.HtmlEncode(text));

        public void AppendFormatted(int number) => _markup.Append(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(Html markup) => _markup.Append(markup._markup);

        public override string ToString() => _markup.ToString();
    }
}
