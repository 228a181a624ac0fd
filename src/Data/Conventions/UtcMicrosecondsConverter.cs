using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AidWorkflows.Data.Conventions;

internal sealed class UtcMicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(time => UtcMicroseconds.From(time), value => UtcMicroseconds.To(value));
