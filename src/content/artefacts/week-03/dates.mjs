// #region month
/** "2026-03" of a day "2026-03-01": a day is text, and its month is a part of that text. */
export const monthOf = (day) => day.slice(0, 7);

/** A day for people, read and written in UTC so that no time zone can move it. */
export const showDay = (day) =>
  new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
// #endregion month

const trap = new Date('2026-03-01');
console.log(trap.toLocaleDateString('en-US'), trap.getMonth() + 1);
console.log(monthOf('2026-03-01'), showDay('2026-03-01'));
