using Microsoft.AspNetCore.Http.Features;

namespace AidWorkflows.Host.Site;

/// <summary>
/// Counts what a request brings and stops at the limit. Kestrel has a limit of its own, but hangs up on who exceeds it, and most
/// clients then report a broken connection instead of our answer. So its limit is off: it sends the refusal, and throws away what
/// still comes for at most five seconds.
/// </summary>
internal sealed class BodyLimit : IHttpMaxRequestBodySizeFeature
{
    private readonly HttpRequest request;

    private BodyLimit(HttpRequest request, long limit)
    {
        this.request = request;
        MaxRequestBodySize = limit;
    }

    public bool IsReadOnly => false;

    /// <summary>Calls that take files raise it; see <see cref="SiteOptions.MaxRequestBodyBytes"/> for the others.</summary>
    public long? MaxRequestBodySize { get; set; }

    public static void Set(HttpContext context, long limit)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } kestrel)
            kestrel.MaxRequestBodySize = null;
        var own = new BodyLimit(context.Request, limit);
        context.Features.Set<IHttpMaxRequestBodySizeFeature>(own);
        context.Request.Body = new Counted(context.Request.Body, own);
    }

    private void Allow(long bytes)
    {
        // An announced length is reason enough to refuse, but none to believe.
        if (bytes > MaxRequestBodySize || request.ContentLength > MaxRequestBodySize)
            throw new BadHttpRequestException($"A request has at most {MaxRequestBodySize} bytes.", StatusCodes.Status413PayloadTooLarge);
    }

    private sealed class Counted(Stream body, BodyLimit limit) : Stream
    {
        private long count;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            limit.Allow(count);
            var read = await body.ReadAsync(buffer, cancellationToken);
            limit.Allow(count += read);
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count)
        {
            limit.Allow(this.count);
            var read = body.Read(buffer, offset, count);
            limit.Allow(this.count += read);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
