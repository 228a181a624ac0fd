using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace AidWorkflows.Host.Operations;

/// <summary>Collects the project's own instruments and writes them as OpenMetrics text. Tags are not needed so far and left out.</summary>
internal sealed class OpenMetricsText : IDisposable
{
    public const string ContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, Series> series = new(StringComparer.Ordinal);

    public OpenMetricsText()
    {
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name.StartsWith(AidMetrics.MeterName, StringComparison.Ordinal))
                own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Measure(instrument, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Measure(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Measure(instrument, value));
        listener.Start();
    }

    public string Write()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var (name, values) in series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append("# TYPE ").Append(name).Append(' ').Append(values.Kind).Append('\n');
            if (values.Unit is not null)
                text.Append("# UNIT ").Append(name).Append(' ').Append(values.Unit).Append('\n');
            if (values.Description is not null)
                text.Append("# HELP ").Append(name).Append(' ').Append(values.Description).Append('\n');
            values.WriteTo(text, name);
        }

        return text.Append("# EOF\n").ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Measure(Instrument instrument, double value)
    {
        var kind = instrument.GetType().GetGenericTypeDefinition() switch
        {
            var type when type == typeof(Counter<>) => "counter",
            var type when type == typeof(Histogram<>) => "summary",
            _ => "gauge",
        };
        series.GetOrAdd(instrument.Name.Replace('.', '_'), _ => new Series(kind, instrument.Unit == "s" ? "seconds" : null, instrument.Description)).Add(value);
    }

    private sealed class Series(string kind, string? unit, string? description)
    {
        private readonly Lock gate = new();
        private double sum;
        private long count;

        public string Kind => kind;

        public string? Unit => unit;

        public string? Description => description;

        public void Add(double value)
        {
            lock (gate)
            {
                sum = kind == "gauge" ? value : sum + value;
                count++;
            }
        }

        public void WriteTo(StringBuilder text, string name)
        {
            lock (gate)
            {
                switch (kind)
                {
                    case "counter":
                        text.Append(CultureInfo.InvariantCulture, $"{name}_total {sum}\n");
                        break;
                    case "summary":
                        text.Append(CultureInfo.InvariantCulture, $"{name}_sum {sum}\n{name}_count {count}\n");
                        break;
                    default:
                        text.Append(CultureInfo.InvariantCulture, $"{name} {sum}\n");
                        break;
                }
            }
        }
    }
}
