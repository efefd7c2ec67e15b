using System.IO.Compression;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;
using Schedules.WebApi.Auth;
using Schedules.WebApi.Surfaces;

namespace Schedules.WebApi.Access;

/// <summary>Files of access data, of any size.</summary>
[ApiController]
[Route("api/v1/access/import")]
[Authorize(Policy = Policies.Own)]
public sealed class ImportsController(IMediator mediator, IOptions<ImportOptions> options) : ControllerBase
{
    /// <summary>Reads a file (text/csv or application/x-ndjson, with Content-Encoding: gzip where it is packed) and has it take effect.</summary>
    /// <param name="type">identities, accounts, entitlements or roles.</param>
    /// <param name="mode">full (what is not in the file is taken away) or incremental.</param>
    /// <param name="source">Of accounts: the source that the whole file is of; a full import takes away accounts of this source alone.</param>
    /// <param name="wait">Whether to answer only when it has taken effect, or failed to.</param>
    /// <param name="cancellationToken">Ends the import without effect.</param>
    /// <response code="202">All rows were read; the import's state tells when they have taken effect.</response>
    /// <response code="400">The type, the mode or the columns are none that there are. No import was begun.</response>
    /// <response code="409">Another import of the organization is going.</response>
    /// <response code="415">The file is of another type.</response>
    /// <response code="422">With wait: the import has failed, as it says, and nothing of it took effect.</response>
    [HttpPost]
    [DocumentedBody(typeof(Stream), "text/csv", "application/x-ndjson")]
    [ProducesResponseType<ImportDto>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ImportDto>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<ImportDto>> Import(string? type, string? mode, string? source, bool wait = false, CancellationToken cancellationToken = default)
    {
        if (Format() is not { } format || Packing() is not { } isPacked)
            throw new BadHttpRequestException("A file is sent as text/csv or application/x-ndjson, with Content-Encoding gzip or none.", StatusCodes.Status415UnsupportedMediaType);
        LimitBody();
        await using var unpacked = isPacked ? new GZipStream(Request.Body, CompressionMode.Decompress) : null;
        try
        {
            var import = await mediator.Send(new ImportAccess(type, mode, source, format, unpacked ?? Request.Body, wait), cancellationToken);
            return Answer(import, wait && import.State == Word.Of(ImportState.Failed));
        }
        catch (InvalidDataException broken) when (isPacked)
        {
            throw new BadHttpRequestException("The file is not packed with gzip, as Content-Encoding says, or is damaged or cut short. Nothing of it took effect.", broken);
        }
        catch (BadHttpRequestException larger) when (larger.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new BadHttpRequestException(
                $"The file is too large; {options.Value.MaxImportBytes} bytes are accepted (Access:MaxImportBytes).", larger.StatusCode, larger);
        }
    }

    /// <summary>Lists imports, newest first.</summary>
    [HttpGet]
    public Task<CursorPage<ImportDto>> List([FromQuery] ListImports query, CancellationToken cancellationToken) => mediator.Send(query, cancellationToken);

    /// <summary>Shows how far an import is.</summary>
    [HttpGet("{id:guid}")]
    public Task<ImportDto> Get(Guid id, CancellationToken cancellationToken) => mediator.Send(new GetImport(id), cancellationToken);

    /// <summary>Lists why rows were refused, in the order of the file; the first 10,000 are kept. As CSV with Accept: text/csv.</summary>
    [HttpGet("{id:guid}/errors")]
    [ProducesResponseType<CursorPage<ImportErrorDto>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Errors(Guid id, int limit = 100, string? after = null, CancellationToken cancellationToken = default)
    {
        var isCsv = Request.GetTypedHeaders().Accept.Any(accept => accept.MediaType == "text/csv");
        var errors = await mediator.Send(new ListImportErrors(id, isCsv ? AccessImportError.MaxKept : limit, after), cancellationToken);
        return isCsv ? File(ErrorsCsv.Write(errors.Items), "text/csv; charset=utf-8", $"import-{id}-errors.csv") : Ok(errors);
    }

    private ObjectResult Answer(ImportDto import, bool hasFailed)
    {
        Response.Headers.Location = $"/api/v1/access/import/{import.Id}";
        return StatusCode(hasFailed ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status202Accepted, import);
    }

    private RowFormat? Format() => MediaTypeHeaderValue.TryParse(Request.ContentType, out var type)
        ? type.MediaType.Value?.ToLowerInvariant() switch
        {
            "text/csv" or "application/csv" => RowFormat.Csv,
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" => RowFormat.Ndjson,
            _ => null,
        }
        : null;

    private bool? Packing() => Request.Headers.ContentEncoding.ToString().ToLowerInvariant() switch
    {
        "" or "identity" => false,
        "gzip" => true,
        _ => null,
    };

    private void LimitBody()
    {
        if (HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.Value.MaxImportBytes is > 0 and var max ? max : null;
    }
}
