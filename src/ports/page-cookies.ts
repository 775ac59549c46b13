/** The cookies of one page while it is visited: what its job has of earlier pages, and what its own answers set. */

import type { CookieChange, SessionCookie } from '../core/session-cookies.js';

export interface PageCookies {
  /** The Cookie header of a request for this URL, by the rules of RFC 6265; empty when there is none to send. */
  headerFor(url: URL): string;
  /** Keeps what an answer of this URL sets. What is no cookie, or is for another site, is left out. */
  keep(setCookies: readonly string[], url: URL): void;
  /** Those that have not expired, for a browser to begin with. */
  list(): readonly SessionCookie[];
  /** Takes over what a browser that began with `list` has in the end. */
  replace(cookies: readonly SessionCookie[]): void;
  /** What the page has changed, in the order in which it was changed last. */
  changes(): readonly CookieChange[];
}
