using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;

namespace AidWorkflows.Tests.TestData;

public sealed class SyntheticPeopleTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    [Fact]
    public void A_thousand_people_pass_every_check_of_the_product()
    {
        foreach (var person in SyntheticPeople.People(0, 1000))
        {
            var id = ChineseIdNumber.Parse(person.IdNumber, Today);
            Assert.Equal(person.BirthDate, id.BirthDate);
            Assert.Equal(person.IsMale, id.IsMale);
            Assert.Equal(person.BankCard, BankCardNumber.Parse(person.BankCard).Reveal());
            Assert.Equal(person.Phone, PhoneNumber.Parse(person.Phone).Reveal());
            Assert.Equal(person.Name, PersonName.Parse(person.Name).Reveal());
        }
    }

    [Fact]
    public void A_thousand_people_have_a_thousand_identity_and_card_numbers()
    {
        var people = SyntheticPeople.People(0, 1000).ToList();
        Assert.Equal(1000, people.DistinctBy(person => person.IdNumber).Count());
        Assert.Equal(1000, people.DistinctBy(person => person.BankCard).Count());
    }

    [Fact]
    public void The_same_seed_gives_the_same_person_for_ever()
    {
        Assert.Equal(SyntheticPeople.Person(7), SyntheticPeople.Person(7));
        Assert.Equal("420000196006281372", SyntheticPeople.Person(1).IdNumber);
    }
}
