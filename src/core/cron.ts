/**
 * Cron expressions of five fields as ordinary cron has them: minute, hour, day of the month, month, day of the week (0 and
 * 7 are Sunday, names are allowed). Where both days are restricted, either of them is enough.
 */

import { Cron } from 'croner';

const NUMBERS = '[\\d*/,-]+';
const MONTHS = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)';
const DAYS = '(?:sun|mon|tue|wed|thu|fri|sat)';
const names = (name: string): string => `(?:${NUMBERS}|${name})+`;
const SHAPE = new RegExp(`^${NUMBERS} ${NUMBERS} ${NUMBERS} ${names(MONTHS)} ${names(DAYS)}$`, 'i');

/** Single blanks between the fields; null when it is no expression, or none that ever comes true. */
export function normalCron(text: string): string | null {
  const cron = text.trim().split(/\s+/).join(' ');
  if (cron.length > 200 || !SHAPE.test(cron)) return null;
  try {
    return open(cron, 'UTC').nextRun() === null ? null : cron;
  } catch {
    return null;
  }
}

/** The name as the time zone database has it; null when it has none. */
export function normalTimezone(name: string): string | null {
  // Offsets such as +01:00 are no names.
  if (!/^[A-Za-z][\w+/-]{0,99}$/.test(name)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** What together means the same where all fields of an expression must hold, days included. */
export function withoutEitherDay(cron: string): string[] {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = cron.split(' ');
  if (day.startsWith('*') || weekday.startsWith('*')) return [cron];
  return [[minute, hour, day, month, '*'].join(' '), [minute, hour, '*', month, weekday].join(' ')];
}

/** The first time after `after`; null when there is none. */
export function nextRun(cron: string, timezone: string, after: Date): Date | null {
  return open(cron, timezone).nextRun(after);
}

/** The longest wait between two runs in a row, of the next ones after `from`; in milliseconds. */
export function longestGapMs(cron: string, timezone: string, from: Date): number {
  const runs = open(cron, timezone).nextRuns(LOOK_AHEAD, from);
  const gaps = runs.slice(1).map((run, at) => run.getTime() - (runs[at]?.getTime() ?? 0));
  return Math.max(0, ...gaps);
}

const LOOK_AHEAD = 10;

/** Not started: it only works out times. */
function open(cron: string, timezone: string): Cron {
  return new Cron(cron, { timezone, paused: true, mode: '5-part' });
}
