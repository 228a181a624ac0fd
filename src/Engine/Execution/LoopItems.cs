using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Execution;

/// <summary>
/// The list that a loop still has before it: one line of JSON for each item. It is stored with the state at each fuel stop, so
/// it must cost no more than a copy there, and get shorter as the loop goes on.
/// </summary>
public sealed class LoopItems
{
    private byte[] lines = [];
    private int start;

    /// <summary>What is left.</summary>
    public byte[] Rest { get => start == 0 ? lines : lines[start..]; init => lines = value; }

    /// <summary>Index of the next item.</summary>
    public int Index { get; set; }

    internal static LoopItems Of(JsonArray items)
    {
        var text = new StringBuilder();
        foreach (var item in items)
            text.Append(item?.ToJsonString(Values.CompactJson.Options) ?? "null").Append('\n');
        return new LoopItems { Rest = Encoding.UTF8.GetBytes(text.ToString()) };
    }

    /// <summary>The next item; false when none is left.</summary>
    internal bool TryNext(out JsonNode? item)
    {
        item = null;
        if (start >= lines.Length)
            return false;
        var rest = lines.AsSpan(start);
        var length = rest.IndexOf((byte)'\n');
        item = JsonNode.Parse(rest[..length], documentOptions: new JsonDocumentOptions { MaxDepth = 128 });
        start += length + 1;
        Index++;
        return true;
    }
}
