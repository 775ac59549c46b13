/** Which requests of a page are under way, and since when none that matters is. */

import type { Page, Request, Response } from 'playwright';

export interface Network {
  /** Milliseconds for which nothing has been under way; 0 while something is. */
  quietMs(): number;
  /** Where the page itself was last asked to go. */
  lastNavigation(): string | null;
  /** The last answer to that. */
  lastResponse(): Response | null;
}

/** These bring no content, or never end. */
const IGNORED: ReadonlySet<string> = new Set([
  'beacon',
  'cspviolationreport',
  'eventsource',
  'font',
  'image',
  'manifest',
  'media',
  'other',
  'ping',
  'texttrack',
  'websocket',
]);

/** A page that asks for the same address so often polls it: it will never be quiet. */
const POLLS = 3;
const MAX_ADDRESSES = 2_000;

/** Watches a page from before its first request; ends with the page. */
export function watchNetwork(page: Page): Network {
  const underWay = new Set<Request>();
  const asked = new Map<string, number>();
  let changedAt = performance.now();
  let navigation: string | null = null;
  let response: Response | null = null;

  const noteNavigation = (request: Request): void => {
    navigation = request.url();
    request.response().then(
      (answer) => (response = answer ?? response),
      () => undefined,
    );
  };

  const isPoll = (request: Request): boolean => {
    const address = `${request.method()} ${request.url().split('?', 1)[0]}`;
    const times = (asked.get(address) ?? 0) + 1;
    if (asked.size < MAX_ADDRESSES) asked.set(address, times);
    return times > POLLS;
  };

  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) noteNavigation(request);
    else if (IGNORED.has(request.resourceType()) || isPoll(request)) return;
    underWay.add(request);
    changedAt = performance.now();
  });
  const ended = (request: Request): void => {
    if (underWay.delete(request)) changedAt = performance.now();
  };
  // Where the page goes then is no document, and the one it had stays.
  page.on('download', () => underWay.clear());
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);

  return {
    quietMs: () => (underWay.size > 0 ? 0 : performance.now() - changedAt),
    lastNavigation: () => navigation,
    lastResponse: () => response,
  };
}
