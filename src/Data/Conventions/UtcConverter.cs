using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AidWorkflows.Data.Conventions;

/// <summary>Npgsql refuses any other offset; and it would round where SQLite truncates.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => UtcMicroseconds.Truncate(time), time => time);
