namespace AidWorkflows.Host.Papers;

/// <summary>Two texts line by line: the longest common sequence stays, the rest went or came.</summary>
internal static class LineDifference
{
    public static IReadOnlyList<ComparedLine> Of(string before, string after)
    {
        var (left, right) = (before.TrimEnd('\n').Split('\n'), after.TrimEnd('\n').Split('\n'));
        var common = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
                common[i, j] = left[i] == right[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        List<ComparedLine> lines = [];
        var (l, r) = (0, 0);
        while (l < left.Length || r < right.Length)
        {
            if (l < left.Length && r < right.Length && left[l] == right[r])
                lines.Add(new(' ', ++l, ++r, left[l - 1]));
            else if (r == right.Length || (l < left.Length && common[l + 1, r] >= common[l, r + 1]))
                lines.Add(new('-', ++l, null, left[l - 1]));
            else
                lines.Add(new('+', null, ++r, right[r - 1]));
        }

        return lines;
    }
}
