using AidWorkflows.Bench.Store;

if (args is not ["bursts"])
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project bench/AidWorkflows.Bench -- bursts");
    return 1;
}

await BurstRate.RunAsync();
return 0;
