namespace AidWorkflows.Engine.Activities;

/// <summary>All activity types that can run, by type and version. Unknown types fault when reached, never earlier.</summary>
public sealed class ActivityCatalog
{
    private readonly Dictionary<(string Type, int Version), Activity> exact = [];
    private readonly Dictionary<string, Activity> newest = new(StringComparer.Ordinal);

    public ActivityCatalog(IEnumerable<Activity> activities)
    {
        foreach (var activity in activities.OrderBy(activity => activity.Version))
        {
            exact.Add((activity.Type, activity.Version), activity);
            newest[activity.Type] = activity;
        }
    }

    public IReadOnlyCollection<Activity> All => exact.Values;

    /// <summary>The exact version, else the newest of that type, else null.</summary>
    public Activity? Find(string type, int version) => exact.GetValueOrDefault((type, version)) ?? newest.GetValueOrDefault(type);
}
