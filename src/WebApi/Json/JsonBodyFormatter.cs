using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Formatters;

namespace Schedules.WebApi.Json;

/// <summary>
/// Reads a body in two stages: the syntax (malformed is a bad request), then the types (a wrong one is a bad value with its path).
/// Refusals are exceptions, so that they take the same way as the domain's.
/// </summary>
public sealed class JsonBodyFormatter : TextInputFormatter
{
    private readonly JsonSerializerOptions _options;

    public JsonBodyFormatter(JsonSerializerOptions options)
    {
        _options = options;
        SupportedMediaTypes.Add("application/json");
        SupportedMediaTypes.Add("text/json");
        SupportedMediaTypes.Add("application/*+json");
        SupportedEncodings.Add(UTF8EncodingWithoutBOM);
        SupportedEncodings.Add(UTF16EncodingLittleEndian);
    }

    /// <summary>A request without a body says nothing by its content type: some clients send one all the same.</summary>
    public override bool CanRead(InputFormatterContext context) =>
        base.CanRead(context) || context.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };

    public override async Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context, Encoding encoding)
    {
        using var body = new MemoryStream();
        await context.HttpContext.Request.Body.CopyToAsync(body, context.HttpContext.RequestAborted);
        if (body.Length == 0)
            return context.TreatEmptyInputAsDefaultValue ? InputFormatterResult.Success(null!) : InputFormatterResult.NoValue();
        using var document = JsonSyntax.Parse(body.ToArray(), encoding);
        return InputFormatterResult.Success(JsonTypes.Read(document.RootElement, context.ModelType, _options));
    }
}
