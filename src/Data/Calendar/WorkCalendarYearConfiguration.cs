using AidWorkflows.Domain.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AidWorkflows.Data.Calendar;

internal sealed class WorkCalendarYearConfiguration : IEntityTypeConfiguration<WorkCalendarYear>
{
    public void Configure(EntityTypeBuilder<WorkCalendarYear> builder)
    {
        builder.ToTable("work_calendar_years");
        builder.HasKey(year => year.Year);
        builder.Property(year => year.Year).ValueGeneratedNever();
        builder.Property(year => year.Source).HasMaxLength(400);
        builder.OwnsMany(year => year.Days, day =>
        {
            day.ToTable("work_calendar_days");
            day.WithOwner().HasForeignKey("CalendarYear");
            day.HasKey("CalendarYear", nameof(CalendarDay.Date));
            day.Property(value => value.Date).ValueGeneratedNever();
            day.Property(value => value.Name).HasMaxLength(60);
        });
    }
}
