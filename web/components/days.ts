// Days as the desk's date field knows them: what people type read into 2021-12-31, a month laid out in weeks, and the
// walk of the keyboard over it. Pure: today is an argument, and no clock is read.
import { add_days, weekday_of } from 'web/time';

export const first_year = 1900;
export const last_year = 2199;
const week = 7;
const months = 12;

const two = (n: number): string => String(n).padStart(2, '0');
const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const length_of = (year: number, month: number): number =>
  month === 2 ? (leap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** 2021-12-31 when there is such a day, '' otherwise. */
function day_from(year: number, month: number, day: number): string {
  const there = year >= first_year && year <= last_year && month >= 1 && month <= months;
  return there && day >= 1 && day <= length_of(year, month) ? `${year}-${two(month)}-${two(day)}` : '';
}

const parts_of = (day: string): [number, number, number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
];

/** Whether the text is a day of the calendar, written 2021-12-31. */
export const is_day = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && day_from(...parts_of(text)) !== '';

const separated = /^(\d{4})[-–—/.年](\d{1,2})[-–—/.月](\d{1,2})日?$/;
const run_together = /^(\d{4})(\d{2})(\d{2})$/;
const words_for_today = ['今天', '今日', 'today'];

/** The day that was meant by what was typed, full-width figures and blanks included; '' when none can be read. */
export function read_day(typed: string, today: string): string {
  const text = typed.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  if (words_for_today.includes(text)) return today;
  const found = separated.exec(text) ?? run_together.exec(text);
  return found ? day_from(Number(found[1]), Number(found[2]), Number(found[3])) : '';
}

/** The same day of another month, or that month's last day; stays where it is at the end of the calendar. */
export function add_months(day: string, n: number): string {
  const [year, month, date] = parts_of(day);
  const count = year * months + (month - 1) + n;
  const [to_year, to_month] = [Math.floor(count / months), (count % months) + 1];
  return day_from(to_year, to_month, Math.min(date, length_of(to_year, to_month))) || day;
}

/** The weeks that touch the month of a day, each from Monday to Sunday. */
export function weeks_of(day: string): string[][] {
  const first = `${day.slice(0, 8)}01`;
  const [year, month] = parts_of(day);
  const before = (weekday_of(first) + week - 1) % week;
  const rows = Math.ceil((before + length_of(year, month)) / week);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: week }, (__, column) => add_days(first, row * week + column - before)),
  );
}

/** Where a key leads from a day (WAI-ARIA practices, date picker dialog); '' for a key that does not walk. */
export function walked(day: string, key: string, shift: boolean): string {
  const from_monday = (weekday_of(day) + week - 1) % week;
  const days = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -week,
    ArrowDown: week,
    Home: -from_monday,
    End: 6 - from_monday,
  };
  if (key in days) {
    const to = add_days(day, days[key as keyof typeof days]);
    return is_day(to) ? to : day;
  }
  if (key === 'PageUp') return add_months(day, shift ? -months : -1);
  if (key === 'PageDown') return add_months(day, shift ? months : 1);
  return '';
}
