using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.Publishing;
using AidWorkflows.Data.Workflows;
using AidWorkflows.ElsaApi.Publishing;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Wire;

/// <summary>
/// A request that is not met. Studio shows the messages of a 400 and of nothing else (and tries a 5xx four times), so whatever a
/// person should read is a 400.
/// </summary>
internal sealed class ElsaRefusal(int status, params string[] messages) : Exception(string.Join(" ", messages))
{
    private const string General = "generalErrors";

    public int Status { get; } = status;

    public IReadOnlyList<string> Messages { get; } = messages;

    /// <summary>The entry that is wrong, when it is one.</summary>
    public string Field { get; private init; } = General;

    /// <summary>For programs that do something about it.</summary>
    public string? Code { get; init; }

    public static ElsaRefusal BadRequest(string message, string? code = null) => new(StatusCodes.Status400BadRequest, message) { Code = code };

    public static ElsaRefusal OfField(string field, string message) => new(StatusCodes.Status400BadRequest, message) { Field = field };

    public static ElsaRefusal NotFound(string message) => new(StatusCodes.Status404NotFound, message);

    public IResult ToResult() => Results.Json(
        new { statusCode = Status, message = "One or more errors occurred!", code = Code, errors = new Dictionary<string, IReadOnlyList<string>> { [Field] = Messages } },
        ElsaJson.Options, "application/problem+json", Status);

    /// <summary>Null when the exception is a bug or an outage, which is the server's to log.</summary>
    public static ElsaRefusal? From(Exception exception, EngineOptions engine) => exception switch
    {
        ElsaRefusal refusal => refusal,
        PublicationRefusedException refused => new ElsaRefusal(StatusCodes.Status400BadRequest, $"{PublicationRefusals.Chinese(refused.Code)} / {refused.Message}")
        {
            Field = refused.Field ?? General,
            Code = refused.Code,
        },
        PublicationForbiddenException forbidden => new ElsaRefusal(StatusCodes.Status400BadRequest, [.. forbidden.Messages.Take(20)]) { Code = "new-errors" },
        DefinitionNotFoundException or WorkflowDefinitionNotFoundException or WorkflowInstanceNotFoundException => NotFound(exception.Message),
        StimulusConsumedException => new ElsaRefusal(StatusCodes.Status409Conflict, exception.Message),
        DefinitionFormatException or InvalidDefinitionException or DefinitionInUseException or InstanceInUseException or InstanceStateException
            or SingletonAlreadyRunningException or InstanceBusyException or StaleInstanceException or ValueConversionException
            or DraftOvertakenException or DbUpdateConcurrencyException or System.Text.Json.JsonException => BadRequest(exception.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => BadRequest("So large a request is not accepted here."),
        BadHttpRequestException bad => new ElsaRefusal(bad.StatusCode, bad.Message),
        InvalidDataException => BadRequest("The form or the file cannot be read: " + exception.Message),
        _ when engine.IsRefusal(exception) => BadRequest(exception.Message),
        _ => null,
    };
}
