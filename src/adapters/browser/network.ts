/** Which requests of a page are under way, and since when none that matters is. */

import type { CDPSession, Page, Request, Response } from 'playwright';

export interface Network {
  /** Milliseconds for which nothing has been under way; 0 while something is. */
  quietMs(): number;
  /** How many requests are under way. */
  pending(): number;
  /** Whether the page has asked for this address so often that it polls it. */
  isPolled(request: Request): boolean;
  /** Where the page itself was last asked to go. */
  lastNavigation(): string | null;
  /** The last answer to that. */
  lastResponse(): Response | null;
  /** The document that it brought ended too early: the browser shows what came, and never calls it parsed. */
  isCut(): boolean;
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
  'ping',
  'websocket',
]);

/**
 * Chromium 156 reports to a page that the script of a SharedWorker is asked for, but neither that it has come nor what
 * that worker asks for itself. Its request therefore counts as under way for this long, which is the time that the worker
 * has to bring something.
 */
const SHARED_WORKER_MS = 3_000;

/** How a document fails whose beginning is there. */
const CUT = /ERR_(?:CONTENT_LENGTH_MISMATCH|IN\w+_CHUNKED_ENCODING|CONNECTION_\w+|HTTP2_\w+|EMPTY_RESPONSE)/;

/** A page that asks for the same address so often polls it: it will never be quiet. */
const POLLS = 3;
const MAX_ADDRESSES = 2_000;

/** Whether what is asked for may be content, and ends. */
export function bringsContent(request: Request): boolean {
  return !IGNORED.has(request.resourceType());
}

/** Polls often differ in their query alone. */
function addressOf(request: Request): string {
  return `${request.method()} ${request.url().split('?', 1)[0]}`;
}

/** Watches a page from before its first request, through a session of its own; ends with the page. */
export async function watchNetwork(page: Page, session: CDPSession): Promise<Network> {
  const sharedWorkers = new Set<string>();
  const underWay = new Set<Request>();
  const asked = new Map<string, number>();
  let changedAt = performance.now();
  let navigation: string | null = null;
  let response: Response | null = null;
  let document: Request | null = null;
  let isCut = false;

  const noteNavigation = (request: Request): void => {
    navigation = request.url();
    document = request;
    isCut = false;
    request.response().then(
      (answer) => (response = answer ?? response),
      () => undefined,
    );
  };

  const isPoll = (request: Request): boolean => {
    const address = addressOf(request);
    const times = (asked.get(address) ?? 0) + 1;
    if (asked.size < MAX_ADDRESSES) asked.set(address, times);
    return times > POLLS;
  };

  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) noteNavigation(request);
    else if (!bringsContent(request) || isPoll(request)) return;
    underWay.add(request);
    changedAt = performance.now();
    if (sharedWorkers.has(request.url())) endLater(request);
  });
  const ended = (request: Request): void => {
    if (underWay.delete(request)) changedAt = performance.now();
  };
  const endLater = (request: Request): void => {
    setTimeout(() => ended(request), SHARED_WORKER_MS).unref();
  };
  session.on('Target.targetCreated', ({ targetInfo: { url } }) => {
    if (sharedWorkers.size < MAX_ADDRESSES) sharedWorkers.add(url);
    for (const request of underWay) if (request.url() === url) endLater(request);
  });
  // Where the page goes then is no document, and the one it had stays.
  page.on('download', () => underWay.clear());
  page.on('requestfinished', ended);
  page.on('requestfailed', (request) => {
    if (request === document) isCut = CUT.test(request.failure()?.errorText ?? '');
    ended(request);
  });

  await session.send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'shared_worker' }] });

  return {
    quietMs: () => (underWay.size > 0 ? 0 : performance.now() - changedAt),
    pending: () => underWay.size,
    isPolled: (request) => (asked.get(addressOf(request)) ?? 0) > POLLS,
    lastNavigation: () => navigation,
    lastResponse: () => response,
    isCut: () => isCut,
  };
}
