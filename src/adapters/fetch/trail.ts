/** Where the requests of one fetch have been, and whether it goes on from there: circles and long ways end. */

import { failure } from '../../core/failure.js';
import { isLeftAtOnce, MAX_REFRESHES, type Refresh } from '../../core/page/refresh.js';
import type { Fault } from '../../ports/fetcher.js';

/** A way that leads nowhere. */
export interface DeadEnd {
  readonly failure: ReturnType<typeof failure>;
  readonly fault: Fault;
}

export interface Trail {
  /** A request for this URL goes out. */
  visit(url: URL): void;
  /** Why a redirect to there is not followed; null when it is. */
  redirectTo(to: URL): DeadEnd | null;
  /** The same for a page that sends its readers on. `stay` when the page itself is what a browser comes to rest at. */
  refreshTo(refresh: Refresh, from: URL): DeadEnd | 'stay' | null;
}

const LOOP: DeadEnd = {
  failure: failure('URL_UNREACHABLE', 'The page redirects in a loop.'),
  fault: 'redirects',
};
const TOO_LONG: DeadEnd = {
  failure: failure('URL_UNREACHABLE', 'The page redirects too many times.'),
  fault: 'too_many_redirects',
};

/** `cookieFor` gives what a request for a URL would send: with other cookies, the same address is another request. */
export function createTrail(cookieFor: (url: URL) => string, maxRedirects: number): Trail {
  const seen = new Set<string>();
  const requestFor = (url: URL): string => `${url.href} ${cookieFor(url)}`;
  let refreshes = 0;
  return {
    visit: (url) => void seen.add(requestFor(url)),
    redirectTo: (to) => {
      if (seen.has(requestFor(to))) return LOOP;
      return seen.size > maxRedirects ? TOO_LONG : null;
    },
    refreshTo: (refresh, from) => {
      const isCircle = seen.has(requestFor(refresh.to));
      if (isCircle && refresh.to.href === from.href) return 'stay';
      refreshes += 1;
      if (!isCircle && refreshes <= MAX_REFRESHES) return null;
      // What is left at once is never shown; what stays for a while is read where it comes to its end.
      if (!isLeftAtOnce(refresh)) return 'stay';
      return isCircle ? LOOP : TOO_LONG;
    },
  };
}
