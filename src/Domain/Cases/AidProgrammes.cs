namespace AidWorkflows.Domain.Cases;

/// <summary>The programmes whose applications a union takes.</summary>
public static class AidProgrammes
{
    public const string NeedyWorkerAid = "needy-worker-aid";
    public const string GoldenAutumn = "golden-autumn";
    public const string CountyAidCentre = "county-aid-centre";

    public static IReadOnlyList<string> All { get; } = [NeedyWorkerAid, GoldenAutumn, CountyAidCentre];
}
