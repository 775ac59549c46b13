/** One page in a context of its own: go there, wait until it is ready, take what stands in the document. */

import type { Response } from 'playwright';
import { MAX_HTML_CHARS } from '../../core/extract/parse-html.js';
import { failure, type Failure } from '../../core/failure.js';
import { parseContentType } from '../../core/html/content-type.js';
import { pageType } from '../../core/page/page-type.js';
import { MAX_REFRESHES, refreshOf } from '../../core/page/refresh.js';
import { parseUrl } from '../../core/url.js';
import { unlessAborted } from '../../core/unless-aborted.js';
import type { FetchedPage } from '../../ports/fetcher.js';
import type { RenderOutcome, RenderRequest } from '../../ports/renderer.js';
import type { EgressProxy } from '../egress/proxy.js';
import { controlRequests, type ResourceType } from './controls.js';
import { failureOfNetError, failureOfProxyStatus, netError } from './failures.js';
import { SNAPSHOT, type Snapshot } from './in-page.js';
import { watchNetwork, type Network } from './network.js';
import { untilReady } from './ready.js';
import type { Tab } from './tabs.js';
import { createWorld, type World } from './world.js';

export interface RenderDeps {
  readonly proxy: EgressProxy;
  /** Kinds of requests that are not let out. */
  readonly unwanted: readonly ResourceType[];
}

/** The page's own process died: out of memory, or a fault of the browser. */
export class PageCrashed extends Error {
  override readonly name = 'PageCrashed';
}

/** The page went where the job may not go. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly to: string;

  constructor(to: string) {
    super('the page leads to where it may not go');
    this.to = to;
  }
}

class Late extends Error {
  override readonly name = 'Late';
}

/** This share of the time is kept for taking the snapshot, within bounds. */
const SNAPSHOT_SHARE = 0.1;
const SNAPSHOT_MIN_MS = 250;
const SNAPSHOT_MAX_MS = 2_000;

interface Visit {
  readonly deps: RenderDeps;
  readonly tab: Tab;
  readonly request: RenderRequest;
  /** Aborted to end the visit, with the reason. */
  readonly halt: AbortController;
  /** `performance.now()` at which the document is taken as it stands. */
  readonly readyBy: number;
  /** The document as it was last seen. */
  last: FetchedPage | null;
}

/** The document as its scripts have made it. Rejects with `PageCrashed`, or with the signal's reason. */
export async function renderPage(
  deps: RenderDeps,
  tab: Tab,
  request: RenderRequest,
  signal: AbortSignal,
): Promise<RenderOutcome> {
  signal.throwIfAborted();
  const { timeoutMs } = request;
  const kept = Math.min(SNAPSHOT_MAX_MS, Math.max(SNAPSHOT_MIN_MS, timeoutMs * SNAPSHOT_SHARE));
  const halt = new AbortController();
  const startedAt = performance.now();
  const visit: Visit = { deps, tab, request, halt, readyBy: startedAt + timeoutMs - kept, last: null };
  const late = setTimeout(() => halt.abort(new Late()), timeoutMs);
  const onAbort = (): void => halt.abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const outcome = await walk(visit);
    if (outcome.kind !== 'no_document') return outcome;
    return { ...outcome, spentMs: performance.now() - startedAt };
  } catch (error) {
    if (!halt.signal.aborted) throw error;
    const reason = halt.signal.reason as Error;
    if (reason instanceof Refused) return { kind: 'redirected', to: reason.to };
    if (!(reason instanceof Late)) throw reason;
    return visit.last ?? { kind: 'failed', failure: failure('TIMEOUT', 'The page was not ready in time.') };
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', onAbort);
    // Whatever still waits for the page ends now.
    halt.abort(new Late());
  }
}

type Gone = { readonly kind: 'failed'; readonly failure: Failure } | { readonly kind: 'no_document' };

async function walk(visit: Visit): Promise<FetchedPage | Gone> {
  const { deps, tab, request, halt } = visit;
  const { page, session } = tab;
  const { signal } = halt;
  const step = <T>(promise: Promise<T>): Promise<T> => unlessAborted(promise, signal);

  page.on('crash', () => halt.abort(new PageCrashed('the page crashed')));
  const network = await step(watchNetwork(page, session));
  const { frameTree } = await step(session.send('Page.getFrameTree'));
  const controls = controlRequests(session, {
    mainFrameId: frameTree.frame.id,
    unwanted: deps.unwanted,
    mayFollow: request.mayFollow,
    extras: request.extras,
    onRefused: (url) => halt.abort(new Refused(url)),
    onError: (error) => {
      if (!page.isClosed()) halt.abort(new Error('a request could not be answered', { cause: error }));
    },
  });
  await step(controls);

  const world = createWorld(session, frameTree.frame.id);
  const seen = new Set<string>();
  const warnings: string[] = [];
  for (let url = request.url; ;) {
    const failed = await step(arrive(visit, network, url));
    if (failed !== null) return failed;
    const page = await settle(visit, network, world);
    if (page.kind !== 'page') return page;
    seen.add(page.finalUrl);
    const refresh = seen.size <= MAX_REFRESHES ? refreshOf(page) : null;
    if (network.isCut()) warnings.push(CUT);
    if (refresh === null || seen.has(refresh.to.href))
      return warnings.length === 0 ? page : { ...page, warnings };
    url = refresh.to.href;
    if (refresh.warning !== null) warnings.push(refresh.warning);
    // What only leads to the page is none when the time is over.
    visit.last = null;
  }
}

/** The document that has been arrived at, when it is ready. */
async function settle(visit: Visit, network: Network, world: World): Promise<FetchedPage | Gone> {
  const { deps, request, halt, readyBy } = visit;
  const { signal } = halt;
  const take = async (): Promise<FetchedPage | Gone> => {
    const taken = await takeSnapshot(deps, world, network);
    if (taken.kind === 'page') visit.last = taken;
    return taken;
  };
  const look = async (): Promise<boolean> => {
    const taken = await take();
    return taken.kind === 'page' && (await request.isComplete(taken));
  };
  const wasServed = async (): Promise<boolean> => {
    const response = network.lastResponse();
    return response !== null && (await request.isComplete(asServed(response, await response.body())));
  };
  const isUnchanged = await untilReady({ network, world, look, wasServed, readyBy, signal });
  if (isUnchanged && visit.last !== null) return visit.last;
  // The document may be replaced just as it is taken.
  return unlessAborted(take().catch(take), signal);
}

/** Goes to the first bytes of the document that redirects lead to. Null when it is one that can be shown. */
async function arrive({ deps, tab: { page } }: Visit, network: Network, url: string): Promise<Gone | null> {
  let response: Response | null;
  try {
    response = await page.goto(url, { waitUntil: 'commit', timeout: 0 });
  } catch (error) {
    const code = netError(error);
    // A download, or an answer without content.
    if (code === 'ERR_ABORTED' || /Download is starting/.test(String(error))) return { kind: 'no_document' };
    if (code === null || code === 'ERR_PROXY_CONNECTION_FAILED') throw error;
    return { kind: 'failed', failure: refusalOf(deps, network) ?? failureOfNetError(code) };
  }
  const failed = response === null ? null : failureOfProxyAnswer(deps, network, response);
  if (failed !== null) return { kind: 'failed', failure: failed };
  return response === null || pageType(typeOf(response)) !== 'html' ? { kind: 'no_document' } : null;
}

const CUT = 'the connection ended before the page was complete';

/** The bytes of a PDF that its server calls HTML, as text. */
const SHOWN_PDF = /^<!doctype html><html><head><\/head><body>\s*%PDF-\d/;

async function takeSnapshot(deps: RenderDeps, world: World, network: Network): Promise<FetchedPage | Gone> {
  const { html, url, contentType } = await world.evaluate<Snapshot>(SNAPSHOT);
  if (!/^https?:/.test(url)) {
    // Scripts led to where nothing could be loaded.
    const sentence = 'The page leads to an address that cannot be loaded.';
    return { kind: 'failed', failure: refusalOf(deps, network) ?? failure('URL_UNREACHABLE', sentence) };
  }
  const response = network.lastResponse();
  const failed = response === null ? null : failureOfProxyAnswer(deps, network, response);
  if (failed !== null) return { kind: 'failed', failure: failed };
  if (pageType(contentType) !== 'html' || SHOWN_PDF.test(html)) return { kind: 'no_document' };
  return {
    kind: 'page',
    finalUrl: url.split('#', 1)[0] ?? url,
    status: response?.status() ?? 200,
    headers: { ...response?.headers(), 'content-type': 'text/html; charset=utf-8' },
    contentType: 'text/html',
    body: Buffer.from(html, 'utf8'),
    truncated: html.length >= MAX_HTML_CHARS,
    fetchedAt: new Date(),
  };
}

/** The document before its scripts ran. */
function asServed(response: Response, body: Buffer): FetchedPage {
  return {
    kind: 'page',
    finalUrl: response.url(),
    status: response.status(),
    headers: response.headers(),
    contentType: 'text/html',
    body,
    truncated: false,
    fetchedAt: new Date(),
  };
}

function refusalOf({ proxy }: RenderDeps, network: Network): Failure | null {
  const url = parseUrl(network.lastNavigation() ?? '');
  return url === null ? null : proxy.refusalOf(url);
}

/** Plain http errors come as answers of the proxy. */
function failureOfProxyAnswer(deps: RenderDeps, network: Network, response: Response): Failure | null {
  if (response.status() === 403) return refusalOf(deps, network);
  return failureOfProxyStatus(response.status());
}

function typeOf(response: Response): string {
  return parseContentType(response.headers()['content-type'])?.essence ?? 'text/html';
}
