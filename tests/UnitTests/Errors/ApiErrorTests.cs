using Microsoft.AspNetCore.Http;
using Schedules.WebApi.Errors;

namespace Schedules.UnitTests.Errors;

public sealed class ApiErrorTests
{
    [Test]
    public void A_body_that_does_not_arrive_whole_is_told_in_the_words_of_the_house()
    {
        var error = ApiError.Of(new BadHttpRequestException("Reading the request body timed out due to data arriving too slowly. See MinRequestBodyDataRate.", 408));
        Assert.That((error.Status, error.Message), Is.EqualTo((408, "The body did not arrive whole in time. Send the request again.")));
    }
}
