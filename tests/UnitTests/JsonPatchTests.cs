using System.Text.Json;
using System.Text.Json.Nodes;
using Schedules.Application.Common;
using Schedules.Domain;

namespace Schedules.UnitTests;

public sealed class JsonPatchTests
{
    private const string Document = """{"id":"7","a":{"b":[1,2,3],"c~/d":"x","n":null},"t":["p","q"]}""";

    [TestCase("""{"op":"add","path":"/a/e","value":{"f":1}}""", """{"id":"7","a":{"b":[1,2,3],"c~/d":"x","n":null,"e":{"f":1}},"t":["p","q"]}""")]
    [TestCase("""{"op":"add","path":"/a/b/1","value":9}""", """{"id":"7","a":{"b":[1,9,2,3],"c~/d":"x","n":null},"t":["p","q"]}""")]
    [TestCase("""{"op":"add","path":"/a/b/3","value":9}""", """{"id":"7","a":{"b":[1,2,3,9],"c~/d":"x","n":null},"t":["p","q"]}""")]
    [TestCase("""{"op":"add","path":"/t/-","value":null}""", """{"id":"7","a":{"b":[1,2,3],"c~/d":"x","n":null},"t":["p","q",null]}""")]
    [TestCase("""{"op":"add","path":"/t","value":[]}""", """{"id":"7","a":{"b":[1,2,3],"c~/d":"x","n":null},"t":[]}""")]
    [TestCase("""{"op":"remove","path":"/a/c~0~1d"}""", """{"id":"7","a":{"b":[1,2,3],"n":null},"t":["p","q"]}""")]
    [TestCase("""{"op":"remove","path":"/a/b/0"}""", """{"id":"7","a":{"b":[2,3],"c~/d":"x","n":null},"t":["p","q"]}""")]
    [TestCase("""{"op":"replace","path":"/a/n","value":false}""", """{"id":"7","a":{"b":[1,2,3],"c~/d":"x","n":false},"t":["p","q"]}""")]
    [TestCase("""{"op":"replace","path":"/a/b/2","value":"z"}""", """{"id":"7","a":{"b":[1,2,"z"],"c~/d":"x","n":null},"t":["p","q"]}""")]
    [TestCase("""{"op":"move","from":"/a/b/0","path":"/t/1"}""", """{"id":"7","a":{"b":[2,3],"c~/d":"x","n":null},"t":["p",1,"q"]}""")]
    [TestCase("""{"op":"move","from":"/t","path":"/t"}""", """{"id":"7","a":{"b":[1,2,3],"c~/d":"x","n":null},"t":["p","q"]}""")]
    [TestCase("""{"op":"copy","from":"/id","path":"/t/0"}""", """{"id":"7","a":{"b":[1,2,3],"c~/d":"x","n":null},"t":["7","p","q"]}""")]
    [TestCase("""{"op":"copy","from":"/t","path":"/t/-"}""", """{"id":"7","a":{"b":[1,2,3],"c~/d":"x","n":null},"t":["p","q",["p","q"]]}""")]
    [TestCase("""{"op":"test","path":"/id","value":"7"}""", Document)]
    [TestCase("""{"op":"test","path":"/a/n","value":null}""", Document)]
    [TestCase("""{"op":"test","path":"/a/b","value":[1.0,2,3]}""", Document)]
    [TestCase("""{"op":"test","path":"/a","value":{"n":null,"c~/d":"x","b":[1,2,3]}}""", Document)]
    public void An_operation_does_what_RFC_6902_says(string operation, string expected)
    {
        var document = JsonNode.Parse(Document)!.AsObject();
        var patched = Apply(document, operation);
        Assert.That(JsonNode.DeepEquals(patched, JsonNode.Parse(expected)), patched.ToJsonString());
        Assert.That(document.ToJsonString(), Is.EqualTo(JsonNode.Parse(Document)!.ToJsonString()), "the document itself is not touched");
    }

    [TestCase("""{"path":"/t","value":1}""", "op")]
    [TestCase("""{"op":"Add","path":"/t","value":1}""", "op")]
    [TestCase("""{"op":"add","value":1}""", "path")]
    [TestCase("""{"op":"add","path":"t","value":1}""", "path")]
    [TestCase("""{"op":"add","path":"/a/~2","value":1}""", "path")]
    [TestCase("""{"op":"add","path":"/t"}""", "value")]
    [TestCase("""{"op":"replace","path":"/t"}""", "value")]
    [TestCase("""{"op":"test","path":"/id"}""", "value")]
    [TestCase("""{"op":"test","path":"/id","value":7}""", "value")]
    [TestCase("""{"op":"test","path":"/none","value":null}""", "path")]
    [TestCase("""{"op":"add","path":"","value":{}}""", "path", Description = "the whole document is not patchable")]
    [TestCase("""{"op":"add","path":"/id","value":"8"}""", "path")]
    [TestCase("""{"op":"add","path":"/new","value":"8"}""", "path")]
    [TestCase("""{"op":"remove","path":"/id"}""", "path")]
    [TestCase("""{"op":"move","from":"/id","path":"/t/0"}""", "from")]
    [TestCase("""{"op":"move","path":"/t/0"}""", "from")]
    [TestCase("""{"op":"move","from":"/a","path":"/a/b/0"}""", "path")]
    [TestCase("""{"op":"copy","from":"/none","path":"/t"}""", "from")]
    [TestCase("""{"op":"remove","path":"/a/none"}""", "path")]
    [TestCase("""{"op":"replace","path":"/a/none","value":1}""", "path")]
    [TestCase("""{"op":"add","path":"/a/none/x","value":1}""", "path")]
    [TestCase("""{"op":"add","path":"/a/n/x","value":1}""", "path")]
    [TestCase("""{"op":"add","path":"/t/3","value":1}""", "path")]
    [TestCase("""{"op":"add","path":"/t/01","value":1}""", "path")]
    [TestCase("""{"op":"add","path":"/t/-1","value":1}""", "path")]
    [TestCase("""{"op":"replace","path":"/t/-","value":1}""", "path")]
    [TestCase("""{"op":"remove","path":"/t/2"}""", "path")]
    [TestCase("""{"op":"remove","path":"/t/99999999999"}""", "path")]
    public void An_operation_that_cannot_be_applied_is_named_by_its_place(string operation, string field) => Assert.That(
        () => Apply(JsonNode.Parse(Document)!.AsObject(), """{"op":"test","path":"/id","value":"7"}""", operation),
        Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo($"[1].{field}"));

    [Test]
    public void An_operation_that_is_null_is_none() => Assert.That(
        () => JsonPatch.Apply([], [null], []), Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("[0].path"));

    [Test]
    public void Copies_into_themselves_end_before_they_fill_the_memory() => Assert.That(
        () => Apply(JsonNode.Parse(Document)!.AsObject(), [.. Enumerable.Repeat("""{"op":"copy","from":"/t","path":"/t/-"}""", 100)]),
        Throws.TypeOf<InvalidValueException>().With.Message.Contains("1 MB"));

    [Test]
    public void A_patch_has_at_most_100_operations()
    {
        string[] tests = [.. Enumerable.Repeat("""{"op":"test","path":"/id","value":"7"}""", 101)];
        Assert.That(() => Apply(JsonNode.Parse(Document)!.AsObject(), tests[1..]), Throws.Nothing);
        Assert.That(() => Apply(JsonNode.Parse(Document)!.AsObject(), tests), Throws.TypeOf<InvalidValueException>());
    }

    private static JsonObject Apply(JsonObject document, params string[] operations) => JsonPatch.Apply(
        document, [.. operations.Select(operation => JsonSerializer.Deserialize<JsonPatchOperation>(operation, JsonSerializerOptions.Web))], ["a", "t"]);
}
