using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.Letters;

/// <summary>S-046, S-051, S-089: a letter and the proof that it arrived.</summary>
public sealed class LetterTests
{
    private static readonly DateOnly Written = new(2026, 3, 2);
    private static readonly DateTimeOffset Now = ChinaTime.StartOfDay(Written).AddHours(9);

    [Theory]
    [InlineData("2026-03-01", "delivery-before-letter")]
    [InlineData("2026-03-02", null)]
    [InlineData("2026-03-05", null)]
    [InlineData("2026-03-06", "delivery-in-future")]
    public void S089_it_is_delivered_between_its_day_and_today(string on, string? code)
    {
        var letter = new Letter(Guid.NewGuid(), LetterKind.Refusal, "comparison", [], Now);
        void Deliver() => letter.Deliver(DeliveryMethod.Written, DateOnly.Parse(on, null), Guid.NewGuid(), new DateOnly(2026, 3, 5), Now.AddDays(3));

        if (code is null)
            Deliver();
        else
            Assert.Equal(code, Assert.Throws<RuleViolationException>(Deliver).Code);
        Assert.Equal(code is null, letter.DeliveredOn is not null);
    }

    [Fact]
    public void S089_method_day_and_person_are_kept_and_it_is_delivered_once()
    {
        var by = Guid.NewGuid();
        var letter = new Letter(Guid.NewGuid(), LetterKind.ReexaminationResult, "appeal", [], Now);
        letter.Deliver(DeliveryMethod.Sms, Written, by, Written, Now);

        Assert.Equal((DeliveryMethod.Sms, Written, by), (letter.DeliveryMethod, letter.DeliveredOn, letter.DeliveredBy));
        Assert.Equal("letter-delivered", Assert.Throws<RuleViolationException>(() => letter.Deliver(DeliveryMethod.Sms, Written, by, Written, Now)).Code);
        Assert.Equal(["letter-written", "letter-delivered"], letter.Events.Select(entry => entry.Code));
    }
}
