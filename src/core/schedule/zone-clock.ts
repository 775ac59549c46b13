/** What the wall clock of a time zone shows, as `Intl` knows it. */

import { keepRecent } from '../recent.js';

/** A time in which the zone's offset from UTC stays the same. */
export interface Period {
  /** Unix milliseconds; `end` is the first instant after it. */
  readonly start: number;
  readonly end: number;
  /** What is added to UTC to get the wall clock, in milliseconds. */
  readonly offsetMs: number;
}

export interface ZoneClock {
  /** True for UTC and its other names. */
  readonly isUtc: boolean;
  /** The periods that `from` to `to` (Unix milliseconds) is made of, cut off at its ends. */
  periods(from: number, to: number): Period[];
}

/** The release of the time zone database that `Intl` has, such as `2025c`; later ones sort behind. */
export const ZONE_DATA = process.versions['tz'] ?? '';

interface Change {
  readonly at: number;
  readonly offsetMs: number;
}

/** The changes of one calendar year (UTC), and the offset that it begins with. */
interface Year {
  readonly offsetMs: number;
  readonly changes: readonly Change[];
}

export const DAY_MS = 24 * 3_600_000;
/** More than there are names of zones; `Intl` takes them in any case, so there could be more. */
const MAX_CLOCKS = 1_000;

const clocks = new Map<string, ZoneClock>();

/** Null for a name that `Intl` does not know. */
export function zoneClock(timezone: string): ZoneClock | null {
  const known = clocks.get(timezone);
  if (known !== undefined) return known;
  if (!isKnownToIntl(timezone)) return null;
  const clock = createClock(timezone);
  keepRecent(clocks, timezone, clock, MAX_CLOCKS);
  return clock;
}

export function isKnownToIntl(timezone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
    return true;
  } catch {
    return false;
  }
}

function createClock(timezone: string): ZoneClock {
  const offsetAt = offsetReader(timezone);
  const years = new Map<number, Year>();

  const yearOf = (year: number): Year => {
    let known = years.get(year);
    if (known === undefined) {
      known = readYear(offsetAt, year);
      years.set(year, known);
    }
    return known;
  };

  return {
    isUtc: new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone === 'UTC',
    periods: (from, to) => {
      const periods: Period[] = [];
      let start = from;
      let offsetMs = NaN;
      for (let year = new Date(from).getUTCFullYear(); year <= new Date(to).getUTCFullYear(); year += 1) {
        const { offsetMs: first, changes } = yearOf(year);
        if (Number.isNaN(offsetMs)) offsetMs = first;
        for (const change of changes) {
          if (change.at > from && change.at < to) {
            periods.push({ start, end: change.at, offsetMs });
            start = change.at;
          }
          if (change.at < to) offsetMs = change.offsetMs;
        }
      }
      periods.push({ start, end: to, offsetMs });
      return periods;
    },
  };
}

/** Looks at every midnight (UTC) and, where two differ, for the instant between them. */
function readYear(offsetAt: (at: number) => number, year: number): Year {
  const first = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  const changes: Change[] = [];
  const startOffset = offsetAt(first - 1_000);
  let before = startOffset;
  for (let at = first; at <= end; at += DAY_MS) {
    // A change at the very first instant of a year belongs to that year.
    const checked = at === end ? end - 1_000 : at;
    const after = offsetAt(checked);
    if (after === before) continue;
    changes.push({ at: firstWith(offsetAt, before, Math.max(first, at - DAY_MS), checked), offsetMs: after });
    before = after;
  }
  return { offsetMs: startOffset, changes };
}

/** The first second after `low` (or `low` itself) whose offset is not `before`; `high` has another one. */
function firstWith(offsetAt: (at: number) => number, before: number, low: number, high: number): number {
  if (offsetAt(low) !== before) return low;
  let same = low;
  let other = high;
  while (other - same > 1_000) {
    const middle = same + Math.floor((other - same) / 2_000) * 1_000;
    if (offsetAt(middle) === before) same = middle;
    else other = middle;
  }
  return other;
}

function offsetReader(timezone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
  return (at) => {
    // Such as `3/29/2026, GMT+05:45`; plain `GMT` is no offset.
    const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(at));
    if (match === null) throw new Error(`Intl has no offset for ${timezone}`);
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = match;
    const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
    return sign === '-' ? -ms : ms;
  };
}
