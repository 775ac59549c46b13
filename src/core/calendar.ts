/** Billing months and minute windows, both in UTC. */

const MINUTE_MS = 60_000;

/** The billing month of an instant as `YYYY-MM`. */
export function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7);
}

/** The first instant of the month after `month` (`YYYY-MM`). */
export function monthEnd(month: string): Date {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 1970, number ?? 1, 1));
}

/** The start of the fixed one-minute window that `at` falls into, in Unix milliseconds. */
export function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
}

export function minuteEnd(windowStart: number): Date {
  return new Date(windowStart + MINUTE_MS);
}

/** Whole seconds from `now` to `then`, at least 1: the value of a Retry-After header. */
export function secondsUntil(then: Date, now: Date): number {
  return Math.max(1, Math.ceil((then.getTime() - now.getTime()) / 1000));
}

/** ISO 8601 in UTC with whole seconds, as both APIs print times. */
export function isoSeconds(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
