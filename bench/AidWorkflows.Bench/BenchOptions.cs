using System.Globalization;
using AidWorkflows.Data;

namespace AidWorkflows.Bench;

/// <summary>The command line.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        dotnet run -c Release --project bench/AidWorkflows.Bench -- [options]
          --seconds N            length of each measured run (5)
          --repeats N            rounds; the runs of a round stand side by side (5)
          --clients 1,8          concurrent clients
          --databases LIST       sqlite,postgres
          --http                 only the real host as a process, over HTTP, without the engine in this process
          --api                  only Studio's calls, one by one, with 200 definitions and 100,000 instances
          --requests N           measured requests of each of them (200)
          --only TEXT            only those whose name has this in it
          --micro                only expressions and flowchart steps in memory
          --store                only bursts of the store, without the engine
          --studio               only how soon Studio's definition list shows its first row, in Chromium
          --out FOLDER           where the CSV goes (artifacts/bench)
        """;

    public TimeSpan Duration { get; private init; } = TimeSpan.FromSeconds(5);

    public int Repeats { get; private init; } = 5;

    public IReadOnlyList<int> Clients { get; private init; } = [1, 8];

    public IReadOnlyList<DatabaseProvider> Databases { get; private init; } = [DatabaseProvider.PostgreSql, DatabaseProvider.Sqlite];

    public bool MicroOnly { get; private init; }

    public bool Http { get; private init; }

    public bool Api { get; private init; }

    public int Requests { get; private init; } = 200;

    public string? Only { get; private init; }

    public bool StoreOnly { get; private init; }

    public bool Studio { get; private init; }

    public string OutputFolder { get; private init; } = Path.Combine("artifacts", "bench");

    public static BenchOptions Parse(string[] arguments)
    {
        var options = new BenchOptions();
        for (var index = 0; index < arguments.Length; index++)
        {
            string Value() => ++index < arguments.Length ? arguments[index] : throw new FormatException($"{arguments[index - 1]} needs a value.\n{Usage}");
            options = arguments[index] switch
            {
                "--seconds" => options with { Duration = TimeSpan.FromSeconds(double.Parse(Value(), CultureInfo.InvariantCulture)) },
                "--repeats" => options with { Repeats = Number(Value()) },
                "--clients" => options with { Clients = [.. Value().Split(',').Select(Number)] },
                "--databases" => options with { Databases = [.. Value().Split(',').Select(Database)] },
                "--micro" => options with { MicroOnly = true },
                "--http" => options with { Http = true },
                "--api" => options with { Api = true },
                "--requests" => options with { Requests = Number(Value()) },
                "--only" => options with { Only = Value() },
                "--store" => options with { StoreOnly = true },
                "--studio" => options with { Studio = true },
                "--out" => options with { OutputFolder = Value() },
                var unknown => throw new FormatException($"Unknown option '{unknown}'.\n{Usage}"),
            };
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static DatabaseProvider Database(string name) => name switch
    {
        "sqlite" => DatabaseProvider.Sqlite,
        "postgres" or "postgresql" => DatabaseProvider.PostgreSql,
        _ => throw new FormatException($"Unknown database '{name}'.\n{Usage}"),
    };
}
