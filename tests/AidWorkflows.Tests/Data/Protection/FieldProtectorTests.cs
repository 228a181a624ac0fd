using System.Text;
using AidWorkflows.Data.Protection;
using AidWorkflows.Tests.TestData;
using FsCheck;
using FsCheck.Fluent;

namespace AidWorkflows.Tests.Data.Protection;

public sealed class FieldProtectorTests
{
    private const string Purpose = "people.id_number";
    private static readonly Guid Row = new("0198a3c2-7d40-7c3a-9b1e-2f4a6c8e0b13");
    private static readonly string Plain = SyntheticPeople.IdNumber(11);

    private readonly FieldProtector protector = new(KeyRing.CreateNew());

    [Fact]
    public void Any_text_comes_back_as_it_was()
    {
        var texts = Gen.OneOf(
            Gen.Constant(""),
            Gen.Choose(0, 5000).Select(SyntheticPeople.IdNumber),
            Gen.ArrayOf(Gen.Elements('张', 'é', '\0', 'a', '·', '\n')).Select(letters => new string(letters)),
            Gen.Constant("王\U0002070E"),
            Gen.Constant(new string('长', 20_000)));

        Prop.ForAll(texts.ToArbitrary(), text =>
            protector.Open(Purpose, Row, protector.Seal(Purpose, Row, text)) == text).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_sealed_form_has_version_key_nonce_and_tag_and_no_plain_text()
    {
        var sealedField = protector.Seal(Purpose, Row, Plain);
        Assert.Equal(1 + 4 + 12 + 16 + Plain.Length, sealedField.Length);
        Assert.Equal(1, sealedField[0]);
        Assert.DoesNotContain(Plain[6..14], Encoding.Latin1.GetString(sealedField));
    }

    [Fact]
    public void The_same_text_never_looks_the_same()
    {
        var sealedFields = Enumerable.Range(0, 1000).Select(_ => protector.Seal(Purpose, Row, Plain)).ToList();
        Assert.Equal(1000, sealedFields.Select(field => Convert.ToHexString(field.AsSpan(5, 12))).Distinct().Count());
        Assert.Equal(1000, sealedFields.Select(field => Convert.ToHexString(field.AsSpan(33))).Distinct().Count());
    }

    [Fact]
    public void A_field_copied_to_another_row_is_refused()
    {
        Refused(FieldProtectionException.Tampered, () => protector.Open(Purpose, Guid.NewGuid(), protector.Seal(Purpose, Row, Plain)));
    }

    [Theory]
    [InlineData("people.phone"), InlineData("people.id_numbe"), InlineData("people.id_number2"), InlineData("PEOPLE.ID_NUMBER")]
    public void A_field_copied_to_another_column_is_refused(string purpose)
    {
        Refused(FieldProtectionException.Tampered, () => protector.Open(purpose, Row, protector.Seal(Purpose, Row, Plain)));
    }

    [Fact]
    public void Every_flipped_bit_is_noticed()
    {
        var good = protector.Seal(Purpose, Row, Plain);
        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            var bad = (byte[])good.Clone();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            var expected = (bit / 8) switch
            {
                0 => FieldProtectionException.NotASealedField,
                < 5 => FieldProtectionException.UnknownKey,
                _ => FieldProtectionException.Tampered,
            };
            Refused(expected, () => protector.Open(Purpose, Row, bad));
        }
    }

    [Fact]
    public void Every_shortened_or_lengthened_field_is_noticed()
    {
        var good = protector.Seal(Purpose, Row, Plain);
        for (var length = 0; length < good.Length; length++)
        {
            var code = length < 33 ? FieldProtectionException.NotASealedField : FieldProtectionException.Tampered;
            Refused(code, () => protector.Open(Purpose, Row, good[..length]));
        }

        Refused(FieldProtectionException.Tampered, () => protector.Open(Purpose, Row, [.. good, 0]));
    }

    [Fact]
    public void Another_ring_cannot_open_it()
    {
        var sealedField = protector.Seal(Purpose, Row, Plain);
        Refused(FieldProtectionException.UnknownKey, () => new FieldProtector(KeyRing.CreateNew()).Open(Purpose, Row, sealedField));
    }

    [Fact]
    public void Text_that_is_no_text_is_refused_without_quoting_it()
    {
        var thrown = Assert.Throws<ArgumentException>(() => protector.Seal(Purpose, Row, Plain + '\uD842'));
        Assert.DoesNotContain(Plain[6..14], thrown.ToString());
        Assert.DoesNotContain("D842", thrown.ToString());
    }

    [Fact]
    public void A_blind_index_is_the_same_for_the_same_value_and_purpose_only()
    {
        var index = protector.BlindIndex(Purpose, Plain);
        Assert.Equal(32, index.Length);
        Assert.Equal(index, protector.BlindIndex(Purpose, Plain));
        Assert.NotEqual(index, protector.BlindIndex("people.phone", Plain));
        Assert.NotEqual(index, protector.BlindIndex(Purpose, SyntheticPeople.IdNumber(12)));
        Assert.NotEqual(index, new FieldProtector(KeyRing.CreateNew()).BlindIndex(Purpose, Plain));
        Assert.NotEqual(protector.BlindIndex("a.b", "c"), protector.BlindIndex("a.", "bc"));
    }

    private static void Refused(string code, Func<string> open)
    {
        var thrown = Assert.Throws<FieldProtectionException>(open);
        Assert.Equal(code, thrown.Code);
        Assert.StartsWith(code, thrown.Message);
        Assert.DoesNotContain(Plain[6..14], thrown.ToString());
    }
}
