// The only file of the desk that may read a clock (a lint refuses it elsewhere).
// "Now" for everything a reader sees is the server's business time from GET /api/session; in a demo it stands years
// back. The browser's own clock is used for durations only, never for dates.
import { ref } from 'vue';

const zone_offset_ms = 8 * 3600_000; // Asia/Shanghai, no daylight saving since 1991

let told_ms = 0; // business time as the server told it
let told_at_ms = 0; // monotonic reading when it told

/** Milliseconds since an arbitrary start, for durations. */
export function monotonic_ms(): number {
  return performance.now();
}

/** Called with every GET /api/session. */
export function set_business_now(instant: string): void {
  told_ms = Date.parse(instant);
  told_at_ms = monotonic_ms();
  minute.value = business_now_ms();
}

export function business_now_ms(): number {
  return told_ms + (monotonic_ms() - told_at_ms);
}

/** Refreshed each half minute: what a clock in the header shows. */
export const minute = ref(0);
let ticking = 0;
export function tick_minutes(): void {
  if (!ticking) ticking = window.setInterval(() => (minute.value = business_now_ms()), 30_000);
}

export interface Civil {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: number; // 0 = Sunday
}

/** The wall clock of Hangzhou, whatever zone the browser believes in. */
export function civil(ms: number): Civil {
  const shifted = new Date(ms + zone_offset_ms);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    weekday: shifted.getUTCDay(),
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

export function day_of(ms: number): string {
  const c = civil(ms);
  return `${c.year}-${two(c.month)}-${two(c.day)}`;
}

/** 2021-12-31 of a date or an instant. */
export function short_date(value: string): string {
  return value.length === 10 ? value : day_of(Date.parse(value));
}

/** 12-31 when it lies within half a year of the business day, 2021-12-31 otherwise. */
export function near_date(value: string): string {
  const date = short_date(value);
  const half_a_year = 183;
  return Math.abs(days_between(day_of(business_now_ms()), date)) < half_a_year ? date.slice(5) : date;
}

/** 2021-12-31 09:00 */
export function date_time(instant: string): string {
  const ms = Date.parse(instant);
  const c = civil(ms);
  return `${day_of(ms)} ${two(c.hour)}:${two(c.minute)}`;
}

/** 2021-12-31 09:00:07 for the audit. */
export function exact_time(instant: string): string {
  return `${date_time(instant)}:${two(civil(Date.parse(instant)).second)}`;
}

/** Days from a to b, both 2021-12-31. */
export function days_between(a: string, b: string): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000);
}

export function add_days(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 0 = Sunday, of a date. */
export function weekday_of(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** An instant as the server writes them, of business milliseconds. */
export const instant_of = (ms: number): string => new Date(ms).toISOString();
