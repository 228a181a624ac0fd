using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Tests.TestData;

namespace AidWorkflows.Tests.Domain.Papers;

/// <summary>S-042: what applicants hand in is looked into before anything of it is kept.</summary>
public sealed class UploadInspectorTests
{
    private static readonly UploadLimits Limits = new(10 * 1024 * 1024);

    [Fact]
    public void Pictures_pdf_and_docx_are_taken()
    {
        Assert.Equal(UploadType.Pdf, Inspect("承诺书.pdf", UploadSamples.Pdf()).Type);
        Assert.Equal(UploadType.Png, Inspect("身份证.PNG", UploadSamples.Png()).Type);
        Assert.Equal(UploadType.Jpeg, Inspect("户口本.jpeg", UploadSamples.Jpeg()).Type);
        Assert.Equal(UploadType.Docx, Inspect("证明.docx", UploadSamples.Docx()).Type);
        Assert.Equal(64, Inspect("a.pdf", UploadSamples.Pdf()).Hash.Length);
    }

    [Fact]
    public void A_three_megabyte_photo_renamed_to_pdf_is_refused() =>
        Assert.Equal("upload-content-differs", Refused("身份证.pdf", UploadSamples.Jpeg(3 * 1024 * 1024)));

    [Fact]
    public void A_zip_bomb_renamed_to_docx_is_refused()
    {
        var bomb = UploadSamples.Bomb(200);
        Assert.True(bomb.Length < 1024 * 1024);
        Assert.Equal("upload-unpacked-too-large", Refused("证明.docx", bomb));
        Assert.Equal("upload-unpacked-too-large", Refused("证明.docx", UploadSamples.Docx([.. Enumerable.Range(0, 1200).Select(i => ($"word/{i}.xml", new byte[1]))])));
        Assert.Equal("upload-content-differs", Refused("证明.docx", UploadSamples.Zip(("a.txt", "x"u8.ToArray()))));
    }

    /// <summary>The directory of a zip says what its maker wrote there; what comes out is counted, or the contradiction noticed.</summary>
    [Fact]
    public void A_bomb_that_lies_about_its_size_is_refused() =>
        Assert.Contains(Refused("证明.docx", UploadSamples.LyingBomb(200)), new[] { "upload-unpacked-too-large", "upload-damaged" });

    [Theory]
    [InlineData("a.exe", "upload-type")]
    [InlineData("a", "upload-type")]
    [InlineData("a.html", "upload-type")]
    [InlineData("a.svg", "upload-type")]
    [InlineData("a.docm", "upload-type")]
    [InlineData("a.pdf.exe", "upload-type")]
    [InlineData("a.png", "upload-content-differs")]
    [InlineData("a.jpg", "upload-content-differs")]
    [InlineData("a.docx", "upload-content-differs")]
    public void The_name_has_to_fit_the_content(string name, string code) => Assert.Equal(code, Refused(name, UploadSamples.Pdf()));

    [Fact]
    public void Empty_large_damaged_and_active_files_are_refused()
    {
        Assert.Equal("upload-empty", Refused("a.pdf", []));
        Assert.Equal("upload-too-large", Refused("a.pdf", new byte[Limits.LargestFile + 1]));
        Assert.Equal("upload-damaged", Refused("a.pdf", "%PDF-1.4 and then nothing"u8.ToArray()));
        Assert.Equal("upload-damaged", Refused("a.png", UploadSamples.Png()[..40]));
        Assert.Equal("upload-damaged", Refused("a.jpg", UploadSamples.Jpeg()[..20]));
        Assert.Equal("upload-damaged", Refused("a.docx", UploadSamples.Docx()[..60]));
        Assert.Equal("upload-active-content", Refused("a.pdf", UploadSamples.Pdf("/JavaScript")));
        Assert.Equal("upload-active-content", Refused("a.docx", UploadSamples.Docx(("word/vbaProject.bin", [1]))));
        Assert.Equal("upload-picture-too-large", Refused("a.png", UploadSamples.Png(60_000, 60_000)));
        Assert.Equal("upload-picture-too-large", Refused("a.jpg", UploadSamples.Jpeg(64, 65_000, 65_000)));
    }

    /// <summary>Whatever bytes come, the answer is a refusal or a good file, and never a crash.</summary>
    [Fact]
    public void Damaged_files_of_any_kind_never_crash_the_inspection()
    {
        (string Name, byte[] Content)[] samples = [("a.pdf", UploadSamples.Pdf()), ("a.png", UploadSamples.Png()), ("a.jpg", UploadSamples.Jpeg()), ("a.docx", UploadSamples.Docx())];
        for (var seed = 1; seed <= 4000; seed++)
        {
            var draws = new Draws(seed);
            var (name, content) = samples[draws.Below(samples.Length)];
            var changed = content.ToArray();
            for (var i = draws.Below(6); i >= 0; i--)
                changed[draws.Below(changed.Length)] = (byte)draws.Below(256);
            changed = changed[..(1 + draws.Below(changed.Length))];
            try
            {
                Inspect(name, changed);
            }
            catch (RuleViolationException refusal)
            {
                Assert.StartsWith("upload-", refusal.Code, StringComparison.Ordinal);
            }
        }
    }

    private static InspectedUpload Inspect(string name, byte[] content) => UploadInspector.Inspect(name, content, Limits);

    private static string Refused(string name, byte[] content) => Assert.Throws<RuleViolationException>(() => Inspect(name, content)).Code;
}
