using System.Buffers.Binary;

namespace AidWorkflows.Engine.Execution;

/// <summary>
/// Version 7 ids, so that rows of one period lie together in every index. A counter in the bits that the standard leaves to the
/// maker lets ids of one millisecond rise too: bookmarks of one burst are resumed in the order in which they were made.
/// </summary>
internal static class OrderedId
{
    private const int CounterByte = 6;
    private const int VariantByte = 8;

    private static uint counter;

    public static string New()
    {
        var next = Interlocked.Increment(ref counter);
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[CounterByte..], (ushort)(0x7000 | ((next >> 14) & 0x0FFF)));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[VariantByte..], (ushort)(0x8000 | (next & 0x3FFF)));
        return Convert.ToHexStringLower(bytes);
    }
}
