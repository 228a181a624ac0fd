using AidWorkflows.Data.Workflows;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>
/// Times of journal lines on the wire. All lines of one burst carry the burst's own time, but Elsa's clients put executions in
/// order by their times; so each line's number is added in microseconds, far below anything that a person reads.
/// </summary>
internal static class JournalTime
{
    public static DateTimeOffset WireTime(this JournalRow line) => line.At + TimeSpan.FromMicroseconds(line.Sequence);
}
