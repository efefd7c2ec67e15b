using Schedules.Domain;

namespace Schedules.UnitTests;

public sealed class TextTests
{
    [TestCase("a\nb")]
    [TestCase("a\r\nb")]
    [TestCase("a\tb")]
    public void A_name_is_one_line_and_a_longer_text_may_be_several(string text)
    {
        var refused = Assert.Throws<InvalidValueException>(() => Text.Required("name", text, 1, 9));
        Assert.That(refused!.Message, Is.EqualTo("name must be a text of 1 to 9 characters without control characters."));
        Assert.That(() => Text.Optional("name", text, 9), Throws.TypeOf<InvalidValueException>());
        Assert.That((Text.RequiredLines("reason", text, 1, 9), Text.OptionalLines("reason", text, 9)), Is.EqualTo((text, text)));
    }

    [TestCase("a\0b")]
    [TestCase("a\u0007b")]
    [TestCase("a\u0085b")]
    [TestCase("0123456789")]
    public void Other_control_characters_and_too_many_of_any_are_refused_everywhere(string text)
    {
        Assert.That(() => Text.Required("name", text, 1, 9), Throws.TypeOf<InvalidValueException>());
        Assert.That(() => Text.OptionalLines("reason", text, 9), Throws.TypeOf<InvalidValueException>());
    }
}
