/** Random cron lines of every form that is taken. */

import fc from 'fast-check';
import { readCronExpression } from '../../src/core/schedule/runs.js';

/** Zones whose clocks change by an hour and half an hour, at night and at midnight, on whole and broken offsets. */
export const FUZZ_ZONES = [
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/Santiago',
  'Africa/Cairo',
] as const;

/** Valid lines that run at some time. */
export function cronLines(): fc.Arbitrary<string> {
  const fields = [field(0, 59), field(0, 23), field(1, 31), field(1, 12, MONTHS), field(0, 7, WEEKDAYS)];
  return fc
    .tuple(...fields)
    .map((parts) => parts.join(' '))
    .filter((line) => readCronExpression(line, new Date()) !== null);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function field(min: number, max: number, names: readonly string[] = []): fc.Arbitrary<string> {
  const step = fc.integer({ min: 1, max: names === WEEKDAYS ? 7 : max - min + 1 });
  const number = fc.integer({ min, max });
  const named = names.length === 0 ? number : fc.constantFrom(...names);
  const value = fc.oneof(number, named).map(String);
  const range = fc.tuple(value, value).map(([from, to]) => `${from}-${to}`);
  const stepped = fc.tuple(fc.oneof(range, fc.constant('*')), step).map(([what, by]) => `${what}/${by}`);
  const part = fc.oneof(value, range, stepped);
  const list = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(','));
  return fc.oneof({ weight: 2, arbitrary: fc.constant('*') }, { weight: 1, arbitrary: stepped }, part, list);
}
