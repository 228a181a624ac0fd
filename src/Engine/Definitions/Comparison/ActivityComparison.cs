using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Definitions.Comparison;

/// <summary>The activities of both versions, matched by id, with what is set in each and how they are connected.</summary>
internal sealed class ActivityComparison
{
    private readonly ComparedTree old;
    private readonly ComparedTree now;
    private readonly List<DefinitionChange> changes;

    public ActivityComparison(JsonObject from, JsonObject to, List<DefinitionChange> changes)
    {
        old = new ComparedTree(from);
        now = new ComparedTree(to);
        this.changes = changes;
    }

    public void Run()
    {
        var moved = 0;
        foreach (var key in now.Keys.Where(key => !old.Contains(key)))
            changes.Add(new DefinitionChange(DefinitionChangeKind.ActivityAdded) { Activity = now.Describe(key) });
        foreach (var key in old.Keys.Where(key => !now.Contains(key)))
            changes.Add(new DefinitionChange(DefinitionChangeKind.ActivityRemoved) { Activity = old.Describe(key) });
        foreach (var key in now.Keys.Where(old.Contains))
            if (new ActivityPair(old, now, key, changes).Compare())
                moved++;
        var bends = new ConnectionComparison(old, now, changes).Run();
        if (moved > 0 || bends)
            changes.Add(new DefinitionChange(DefinitionChangeKind.LayoutChanged) { Count = moved });
    }
}
