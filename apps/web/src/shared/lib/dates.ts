import { currentLocale } from './locale.ts';

const DAY_MS = 86_400_000;

/** A date without a time (YYYY-MM-DD) means the same day wherever it is read. */
const parseDay = (day: string): Date => new Date(`${day.slice(0, 10)}T00:00:00Z`);

/** "today", "tomorrow", else "Thursday, Nov 26"; `now` in the reader's own time zone. */
export function dayWords(day: string, now: Date): string {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const difference = Math.round((parseDay(day).getTime() - today) / DAY_MS);
  if (difference === 0) return 'today';
  if (difference === 1) return 'tomorrow';
  const words = new Intl.DateTimeFormat(currentLocale(), {
    weekday: difference > 1 && difference < 14 ? 'long' : 'short',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(parseDay(day));
  // A number alone on the next line is not read as a date.
  return words.replace(/ (?=\d)/, '\u00a0');
}

/** Handed over after so many working days, then on the road for as many as standard delivery takes. */
export function estimateArrival(dispatchDays: number, now: Date, transitDays = 3): string {
  const day = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
  let left = dispatchDays + transitDays;
  while (left > 0) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) left--;
  }
  return day.toISOString().slice(0, 10);
}

export const formatDate = (instant: string): string =>
  new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'medium' }).format(new Date(instant));

export const formatDateTime = (instant: string): string =>
  new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );

export const formatDay = (day: string): string =>
  new Intl.DateTimeFormat(currentLocale(), { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
    parseDay(day),
  );

/** "4:05" until an instant; undefined once it has passed. */
export function timeLeft(until: string, now: Date): string | undefined {
  const seconds = Math.floor((new Date(until).getTime() - now.getTime()) / 1000);
  if (seconds <= 0) return undefined;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
