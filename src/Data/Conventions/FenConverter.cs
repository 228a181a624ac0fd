using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AidWorkflows.Data.Conventions;

internal sealed class FenConverter() : ValueConverter<decimal, long>(yuan => Fen.FromYuan(yuan), fen => Fen.ToYuan(fen));
