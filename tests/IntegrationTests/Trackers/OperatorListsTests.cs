using Schedules.Domain.Trackers;
using Schedules.Infrastructure.Trackers;

namespace Schedules.IntegrationTests.Trackers;

public sealed class OperatorListsTests
{
    private string _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("lists").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_text_files_of_the_folder_stand_over_the_products_own_lists()
    {
        File.WriteAllText(Path.Combine(_folder, "ours.txt"), "# ours\nstrictly_necessary host tags.shop.example The shop\n");
        File.WriteAllText(Path.Combine(_folder, "notes.md"), "no list");

        Assert.That(OperatorLists.Catalogue(_folder).Suggest(new Evidence(TrackerType.Script, "x", "a.tags.shop.example")),
            Is.EqualTo(new Suggestion(TrackerCategory.StrictlyNecessary, Confidence.High, "ours.txt", "The shop")));
        Assert.That(OperatorLists.Catalogue(null), Is.SameAs(TrackerCatalogue.BuiltIn));
    }

    [Test]
    public void A_line_that_is_no_entry_and_a_folder_that_is_not_there_stop_the_start()
    {
        File.WriteAllText(Path.Combine(_folder, "bad.txt"), "marketing hosts a.example\n");

        Assert.That(() => OperatorLists.Catalogue(_folder), Throws.InvalidOperationException.With.Message.Contains("bad.txt: \"marketing hosts a.example\""));
        Assert.That(() => OperatorLists.Catalogue(_folder + "/none"), Throws.InvalidOperationException.With.Message.Contains("Scanner:Lists"));
    }
}
