using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace AidWorkflows.Tests.ElsaApi;

/// <summary>
/// Documents and bodies that other engines of this kind were harmed by. The numbers are those of the table in docs/security.md.
/// </summary>
public sealed class HostileDocumentTests(ElsaServer server) : IClassFixture<ElsaServer>
{
    private const string TypeName = "System.Diagnostics.Process, System.Diagnostics.Process";

    private ElsaCalls Admin => server.Administrator;

    /// <summary>Finding 1: beside saving and starting, which <see cref="SavingGuardTests"/> has.</summary>
    [Fact]
    public async Task Type_names_in_imports_answers_events_and_variables_stay_data()
    {
        var model = Workflows.Define(
            "h-type",
            [
                Workflows.Activity("Task", "Elsa.RunTask", ("taskName", Workflows.Literal("Review"))),
                Workflows.Activity("Wait", "Elsa.Event", ("eventName", Workflows.Literal("h-type"))),
            ],
            [Workflows.Connect("Task", "Done", "Wait")],
            [Workflows.Variable("v", "Given", "Object", null)]);
        model["variables"]![0]!["value"] = Poison();
        var file = new MultipartFormDataContent { { new StringContent(model.ToJsonString()), "files", "h-type.json" } };
        await Admin.PostAsync("/workflow-definitions/import-files", file);
        Assert.Equal(TypeName, (string?)(await Admin.GetAsync("/workflow-definitions/h-type"))["variables"]![0]!["value"]!["_type"]);

        await Admin.PostAsync("/workflow-definitions/h-type/publish");
        var state = (await Admin.PostAsync("/workflow-definitions/h-type/execute", new JsonObject { ["input"] = Poison() }))["workflowState"]!;
        await Admin.PostAsync($"/tasks/{state["bookmarks"]![0]!["payload"]!["taskId"]}/complete", new JsonObject { ["result"] = Poison() });
        await Admin.PostAsync($"/workflow-instances/{state["id"]}/variables", new JsonObject { ["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["value"] = Poison() }) });
        await Admin.PostAsync("/events/h-type/trigger", new JsonObject { ["input"] = Poison() });
        await server.PumpAsync();

        var instance = await Admin.GetAsync($"/workflow-instances/{state["id"]}");
        Assert.Equal("Finished", (string?)instance["subStatus"]);
        Assert.Empty(instance["workflowState"]!["incidents"]!.AsArray());
    }

    /// <summary>Finding 8: an id that is taken by something else never brings in a new content for it.</summary>
    [Fact]
    public async Task An_import_with_the_version_id_of_another_definition_leaves_that_one_alone()
    {
        var victim = await Admin.SaveAsync(Workflows.Threshold("h-victim"), publish: true);
        var intruder = Workflows.Threshold("h-intruder", 1);
        intruder["id"] = victim["id"]!.DeepClone();
        intruder["version"] = 1;
        intruder["isPublished"] = true;
        intruder["isLatest"] = true;
        using var answer = await Admin.SendAsync(HttpMethod.Post, "/workflow-definitions/import", intruder);
        Assert.True((int)answer.StatusCode is 200 or 400, $"{(int)answer.StatusCode}");

        var after = await Admin.GetAsync($"/workflow-definitions/by-id/{victim["id"]}");
        Assert.Equal("h-victim", (string?)after["definitionId"]);
        Assert.Equal("20000", (string?)after["variables"]![1]!["value"]);
        Assert.True((bool)after["isPublished"]!);
    }

    /// <summary>Finding 16: refused before anything of the document is read, let alone stored.</summary>
    [Theory]
    [InlineData("Auditor")]
    [InlineData("Reviewer")]
    [InlineData("Clerk")]
    public async Task A_good_document_from_somebody_without_the_right_to_edit_is_not_stored(string role)
    {
        var id = $"h-{role}".ToLowerInvariant();
        var caller = server.As(role);
        var model = Workflows.Threshold(id);
        Assert.Equal(403, await caller.StatusAsync(HttpMethod.Post, "/workflow-definitions", new JsonObject { ["model"] = model.DeepClone(), ["publish"] = true }));
        Assert.Equal(403, await caller.StatusAsync(HttpMethod.Post, "/workflow-definitions/import", model));
        Assert.Equal(403, await caller.StatusAsync(HttpMethod.Put, $"/workflow-definitions/{id}/import", model));
        Assert.Equal(403, await caller.StatusAsync(HttpMethod.Post, "/workflow-definitions/import-files", new MultipartFormDataContent { { new StringContent(model.ToJsonString()), "files", "a.json" } }));
        Assert.Equal(404, await Admin.StatusAsync(HttpMethod.Get, $"/workflow-definitions/{id}"));
    }

    /// <summary>Finding 17: files go the same way as everything else, and publish nothing.</summary>
    [Theory]
    [InlineData("isReadonly")]
    [InlineData("isSystem")]
    public async Task Files_do_not_replace_what_is_read_only_and_publish_nothing(string flag)
    {
        var id = $"h-{flag}".ToLowerInvariant();
        var model = Workflows.Threshold(id);
        model[flag] = true;
        await Admin.SaveAsync(model, publish: true);
        var other = Workflows.Threshold(id, 1);
        var fresh = Workflows.Threshold($"{id}-fresh");
        fresh["isPublished"] = true;

        // All or none: the read-only one is the second of two files.
        var files = new MultipartFormDataContent { { new StringContent(fresh.ToJsonString()), "files", "a.json" }, { new StringContent(other.ToJsonString()), "files", "b.json" } };
        Assert.Contains("read-only", await Admin.RefusalAsync(HttpMethod.Post, "/workflow-definitions/import-files", files));
        Assert.Equal("20000", (string?)(await Admin.GetAsync($"/workflow-definitions/{id}"))["variables"]![1]!["value"]);
        Assert.Equal(404, await Admin.StatusAsync(HttpMethod.Get, $"/workflow-definitions/{id}-fresh"));

        await Admin.PostAsync("/workflow-definitions/import-files", new MultipartFormDataContent { { new StringContent(fresh.ToJsonString()), "files", "a.json" } });
        Assert.False((bool)(await Admin.GetAsync($"/workflow-definitions/{id}-fresh?versionOptions=Latest"))["isPublished"]!);
    }

    /// <summary>Finding 19: what arrives is counted, whatever was announced.</summary>
    [Theory]
    [InlineData("/workflow-definitions")]
    [InlineData("/workflow-definitions/import")]
    [InlineData("/workflow-definitions/nowhere/execute")]
    [InlineData("/events/none/trigger")]
    [InlineData("/identity/login")]
    public async Task A_body_without_a_length_is_cut_off_at_the_limit(string path)
    {
        var body = new StringContent($$"""{"name":"{{new string('x', 12_000_000)}}"}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/elsa/api" + path) { Content = new StreamContent(new Unmeasured(await body.ReadAsByteArrayAsync())) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;
        using var answer = await Admin.Client.SendAsync(request);
        Assert.True((int)answer.StatusCode is 400 or 413, $"{(int)answer.StatusCode}");
        Assert.Contains("not accepted", await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Finding 20: no name that a client sends becomes a path.</summary>
    [Theory]
    [InlineData("../../../../tmp/aid-evil.json")]
    [InlineData("..\\..\\aid-evil.json")]
    [InlineData("/tmp/aid-evil.json")]
    [InlineData("file:///tmp/aid-evil.json")]
    [InlineData("CON.json")]
    public async Task Names_of_files_and_zip_entries_are_not_used(string name)
    {
        var model = Workflows.Threshold("h-paths");
        using var zip = new MemoryStream();
        await using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = await archive.CreateEntry(name).OpenAsync();
            await entry.WriteAsync(Encoding.UTF8.GetBytes(model.ToJsonString()));
        }

        foreach (var content in new[] { zip.ToArray(), Encoding.UTF8.GetBytes(model.ToJsonString()) })
        {
            var files = new MultipartFormDataContent();
            var file = new ByteArrayContent(content);
            file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"files\"; filename=\"{name.Replace("\\", "\\\\", StringComparison.Ordinal)}\"");
            files.Add(file);
            Assert.Equal(1, (int)(await Admin.PostAsync("/workflow-definitions/import-files", files))["count"]!);
        }

        Assert.False(File.Exists("/tmp/aid-evil.json"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/elsa/api/workflow-definitions/h-paths/export?versionOptions=Latest");
        request.Headers.Add("x-download-id", name);
        using var answer = await Admin.Client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.Matches("^\"?workflow-definition-h-paths-[A-Za-z0-9-]+\\.json\"?$", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.False(File.Exists("/tmp/aid-evil.json"));
    }

    [Theory]
    [InlineData("../../aid-approval")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("%00")]
    public async Task Ids_in_addresses_are_only_looked_up(string id)
    {
        var escaped = Uri.EscapeDataString(id);
        foreach (var path in new[] { $"/workflow-definitions/{escaped}", $"/workflow-definitions/{escaped}/export", $"/workflow-instances/{escaped}/export" })
            Assert.Equal(404, await Admin.StatusAsync(HttpMethod.Get, path));
    }

    /// <summary>Finding 21: expression types that would run with the host's power are not offered, and do not run.</summary>
    [Theory]
    [InlineData("CSharp", "System.IO.File.WriteAllText(\"/tmp/aid-evil.json\", \"x\")")]
    [InlineData("Python", "open('/tmp/aid-evil.json', 'w').write('x')")]
    [InlineData("Liquid", "{{ 'x' | file_write: '/tmp/aid-evil.json' }}")]
    public async Task Host_languages_are_not_offered_and_do_not_run(string type, string source)
    {
        var offered = (await Admin.GetAsync("/descriptors/expression-descriptors"))["items"]!.AsArray().Select(item => (string?)item!["type"]);
        Assert.DoesNotContain(type, offered);

        var id = $"h-{type}".ToLowerInvariant();
        var text = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = type, ["value"] = source } };
        await Admin.PostAsync("/workflow-definitions/import", Workflows.Define(id, [Workflows.Activity("A", "Elsa.WriteLine", ("text", text))]));
        using var published = await Admin.SendAsync(HttpMethod.Post, $"/workflow-definitions/{id}/publish", "{}");
        if (published.IsSuccessStatusCode)
        {
            using var ran = await Admin.SendAsync(HttpMethod.Post, $"/workflow-definitions/{id}/execute", "{}");
            var instance = (await Admin.GetAsync($"/workflow-instances?definitionIds={id}"))["items"]![0]!;
            Assert.Equal("Faulted", (string?)instance["subStatus"]);
        }

        Assert.False(File.Exists("/tmp/aid-evil.json"));
    }

    private static JsonObject Poison() => new() { ["_type"] = TypeName, ["$type"] = TypeName, ["__type"] = TypeName, ["StartInfo"] = new JsonObject { ["FileName"] = "/bin/touch" } };

    /// <summary>A stream whose length nobody knows.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
