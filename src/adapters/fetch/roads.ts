/**
 * The ways in which an answer is read: strictly, which is fast and keeps connections, and the ways for servers with which
 * that fails. A server that needed another way is asked in that way at once for a while, in requests of the same scope: what
 * it has sent to one account says nothing about what it sends to another.
 */

import { codeOf } from '../error-code.js';
import { keepRecent } from '../../core/recent.js';

export type Road =
  | 'strict'
  /** HTTP/1 that a strict parser refuses. */
  | 'lenient'
  /** A server that speaks no HTTP/1. */
  | 'http2';

export interface Roads {
  /** How a server is asked first. */
  first(scope: string, origin: string): Road;
  /** The second way after an error of the first; null where none would help. */
  second(error: unknown): Road | null;
  /** The server was read in this second way. */
  note(scope: string, origin: string, road: Road): void;
}

/** Pairs of scope and origin. */
const MAX_ORIGINS = 500;
/** Servers get mended. */
const KEEP_MS = 10 * 60_000;

/**
 * Errors of answers that browsers may read. undici says the first of everything that is wrong in a header behind
 * Content-Length, and the second when a connection ends within a body.
 */
const MENDABLE: ReadonlySet<string> = new Set([
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_OVERFLOW',
]);

export function createRoads(now: () => number): Roads {
  const known = new Map<string, { readonly road: Road; readonly until: number }>();
  return {
    first: (scope, origin) => {
      const found = known.get(keyOf(scope, origin));
      return found !== undefined && found.until > now() ? found.road : 'strict';
    },
    second: (error) => {
      const code = codeOf(error);
      if (code === 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL') return 'http2';
      // undici leaves the code of some parser errors unset.
      const isParserError = error instanceof Error && error.name === 'HTTPParserError';
      return isParserError || MENDABLE.has(code) ? 'lenient' : null;
    },
    note: (scope, origin, road) =>
      keepRecent(known, keyOf(scope, origin), { road, until: now() + KEEP_MS }, MAX_ORIGINS),
  };
}

/** An origin has no blank. */
function keyOf(scope: string, origin: string): string {
  return `${scope} ${origin}`;
}
