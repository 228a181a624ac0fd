using System.Buffers.Binary;

namespace AidWorkflows.Domain.Rules;

/// <summary>
/// Version 7 ids that also rise within one millisecond: everything that happens in one burst has the same time, and the timeline
/// and an application's requests must keep the order in which they were made. A counter stands in the first 26 of the bits that
/// the standard leaves to the maker; the rest stays random.
/// </summary>
public static class RisingId
{
    private const int VersionByte = 6;
    private const int VariantByte = 8;

    private static uint counter;

    public static Guid New(DateTimeOffset at)
    {
        var next = Interlocked.Increment(ref counter);
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(at).TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[VersionByte..], (ushort)(0x7000 | ((next >> 14) & 0x0FFF)));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[VariantByte..], (ushort)(0x8000 | (next & 0x3FFF)));
        return new Guid(bytes, bigEndian: true);
    }
}
