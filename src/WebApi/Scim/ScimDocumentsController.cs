using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Common;
using Schedules.Application.Scim;
using Schedules.WebApi.Access;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Scim;

/// <summary>What this SCIM server knows and does (RFC 7643, sections 5 to 7).</summary>
[ApiExplorerSettings]
[Route("scim/v2")]
[Authorize(Policy = Policies.Own)]
public sealed class ScimDocumentsController : ControllerBase
{
    [HttpGet("ServiceProviderConfig")]
    public IActionResult Configuration() => this.Json(ScimDocuments.Configuration());

    [HttpGet("ResourceTypes")]
    public IActionResult ResourceTypes() => this.List(All(ScimDocuments.ResourceTypes()));

    [HttpGet("ResourceTypes/{id}")]
    public IActionResult ResourceType(string id) => this.Json(One(ScimDocuments.ResourceTypes(), "ResourceType", id));

    [HttpGet("Schemas")]
    public IActionResult Schemas() => this.List(All(ScimDocuments.Schemas()));

    [HttpGet("Schemas/{id}")]
    public IActionResult Schema(string id) => this.Json(One(ScimDocuments.Schemas(), "Schema", PathIds.Decoded(id)));

    private static ScimList All(IReadOnlyList<JsonObject> documents) => new(documents.Count, 1, documents);

    private static JsonObject One(IReadOnlyList<JsonObject> documents, string what, string id) =>
        documents.FirstOrDefault(document => document["id"]!.GetValue<string>().Equals(id, StringComparison.OrdinalIgnoreCase)) ?? throw new NotFoundException(what, id);
}
