/** How long a host that asks for it is left alone (429 and 503, Retry-After: RFC 9110 section 10.2.3). */

const FIRST_MS = 1_000;
const MOST_MS = 60_000;
/** A site may ask for more than a crawl can wait; it is asked again after this. */
const MOST_ASKED_MS = 10 * 60_000;

/** Whether an answer with this status asks for fewer requests. */
export function asksToSlowDown(status: number | null): boolean {
  return status === 429 || status === 503;
}

/** `refusals`: how many such answers came in a row, this one included. `retryAfter`: the header as sent. */
export function pauseMs(refusals: number, retryAfter: string | null, now: Date): number {
  const asked = retryAfter === null ? null : readRetryAfter(retryAfter, now);
  if (asked !== null) return Math.min(asked, MOST_ASKED_MS);
  return Math.min(FIRST_MS * 2 ** (refusals - 1), MOST_MS);
}

/** Servers write fractions, and units behind them. */
const SECONDS = /^(\d{1,9}(?:\.\d{1,9})?)\s*(?:s|secs?|seconds?)?$/i;
/** A day of the week or a year first: `Date.parse` takes any number for a date. */
const DATE = /^(?:[A-Za-z]{3,9},? |\d{4}-\d\d-\d\d)/;

/** Seconds or a date, as milliseconds from now; null for anything else. */
function readRetryAfter(text: string, now: Date): number | null {
  const seconds = SECONDS.exec(text.trim())?.[1];
  if (seconds !== undefined) return Math.round(Number(seconds) * 1_000);
  const at = DATE.test(text.trim()) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

/** Headers of APIs that say when their limit is lifted; none is a standard. */
const RESETS = ['x-ratelimit-reset', 'x-rate-limit-reset', 'ratelimit-reset'];
/** What is more than this is a time: seconds since 1970, or milliseconds. */
const FIRST_TIME_SECS = 1_000_000_000;

/**
 * For how long an answer asks to be left alone, in the form of a Retry-After header: that header itself where it can be
 * read, else the time at which a limit is lifted. Null when it says neither.
 */
export function retryAfterOf(headers: Readonly<Record<string, string>>, now: Date): string | null {
  const stated = headers['retry-after'];
  if (stated !== undefined && readRetryAfter(stated, now) !== null) return stated;
  for (const name of RESETS) {
    const reset = headers[name]?.trim() ?? '';
    if (!/^\d{1,13}(?:\.\d+)?$/.test(reset)) continue;
    const number = Number(reset);
    if (number < FIRST_TIME_SECS) return reset;
    const atMs = number < 1_000 * FIRST_TIME_SECS ? number * 1_000 : number;
    return String(Math.max(0, atMs - now.getTime()) / 1_000);
  }
  return null;
}
