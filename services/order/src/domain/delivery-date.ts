const DAY_MS = 24 * 3600 * 1000;
const SUNDAY = 0;

/** @returns the date (YYYY-MM-DD, UTC) `days` working days later; parcels do not move on Sundays */
export function addWorkingDays(from: Date, days: number): string {
  let date = new Date(from);
  let left = days;
  while (left > 0) {
    date = new Date(date.getTime() + DAY_MS);
    if (date.getUTCDay() !== SUNDAY) left--;
  }
  return date.toISOString().slice(0, 10);
}
