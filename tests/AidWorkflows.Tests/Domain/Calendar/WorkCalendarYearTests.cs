using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.Calendar;

public sealed class WorkCalendarYearTests
{
    [Theory]
    [InlineData("", "calendar-json-invalid")]
    [InlineData("null", "calendar-json-invalid")]
    [InlineData("[]", "calendar-json-invalid")]
    [InlineData("{\"year\":2027}", "calendar-json-invalid")]
    [InlineData("{\"year\":2027,\"source\":\"s\",\"holidays\":[null],\"workdays\":[]}", "calendar-json-invalid")]
    [InlineData("{\"year\":2027,\"source\":\"s\",\"holidays\":[{\"date\":\"2027-13-01\",\"name\":\"n\"}],\"workdays\":[]}", "calendar-json-invalid")]
    [InlineData("{\"year\":2027,\"source\":\" \",\"holidays\":[],\"workdays\":[]}", "calendar-source-missing")]
    [InlineData("{\"year\":2027,\"source\":\"s\",\"holidays\":[{\"date\":\"2026-10-01\",\"name\":\"n\"}],\"workdays\":[]}", "calendar-day-outside-year")]
    [InlineData("{\"year\":2027,\"source\":\"s\",\"holidays\":[{\"date\":\"2028-01-01\",\"name\":\"n\"}],\"workdays\":[]}", "calendar-day-outside-year")]
    [InlineData("{\"year\":2027,\"source\":\"s\",\"holidays\":[{\"date\":\"2027-10-01\"}],\"workdays\":[]}", "calendar-holiday-name-missing")]
    [InlineData("{\"year\":2027,\"source\":\"s\",\"holidays\":[],\"workdays\":[{\"date\":\"2027-03-01\"}]}", "calendar-make-up-day-on-weekday")]
    [InlineData(
        "{\"year\":2027,\"source\":\"s\",\"holidays\":[{\"date\":\"2027-10-02\",\"name\":\"n\"}],\"workdays\":[{\"date\":\"2027-10-02\"}]}",
        "calendar-day-twice")]
    public void Each_mistake_in_a_file_has_its_code(string json, string code)
    {
        Assert.Equal(code, Assert.Throws<RuleViolationException>(() => WorkCalendarYear.Parse(json)).Code);
    }

    [Fact]
    public void A_refused_correction_leaves_the_year_as_it_was()
    {
        var year = new WorkCalendarYear(2026, "notice", isOfficial: true, OfficialCalendars.Year2026.Days);
        Assert.Throws<RuleViolationException>(() =>
            year.Replace("correction", isOfficial: false, [new CalendarDay(new(2020, 1, 1), IsWorkingDay: false, "元旦")]));
        Assert.Equal("notice", year.Source);
        Assert.True(year.IsOfficial);
        Assert.Equal(OfficialCalendars.Year2026.Days, year.Days);
    }

    [Fact]
    public void Days_are_kept_in_order()
    {
        Assert.Equal(OfficialCalendars.Year2025.Days.OrderBy(day => day.Date), OfficialCalendars.Year2025.Days);
    }

    [Fact]
    public void A_provisional_year_is_not_official()
    {
        var year = WorkCalendarYear.Provisional(2027);
        Assert.False(year.IsOfficial);
        Assert.Equal(StatutoryHolidays.Of(2027), year.Days);
    }
}
