using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.UnitTests;

public sealed class WordTests
{
    [TestCase(PolicyType.General, "GENERAL")]
    [TestCase(PolicyType.ConflictingAccessBased, "CONFLICTING_ACCESS_BASED")]
    public void An_enum_is_written_in_the_words_of_the_API_and_read_back(PolicyType type, string word)
    {
        Assert.That(Word.Of(type), Is.EqualTo(word));
        Assert.That(Word.Parse<PolicyType>("type", word), Is.EqualTo(type));
    }

    [TestCase("enforced")]
    [TestCase("1")]
    [TestCase("")]
    [TestCase(null)]
    public void Another_word_is_refused_with_the_words_that_are_accepted(string? word) =>
        Assert.That(
            () => Word.Parse<PolicyState>("state", word),
            Throws.TypeOf<InvalidValueException>().With.Message.EqualTo("state must be ENFORCED or NOT_ENFORCED."));
}
