// The unions' days are those of China, wherever this runs: until eight in the morning there, the date in UTC is still the day before.

/** yyyy-MM-dd */
export const dayInChina = instant => new Date(new Date(instant).getTime() + 8 * 36e5).toISOString().slice(0, 10);
