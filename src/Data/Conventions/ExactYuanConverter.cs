using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AidWorkflows.Data.Conventions;

internal sealed class ExactYuanConverter() : ValueConverter<decimal, decimal>(yuan => Fen.Exact(yuan), yuan => yuan);
