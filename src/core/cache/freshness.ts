/**
 * How long the result of a page may be used again. HTTP decides (RFC 9111, as a private cache: results are kept per
 * account); a page that says nothing is taken for fresh for an hour, and nothing is for longer than a day.
 */

import CachePolicy from 'http-cache-semantics';
import { isEmptyValue } from '../extract/coerce/index.js';
import { isObjectValue, type FieldValue, type FieldValues } from '../schema.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The most, whatever the page says. */
export const MAX_LIFETIME_MS = 24 * HOUR_MS;
/** For a page that says neither how long it is fresh nor when it was changed. */
export const UNSAID_LIFETIME_MS = HOUR_MS;
/** A result with gaps: the page may answer more when it is asked again. */
const GAPPY_LIFETIME_MS = HOUR_MS;
/** Below this it is not worth a row. */
const MIN_LIFETIME_MS = 1_000;

/** A few fields are all wanted; of many some may never be there. */
const FEW_FIELDS = 4;
const MOST_EMPTY = 0.4;

export interface Answered {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly truncated: boolean;
}

/** Milliseconds; 0 when the result is not to be used again. */
export function lifetimeMs(answer: Answered, data: FieldValues): number {
  if (answer.status !== 200 || answer.truncated) return 0;
  const fresh = Math.min(MAX_LIFETIME_MS, freshMs(answer.headers));
  const lifetime = Math.min(fresh, gapLimitMs(data, fresh));
  return lifetime < MIN_LIFETIME_MS ? 0 : lifetime;
}

function freshMs(headers: Answered['headers']): number {
  if (headers['vary']?.includes('*') === true) return 0;
  const policy = new CachePolicy(
    { headers: {} },
    { status: 200, headers: { ...headers } },
    { shared: false },
  );
  if (!policy.storable()) return 0;
  const isSilent =
    !SAYING.some((name) => headers[name] !== undefined) && !SAYS.test(headers['cache-control'] ?? '');
  // Not `timeToLive`, which adds the time for which something stale may still be served.
  return isSilent ? UNSAID_LIFETIME_MS : Math.max(0, policy.maxAge() - policy.age()) * 1_000;
}

const SAYING = ['expires', 'last-modified', 'pragma'];

/** What of Cache-Control is about freshness in a private cache. */
const SAYS = /(?:^|[\s,])(?:max-age|no-cache|no-store|must-revalidate|immutable)\b/i;

/** An incomplete result is kept shortly, a poor one not at all. */
function gapLimitMs(data: FieldValues, freshMs: number): number {
  const values = Object.values(data).flatMap(valuesOf);
  const empty = values.filter(isEmptyValue).length;
  if (empty === 0) return Infinity;
  if (values.length <= FEW_FIELDS || empty / values.length > MOST_EMPTY) return 0;
  return Math.min(freshMs / 2, GAPPY_LIFETIME_MS);
}

/** A thing counts by its fields. */
function valuesOf(value: FieldValue): FieldValue[] {
  return isObjectValue(value) ? Object.values(value).flatMap(valuesOf) : [value];
}
