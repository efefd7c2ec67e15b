using System.Text;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Infrastructure.Access;

namespace Schedules.UnitTests.Access;

public sealed class RowFilesTests
{
    // Each row as its line, and its cells or what is wrong with it.
    [TestCase("a,b\n1,2\n", "2 a=1 b=2")]
    [TestCase("a,b\r\n1,2\r\n3,4", "2 a=1 b=2|3 a=3 b=4", TestName = "Lines end with CR LF, and the last with nothing")]
    [TestCase("\uFEFFa,b\n1,2", "2 a=1 b=2", TestName = "A byte order mark is no part of a name")]
    [TestCase("\uFEFF\"a\",b\n1,2", "2 a=1 b=2", TestName = "Nor of a quoted one")]
    [TestCase("a,b\n\"1,\"\"x\"\"\",2", "2 a=1,\"x\" b=2", TestName = "Quotes hold commas and doubled quotes")]
    [TestCase("a,b\n\"1\n2\",3\n4,5", "2 a=1\n2 b=3|4 a=4 b=5", TestName = "Quotes hold lines")]
    [TestCase("a,b\n,2\n\n", "2 b=2", TestName = "An empty cell says nothing, an empty line is no row")]
    [TestCase("a,b\n1\n1,2,3\n4,5", "2 !row|3 !row|4 a=4 b=5", TestName = "A row has as many cells as there are columns")]
    [TestCase("a,b\n\"1,2\n3,4\n5,6", "2 !row|3 a=3 b=4|4 a=5 b=6", TestName = "A quote too many costs one row")]
    [TestCase("a,b\n1\"x,2\n\"3\"y,4\n5,6", "2 !row|3 !row|4 a=5 b=6", TestName = "A quote stands at a cell's ends or is doubled")]
    [TestCase("a,b\n1,", "2 a=1", TestName = "A comma at the end has an empty cell behind it")]
    public async Task Csv(string text, string rows) => Assert.That(await Told(text, RowFormat.Csv), Is.EqualTo(rows));

    [TestCase("""{"a":"1","b":2,"c":true,"d":null,"e":["x","y"],"f":{"g":"h"}}""", "1 a=1 b=2 c=true e=x+y f.g=h")]
    [TestCase("{\"a\":\"1\"}\r\n\n{\"a\":\"2\"}\n", "1 a=1|3 a=2", TestName = "An empty line is no row")]
    [TestCase("\uFEFF{\"a\":\"1\"}\n", "1 a=1", TestName = "A byte order mark is no part of an object")]
    [TestCase("{\"a\":\n1", "1 !row|2 !row", TestName = "A row is one line")]
    [TestCase("{\"a\":1,\"a\":2}", "1 !row", TestName = "A member comes once")]
    [TestCase("{\"a\":{\"b\":{\"c\":1}}}", "1 !a.b", TestName = "An object in an object is no text")]
    [TestCase("{\"a\":\"\\ud800\"}", "1 !row", TestName = "Half a character is none")]
    public async Task Ndjson(string text, string rows) => Assert.That(await Told(text, RowFormat.Ndjson), Is.EqualTo(rows));

    [Test]
    public async Task Text_that_is_not_in_UTF_8_costs_one_row()
    {
        byte[] file = [.. "a\n"u8, 0xE4, (byte)'\n', .. "b\n"u8];
        Assert.That(await Told(file, RowFormat.Csv), Is.EqualTo("2 !row|3 a=b"));
    }

    [Test]
    public void A_line_without_end_is_refused_before_it_fills_the_memory() => Assert.That(
        () => Told("a\n" + new string('x', 5 << 20), RowFormat.Csv),
        Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("file"));

    private static Task<string> Told(string text, RowFormat format) => Told(Encoding.UTF8.GetBytes(text), format);

    private static async Task<string> Told(byte[] bytes, RowFormat format)
    {
        using var stream = new MemoryStream(bytes);
        using var file = await new RowFiles().Open(stream, format, default);
        return string.Join('|', await file.Rows(default).Select(Told).ToListAsync());
    }

    private static string Told(FileRow row) => row.Problem is { } problem
        ? $"{row.Line} !{problem.Field}"
        : $"{row.Line} {string.Join(' ', row.Cells.Select(cell => $"{cell.Key}={cell.Value.Text ?? string.Join('+', cell.Value.Values)}"))}";
}
