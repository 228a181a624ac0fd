namespace AidWorkflows.Tests.TestData;

/// <summary>Random choices that are the same for the same seed on every machine: xorshift64*; System.Random may change between runtime versions.</summary>
internal sealed class Draws(int seed)
{
    private ulong state = (ulong)seed * 0x9E3779B97F4A7C15UL | 1;

    public int Below(int limit)
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return (int)((state * 0x2545F4914F6CDD1DUL >> 33) % (ulong)limit);
    }

    public bool Chance(int oneIn) => Below(oneIn) == 0;

    public decimal Fen(int from, int to) => (from + Below(to - from + 1)) / 100m;

    public T Choice<T>()
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return values[Below(values.Length)];
    }
}
