using AidWorkflows.Bench;
using AidWorkflows.Bench.Api;
using AidWorkflows.Bench.Http;
using AidWorkflows.Bench.Limit;
using AidWorkflows.Bench.Load;
using AidWorkflows.Bench.Micro;
using AidWorkflows.Bench.Store;
using AidWorkflows.Bench.Studio;
using AidWorkflows.Data;
using AidWorkflows.TestDatabases;

var options = BenchOptions.Parse(args);
var time = TimeProvider.System;
Machine.Print(time.GetUtcNow());
if (options.Studio)
    return await FirstRow.RunAsync(options.Repeats) ? 0 : 1;
if (!options.StoreOnly && !options.Http && !options.Api)
    MicroBenchmarks.Run(options.Repeats);
if (options.MicroOnly)
    return 0;
if (options.StoreOnly)
{
    await BurstRate.RunAsync();
    return 0;
}

if (options.Api)
    return await MeasureApiAsync() ? 0 : 1;

var report = new Report();
foreach (var provider in options.Databases)
{
    if (!options.Http && provider == DatabaseProvider.PostgreSql)
        await MeasurePostgreSqlAsync();
    else if (!options.Http)
        await MeasureSqliteAsync();
    await MeasureHttpAsync(provider);
}

report.PrintSummary();
await report.WriteCsvAsync(options.OutputFolder, time.GetUtcNow());
return 0;

async Task MeasurePostgreSqlAsync()
{
    await using var server = await PostgreSqlServer.StartAsync(durable: true);
    await using var database = await server.CreateDatabaseAsync();
    await Machine.PrintAsync(database);
    await using var engine = await EngineLoad.CreateAsync(database);
    var footprint = await engine.FootprintAsync();
    await using var limit = await PgBench.CreateAsync(server, footprint, options.Clients.Max());
    Console.WriteLine($"One completion: 1 instance, 1 state of {footprint.State.Length} bytes, 1 bookmark out, 1 in, {footprint.JournalRows} journal rows of {footprint.JournalDataLength} bytes of data");
    await engine.WarmUpAsync(options.Duration);
    for (var round = 1; round <= options.Repeats; round++)
    {
        Console.WriteLine($"Round {round}, load {Machine.Load()}");
        foreach (var clients in options.Clients)
        {
            report.Add(await engine.StartsAsync(clients, round, options.Duration));
            report.Add(await engine.CompletionsAsync(clients, round, options.Duration));
            report.Add(await limit.RunAsync(clients, round, options.Duration, pipelined: false));
            report.Add(await limit.RunAsync(clients, round, options.Duration, pipelined: true));
        }
    }
}

async Task MeasureSqliteAsync()
{
    await using var database = await SqliteFile.CreateAsync();
    await using var engine = await EngineLoad.CreateAsync(database);
    Console.WriteLine("SQLite: journal_mode=WAL synchronous=FULL");
    await engine.WarmUpAsync(options.Duration);
    for (var round = 1; round <= options.Repeats; round++)
    {
        Console.WriteLine($"Round {round}, load {Machine.Load()}");
        foreach (var clients in options.Clients)
        {
            report.Add(await engine.StartsAsync(clients, round, options.Duration));
            report.Add(await engine.CompletionsAsync(clients, round, options.Duration));
        }
    }
}

async Task MeasureHttpAsync(DatabaseProvider provider)
{
    await using var server = provider == DatabaseProvider.PostgreSql ? await PostgreSqlServer.StartAsync(durable: true) : null;
    await using TestDatabase database = server is null ? await SqliteFile.CreateAsync() : await server.CreateDatabaseAsync();
    await using var host = await HttpLoad.StartAsync(database);
    await host.CompletionsAsync(8, 0, options.Duration, 300);
    for (var round = 1; round <= options.Repeats; round++)
    {
        Console.WriteLine($"Round {round}, load {Machine.Load()}");
        foreach (var clients in options.Clients)
            report.Add(await host.CompletionsAsync(clients, round, options.Duration, clients * 100));
    }
}

async Task<bool> MeasureApiAsync()
{
    List<ApiFigures> figures = [];
    foreach (var provider in options.Databases)
    {
        await using var server = provider == DatabaseProvider.PostgreSql ? await PostgreSqlServer.StartAsync(durable: true) : null;
        await using TestDatabase database = server is null ? await SqliteFile.CreateAsync() : await server.CreateDatabaseAsync();
        figures.AddRange(await ApiLoad.MeasureAsync(database, options.Requests, options.Only));
        Console.WriteLine($"Load {Machine.Load()}");
    }

    return ApiLoad.Print(figures);
}
