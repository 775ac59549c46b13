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

/** Seconds or an HTTP date, as milliseconds from now; null for anything else. */
function readRetryAfter(text: string, now: Date): number | null {
  if (/^\d{1,9}$/.test(text.trim())) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
