using System.Runtime.Versioning;
using AidWorkflows.Data.Protection;

namespace AidWorkflows.Tests.Data.Protection;

public sealed class KeyRingTests : IDisposable
{
    private const string Purpose = "people.id_number";
    private static readonly Guid Row = new("0198a3c2-7d40-7c3a-9b1e-2f4a6c8e0b13");
    private static readonly string NewKey = Convert.ToBase64String(new byte[32]);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aid-keys-");

    private string KeyFilePath => Path.Combine(folder.FullName, "keys", "protection.json");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_ring_made_once_is_loaded_from_then_on()
    {
        var first = new FieldProtector(KeyRing.LoadOrCreate(KeyFilePath));
        var second = new FieldProtector(KeyRing.LoadOrCreate(KeyFilePath));
        var third = new FieldProtector(KeyRing.Load(KeyFilePath));

        Assert.Equal("张三", second.Open(Purpose, Row, first.Seal(Purpose, Row, "张三")));
        Assert.Equal("张三", third.Open(Purpose, Row, first.Seal(Purpose, Row, "张三")));
        Assert.Equal(first.BlindIndex(Purpose, "x"), third.BlindIndex(Purpose, "x"));
    }

    [Fact]
    public async Task Nodes_that_start_together_end_with_one_ring()
    {
        for (var start = 0; start < 50; start++)
        {
            var path = Path.Combine(folder.FullName, $"start-{start}", "protection.json");
            using var together = new Barrier(8);
            var rings = await Task.WhenAll(Enumerable.Range(0, together.ParticipantCount).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    return KeyRing.LoadOrCreate(path);
                },
                TaskCreationOptions.LongRunning)));
            Assert.Single(rings.Select(ring => ring.CurrentKeyId).Distinct());
            Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        }
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_may_read_the_file_and_its_folder()
    {
        KeyRing.LoadOrCreate(KeyFilePath);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFilePath));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(KeyFilePath)!));

        KeyRing.Rotate(KeyFilePath);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFilePath));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_open_to_group_or_others_is_refused()
    {
        KeyRing.LoadOrCreate(KeyFilePath);
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var extra in new[]
                 {
                     UnixFileMode.GroupRead, UnixFileMode.GroupWrite, UnixFileMode.OtherRead, UnixFileMode.OtherWrite, UnixFileMode.OtherExecute,
                 })
        {
            File.SetUnixFileMode(KeyFilePath, owner | extra);
            var thrown = Assert.Throws<FieldProtectionException>(() => KeyRing.LoadOrCreate(KeyFilePath));
            Assert.Equal(FieldProtectionException.KeyFileReadableByOthers, thrown.Code);
            Assert.Contains("chmod 600", thrown.Message);
        }

        File.SetUnixFileMode(KeyFilePath, UnixFileMode.UserRead);
        Assert.Equal(1, KeyRing.Load(KeyFilePath).KeyCount);
    }

    [Fact]
    public void A_lost_file_is_an_error_for_a_program_that_has_data()
    {
        var thrown = Assert.Throws<FieldProtectionException>(() => KeyRing.Load(KeyFilePath));
        Assert.Equal(FieldProtectionException.KeyFileMissing, thrown.Code);
        Assert.False(File.Exists(KeyFilePath));
    }

    [Fact]
    public void After_a_rotation_old_fields_open_and_say_that_they_need_a_new_seal()
    {
        var before = new FieldProtector(KeyRing.LoadOrCreate(KeyFilePath));
        var old = before.Seal(Purpose, Row, "张三");
        var index = before.BlindIndex(Purpose, "张三");
        Assert.False(before.NeedsRotation(old));

        var after = new FieldProtector(KeyRing.Rotate(KeyFilePath));
        Assert.True(after.NeedsRotation(old));
        Assert.Equal("张三", after.Open(Purpose, Row, old));
        Assert.Equal(index, after.BlindIndex(Purpose, "张三"));

        var renewed = after.Seal(Purpose, Row, after.Open(Purpose, Row, old));
        Assert.False(after.NeedsRotation(renewed));
        var thrown = Assert.Throws<FieldProtectionException>(() => before.Open(Purpose, Row, renewed));
        Assert.Equal(FieldProtectionException.UnknownKey, thrown.Code);
        Assert.Throws<FieldProtectionException>(() => after.NeedsRotation([1, 2, 3]));
    }

    [Fact]
    public void Several_rotations_keep_every_key_in_the_file()
    {
        var ring = KeyRing.LoadOrCreate(KeyFilePath);
        var fields = new List<byte[]> { new FieldProtector(ring).Seal(Purpose, Row, "0") };
        for (var i = 1; i <= 3; i++)
            fields.Add(new FieldProtector(KeyRing.Rotate(KeyFilePath)).Seal(Purpose, Row, $"{i}"));

        var loaded = KeyRing.Load(KeyFilePath);
        Assert.Equal(4, loaded.KeyCount);
        Assert.Equal(["0", "1", "2", "3"], fields.Select(field => new FieldProtector(loaded).Open(Purpose, Row, field)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"current\":\"00000001\",\"keys\":[],\"blindIndexKey\":\"KEY\"}")]
    [InlineData("{\"current\":\"00000001\",\"keys\":[{\"id\":\"00000001\",\"key\":\"AAAA\"}],\"blindIndexKey\":\"KEY\"}")]
    [InlineData("{\"current\":\"00000001\",\"keys\":[{\"id\":\"1\",\"key\":\"KEY\"}],\"blindIndexKey\":\"KEY\"}")]
    [InlineData("{\"current\":\"00000002\",\"keys\":[{\"id\":\"00000001\",\"key\":\"KEY\"}],\"blindIndexKey\":\"KEY\"}")]
    [InlineData("{\"current\":\"00000001\",\"keys\":[{\"id\":\"00000001\",\"key\":\"KEY\"},{\"id\":\"00000001\",\"key\":\"KEY\"}],\"blindIndexKey\":\"KEY\"}")]
    [InlineData("{\"current\":\"00000001\",\"keys\":[{\"id\":\"00000001\",\"key\":\"KEY\"},null],\"blindIndexKey\":\"KEY\"}")]
    [InlineData("{\"current\":\"00000001\",\"keys\":[{\"id\":\"00000001\",\"key\":\"KEY\"}],\"blindIndexKey\":\"not base 64\"}")]
    public void A_damaged_file_is_refused_without_quoting_it(string json)
    {
        KeyRing.LoadOrCreate(KeyFilePath);
        File.WriteAllText(KeyFilePath, json.Replace("KEY", NewKey, StringComparison.Ordinal)); // keeps the mode of the file
        var thrown = Assert.Throws<FieldProtectionException>(() => KeyRing.LoadOrCreate(KeyFilePath));
        Assert.Equal(FieldProtectionException.KeyFileInvalid, thrown.Code);
        Assert.DoesNotContain(NewKey, thrown.ToString());
    }

    [Fact]
    public void A_file_of_the_documented_form_is_loaded()
    {
        KeyRing.LoadOrCreate(KeyFilePath);
        File.WriteAllText(
            KeyFilePath,
            $$"""{"current":"0000abcd","keys":[{"id":"0000abcd","key":"{{NewKey}}"}],"blindIndexKey":"{{NewKey}}"}""");
        Assert.Equal(0xabcdu, KeyRing.Load(KeyFilePath).CurrentKeyId);
    }
}
