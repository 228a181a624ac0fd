using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.Workflows;
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

    public static ElsaRefusal BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);

    public static ElsaRefusal NotFound(string message) => new(StatusCodes.Status404NotFound, message);

    public IResult ToResult() => Results.Json(
        new { statusCode = Status, message = "One or more errors occurred!", errors = new Dictionary<string, IReadOnlyList<string>> { [General] = Messages } },
        ElsaJson.Options, "application/problem+json", Status);

    /// <summary>Null when the exception is a bug or an outage, which is the server's to log.</summary>
    public static ElsaRefusal? From(Exception exception, EngineOptions engine) => exception switch
    {
        ElsaRefusal refusal => refusal,
        DefinitionNotFoundException or WorkflowDefinitionNotFoundException or WorkflowInstanceNotFoundException => NotFound(exception.Message),
        StimulusConsumedException => new ElsaRefusal(StatusCodes.Status409Conflict, exception.Message),
        DefinitionFormatException or InvalidDefinitionException or DefinitionInUseException or InstanceInUseException or InstanceStateException
            or SingletonAlreadyRunningException or InstanceBusyException or StaleInstanceException or ValueConversionException
            or DbUpdateConcurrencyException or System.Text.Json.JsonException => BadRequest(exception.Message),
        BadHttpRequestException bad => new ElsaRefusal(bad.StatusCode, bad.Message),
        InvalidDataException => BadRequest("The form or the file cannot be read: " + exception.Message),
        _ when engine.IsRefusal(exception) => BadRequest(exception.Message),
        _ => null,
    };
}
