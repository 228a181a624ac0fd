using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace AidWorkflows.Tests.ElsaApi;

public sealed class LiveUpdateTests(ElsaServer server) : IClassFixture<ElsaServer>
{
    private const char End = '\u001e';

    private readonly Queue<JsonNode> arrived = new();

    [Fact]
    public async Task A_viewer_is_told_of_each_commit_of_the_instance_that_it_observes()
    {
        var admin = server.Administrator;
        await admin.SaveAsync(Workflows.Threshold("l-live"), publish: true);
        var state = (await admin.PostAsync("/workflow-definitions/l-live/execute"))["workflowState"]!;
        using var socket = await ConnectAsync("Auditor:22222222-2222-2222-2222-222222222222");
        await SendAsync(socket, $$"""{"type":1,"invocationId":"1","target":"ObserveInstanceAsync","arguments":["{{state["id"]}}"]}""");
        Assert.Null((await ReceiveAsync(socket, message => (int?)message["type"] == 3))["error"]);

        await admin.PostAsync($"/tasks/{state["bookmarks"]![0]!["payload"]!["taskId"]}/complete");
        var stats = (await ReceiveAsync(socket, message => (string?)message["target"] == "ActivityExecutionLogUpdatedAsync"))["arguments"]![0]!["stats"]!.AsArray();
        Assert.Equal(1, (int)stats.Single(node => (string?)node!["activityId"] == "Province")!["completedCount"]!);
        await ReceiveAsync(socket, message => (string?)message["target"] == "WorkflowExecutionLogUpdatedAsync");
        var updated = await ReceiveAsync(socket, message => (string?)message["target"] == "WorkflowInstanceUpdatedAsync");
        Assert.Equal((string?)state["id"], (string?)updated["arguments"]![0]!["workflowInstanceId"]);
    }

    [Fact]
    public async Task Instances_that_do_not_exist_cannot_be_observed()
    {
        using var socket = await ConnectAsync("Administrator:11111111-1111-1111-1111-111111111111");
        await SendAsync(socket, """{"type":1,"invocationId":"1","target":"ObserveInstanceAsync","arguments":["nope"]}""");
        Assert.Contains("Access denied", (string?)(await ReceiveAsync(socket, message => (int?)message["type"] == 3))["error"]);
    }

    [Theory]
    [InlineData("Clerk:33333333-3333-3333-3333-333333333333")]
    [InlineData("")]
    public async Task Who_may_not_read_does_not_connect(string token) =>
        await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(token));

    /// <summary>Browsers send cookies with a web socket of any page, and do not keep other sites from opening one.</summary>
    [Theory]
    [InlineData("http://localhost", true)]
    [InlineData("https://evil.example", false)]
    [InlineData(null, false)]
    public async Task A_page_of_another_site_cannot_listen_with_the_readers_cookie(string? origin, bool heard)
    {
        var client = server.Server.CreateWebSocketClient();
        client.ConfigureRequest = request =>
        {
            request.Headers.Cookie = "role=Auditor:22222222-2222-2222-2222-222222222222";
            request.Headers.Origin = origin;
        };
        using var socket = await client.ConnectAsync(new Uri("ws://localhost/elsa/hubs/workflow-instance"), default);
        Assert.Equal(heard, await IsAnsweredAsync(socket));
    }

    /// <summary>False when the server ended the connection first.</summary>
    private static async Task<bool> IsAnsweredAsync(WebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[4096];
        var text = "";
        try
        {
            await SendAsync(socket, """{"protocol":"json","version":1}""");
            await SendAsync(socket, """{"type":1,"invocationId":"1","target":"ObserveInstanceAsync","arguments":["nope"]}""");
            while (!text.Contains("\"type\":3", StringComparison.Ordinal))
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                    return false;
                text += Encoding.UTF8.GetString(buffer, 0, received.Count);
            }

            return true;
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException)
        {
            // Cut off without a goodbye.
            return false;
        }
    }

    private async Task<WebSocket> ConnectAsync(string token)
    {
        // As a browser does it: the token in the query, because a web socket has no headers.
        var socket = await server.Server.CreateWebSocketClient().ConnectAsync(new Uri($"ws://localhost/elsa/hubs/workflow-instance?access_token={token}"), default);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        await ReceiveAsync(socket, _ => true);
        return socket;
    }

    private static Task SendAsync(WebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, default);

    private async Task<JsonNode> ReceiveAsync(WebSocket socket, Func<JsonNode, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[256 * 1024];
        while (true)
        {
            while (arrived.TryDequeue(out var message))
                if (wanted(message))
                    return message;
            var length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
                length += received.Count;
            }
            while (!received.EndOfMessage);
            foreach (var part in Encoding.UTF8.GetString(buffer, 0, length).Split(End, StringSplitOptions.RemoveEmptyEntries))
                arrived.Enqueue(JsonNode.Parse(part)!);
        }
    }
}
