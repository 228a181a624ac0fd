using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Registers;
using AidWorkflows.Domain.Registers;
using AidWorkflows.Tests.Host.HumanTasks;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Registers;

/// <summary>Files of register extracts (S-050): what is taken, what is refused, and what a stop leaves behind.</summary>
public abstract class RegisterImportContract(AidServer server)
{
    private const string Heading = "身份证号,姓名,车辆数\n";

    [Fact]
    public async Task S050_good_rows_are_taken_and_each_bad_one_is_named_with_its_line()
    {
        var import = await server.ImportAsync("county1", "vehicles", $"{Heading}{RegisterCalls.Row(9001, "1")}\n123,张三,x\n{RegisterCalls.Row(9002, "-1")}\n\n{RegisterCalls.Row(9003, "2", "多余")}\n{RegisterCalls.Row(9004, "0")}\n");

        Assert.Equal(("completed", 5, 2, 3), ((string)import["status"]!, (int)import["rows"]!, (int)import["rowsAccepted"]!, (int)import["rowsRefused"]!));
        using var client = await server.SignInAsync("county1");
        var errors = (await client.GetFromJsonAsync<JsonObject>($"/api/v1/registers/imports/{import["id"]}/errors"))!["items"]!.AsArray();
        Assert.Equal(
            ["3 idNumber id-number-length", "3 vehicles register-count", "4 vehicles register-count", "6  register-row"],
            errors.Select(error => $"{error!["line"]} {error["field"]} {error["code"]}"));
        Assert.All(errors, error => Assert.DoesNotContain("张三", (string)error!["message"]!, StringComparison.Ordinal));
        Assert.Empty(await FileAsync(import));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("gb18030", false)]
    public async Task Files_of_every_office_are_read(string encoding, bool byteOrderMark)
    {
        var seed = 9100 + encoding.Length + (byteOrderMark ? 1 : 0);
        var csv = $"公民身份号码\t姓　名\t车辆数量\t备注\n{RegisterCalls.Row(seed, "1", "说明").Replace(',', '\t')}\n";
        var bytes = encoding == "utf-8" ? Encoding.UTF8.GetBytes(csv) : CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(csv);
        using var client = await server.SignInAsync("county1");

        using var answer = await client.UploadAsync("vehicles", byteOrderMark ? [.. Encoding.UTF8.Preamble, .. bytes] : bytes);

        var body = await AidServer.ReadAsync(answer);
        Assert.Equal(encoding, (string?)body["import"]!["encoding"]);
        Assert.Equal(["idNumber", "name", "vehicles", null], body["preview"]!["columns"]!.AsArray().Select(column => (string?)column!["field"]));
        Assert.Equal(["备注"], body["preview"]!["unknown"]!.AsArray().Select(heading => (string?)heading));
        var row = body["preview"]!["rows"]!.AsArray()[0]!.AsArray().Select(cell => (string)cell!).ToList();
        var person = SyntheticPeople.Person(seed);
        Assert.Equal([$"{person.IdNumber[..3]}***********{person.IdNumber[^4..]}", $"{person.Name[0]}**", "1", "***"], row);
    }

    [Fact]
    public async Task S050_a_file_with_the_wrong_columns_is_refused_and_nothing_is_stored()
    {
        using var client = await server.SignInAsync("county1");
        var before = await CountsAsync();

        using var answer = await client.UploadAsync("social-insurance", Encoding.UTF8.GetBytes($"身份证号,姓名,年收\n{RegisterCalls.Row(9200, "1")}\n"));

        var problem = await AidServer.ReadAsync(answer);
        Assert.Equal("register-columns", (string?)problem["code"]);
        Assert.Contains("年工资", (string)problem["title"]!, StringComparison.Ordinal);
        Assert.Contains("年收", (string)problem["title"]!, StringComparison.Ordinal);
        Assert.Equal(before, await CountsAsync());

        using var named = await client.UploadAsync("social-insurance", Encoding.UTF8.GetBytes($"身份证号,姓名,年收\n{RegisterCalls.Row(9200, "1")}\n"), columns: """{"annualWage":"年收"}""");
        Assert.Empty((await AidServer.ReadAsync(named))["preview"]!["missing"]!.AsArray());
    }

    [Theory]
    [InlineData("", "422 register-file-unreadable file")]
    [InlineData("身份证号,姓名\n", "422 register-file-unreadable file")]
    [InlineData("a\0b", "422 register-file-unreadable file")]
    public async Task What_is_no_table_is_refused(string content, string refusal)
    {
        using var client = await server.SignInAsync("county1");

        Assert.Equal(refusal, await AidCalls.RefusalAsync(await client.UploadAsync("vehicles", Encoding.UTF8.GetBytes(content))));
    }

    [Fact]
    public async Task The_same_file_a_second_time_changes_nothing_and_says_so()
    {
        var csv = $"{Heading}{RegisterCalls.Row(9300, "1")}\n";
        var first = await server.ImportAsync("county1", "vehicles", csv);
        var before = await CountsAsync();
        using var client = await server.SignInAsync("county2");

        using var again = await client.UploadAsync("vehicles", Encoding.UTF8.GetBytes(csv), "other-name.csv");

        var body = await AidServer.ReadAsync(again);
        Assert.True((bool)body["known"]!);
        Assert.Equal((string?)first["id"], (string?)body["import"]!["id"]);
        Assert.Equal(before, await CountsAsync());
        Assert.Equal("409 register-import-state", await AidCalls.RefusalAsync(await client.PostAsJsonAsync($"/api/v1/registers/imports/{first["id"]}/start", new { asOf = RegisterCalls.Today })));
    }

    [Fact]
    public async Task An_interrupted_import_says_so_and_goes_on_behind_its_last_row()
    {
        var import = await UploadedAsync(9400, 3);
        await InterruptAsync(import, read: 1);
        using var client = await server.SignInAsync("county1");
        Assert.Equal("interrupted", (string?)(await server.FinishedAsync(client, import.ToString()))["status"]);

        (await client.PostAsync($"/api/v1/registers/imports/{import}/continue", null)).EnsureSuccessStatusCode();

        var finished = await server.FinishedAsync(client, import.ToString());
        Assert.Equal(("completed", 3), ((string)finished["status"]!, (int)finished["rowsRead"]!));
        Assert.Equal(2, await server.InDatabaseAsync(db => db.Set<RegisterExtract>().CountAsync(extract => extract.ImportId == import)));
    }

    [Fact]
    public async Task An_interrupted_import_can_be_removed_with_all_it_left_but_a_completed_one_stays()
    {
        var import = await UploadedAsync(9410, 2);
        await InterruptAsync(import, read: 1);
        var done = await server.ImportAsync("county1", "vehicles", $"{Heading}{RegisterCalls.Row(9420, "1")}\n");
        using var client = await server.SignInAsync("county1");

        (await client.DeleteAsync($"/api/v1/registers/imports/{import}")).EnsureSuccessStatusCode();

        Assert.Equal(0, await server.InDatabaseAsync(db => db.Set<RegisterImport>().CountAsync(row => row.Id == import)));
        Assert.Equal(0, await server.InDatabaseAsync(db => db.Set<RegisterFileContent>().CountAsync(row => row.ImportId == import)));
        Assert.Equal("409 register-import-state", await AidCalls.RefusalAsync(await client.DeleteAsync($"/api/v1/registers/imports/{done["id"]}")));
    }

    [Fact]
    public async Task The_day_of_the_data_is_needed_and_not_in_the_future()
    {
        var import = await UploadedAsync(9430, 1);
        using var client = await server.SignInAsync("county1");

        Assert.Equal("422 field-required asOf", await AidCalls.RefusalAsync(await client.PostAsJsonAsync($"/api/v1/registers/imports/{import}/start", new { })));
        Assert.Equal("422 date-in-future asOf", await AidCalls.RefusalAsync(await client.PostAsJsonAsync($"/api/v1/registers/imports/{import}/start", new { asOf = "2999-01-01" })));
        Assert.Equal(
            "422 register-column mapping.vehicles", await AidCalls.RefusalAsync(await client.PostAsJsonAsync(
                $"/api/v1/registers/imports/{import}/start", new { asOf = RegisterCalls.Today, mapping = new { idNumber = 0, name = 1, vehicles = 7 } })));
    }

    [Theory]
    [InlineData("auditor", 403)]
    [InlineData("city1", 403)]
    [InlineData("cashier", 403)]
    [InlineData("grassroots1", 201)]
    public async Task Who_may_upload(string userName, int status)
    {
        using var client = await server.SignInAsync(userName);

        using var answer = await client.UploadAsync("vehicles", Encoding.UTF8.GetBytes($"{Heading}{RegisterCalls.Row(9500, "1")}\n"));

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task An_auditor_reads_and_a_lower_union_does_not_see_what_the_county_imported()
    {
        var import = await server.ImportAsync("county1", "vehicles", $"{Heading}{RegisterCalls.Row(9600, "1")}\n");
        using var auditor = await server.SignInAsync("auditor");
        using var clerk = await server.SignInAsync("grassroots1");

        Assert.Equal(200, (int)(await auditor.GetAsync($"/api/v1/registers/imports/{import["id"]}")).StatusCode);
        Assert.Equal("404 not-found", await AidCalls.RefusalAsync(await clerk.GetAsync($"/api/v1/registers/imports/{import["id"]}")));
    }

    private async Task<Guid> UploadedAsync(int seed, int rows)
    {
        using var client = await server.SignInAsync("county1");
        var csv = Heading + string.Concat(Enumerable.Range(seed, rows).Select(person => RegisterCalls.Row(person, "1") + "\n"));
        return Guid.Parse((string)(await AidServer.ReadAsync(await client.UploadAsync("vehicles", Encoding.UTF8.GetBytes(csv))))["import"]!["id"]!);
    }

    /// <summary>As a server leaves it that was killed between two batches.</summary>
    private Task<int> InterruptAsync(Guid id, int read) => server.InDatabaseAsync(async db =>
    {
        var import = await db.Set<RegisterImport>().SingleAsync(row => row.Id == id);
        import.Start(import.Mapping, new DateOnly(2026, 6, 30), false, DateTimeOffset.UnixEpoch);
        import.Advance(read, 0, DateTimeOffset.UnixEpoch);
        return await db.SaveChangesAsync();
    });

    private Task<List<RegisterFileContent>> FileAsync(JsonObject import) =>
        server.InDatabaseAsync(db => db.Set<RegisterFileContent>().Where(file => file.ImportId == Guid.Parse((string)import["id"]!)).ToListAsync());

    private Task<(int, int)> CountsAsync() => server.InDatabaseAsync(async db => (await db.Set<RegisterImport>().CountAsync(), await db.Set<RegisterExtract>().CountAsync()));
}

public sealed class SqliteRegisterImportTests(AidServer server) : RegisterImportContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlRegisterImportTests(PostgreSqlAidServer server) : RegisterImportContract(server.Server), IClassFixture<PostgreSqlAidServer>;
