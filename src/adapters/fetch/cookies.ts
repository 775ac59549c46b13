/** The cookies of one fetch: what one answer sets, the next request sends back, by the rules of RFC 6265. */

import { CookieJar } from 'tough-cookie';

export interface FetchCookies {
  /** The Cookie header of a request for this URL; empty when there is none to send. */
  headerFor(url: URL): string;
  /** Keeps what an answer of this URL sets. What is no cookie, or is for another site, is left out. */
  keep(setCookies: readonly string[], url: URL): void;
}

/** Servers have set thousands; a browser keeps 180 of one site. */
const MAX_COOKIES = 180;
/** Browsers refuse longer ones. */
const MAX_COOKIE_CHARS = 4_096;
/** Neither name nor value: browsers keep nothing of it, the jar's loose mode would. */
const EMPTY = /^\s*=?\s*(?:;|$)/;

export function createFetchCookies(): FetchCookies {
  // Most fetches meet no cookie.
  let jar: CookieJar | null = null;
  let kept = 0;
  return {
    headerFor: (url) => jar?.getCookieStringSync(url.href) ?? '',
    keep: (setCookies, url) => {
      for (const cookie of setCookies) {
        if (kept >= MAX_COOKIES || cookie.length > MAX_COOKIE_CHARS || EMPTY.test(cookie)) continue;
        jar ??= new CookieJar(undefined, { looseMode: true });
        jar.setCookieSync(cookie, url.href, { ignoreError: true });
        kept += 1;
      }
    },
  };
}
