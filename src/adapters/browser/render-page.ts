/** One page in a context of its own: go there, wait until it is ready, take what stands in the document. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Response } from 'playwright';
import { failure } from '../../core/failure.js';
import { parseContentType } from '../../core/html/content-type.js';
import { pageType } from '../../core/page/page-type.js';
import { MAX_REFRESHES, refreshOf, type Refresh } from '../../core/page/refresh.js';
import { parseUrl } from '../../core/url.js';
import { unlessAborted } from '../../core/unless-aborted.js';
import type { FetchedPage } from '../../ports/fetcher.js';
import type { RenderOutcome, RenderRequest } from '../../ports/renderer.js';
import { CUT_CODING } from '../fetch/decompress.js';
import type { EgressProxy } from '../egress/proxy.js';
import { controlRequests, type ResourceType } from './controls.js';
import { PageCrashed, saysCrashed, saysUnanswerable } from './crash.js';
import { failureOfNetError, netError } from './failures.js';
import { watchNetwork, type Network } from './network.js';
import { settle } from './settle.js';
import { failureOfProxyAnswer, refusalOf, type Gone, type TakenPage } from './snapshot.js';
import type { Tab } from './tabs.js';
import { createWorld } from './world.js';

export interface RenderDeps {
  readonly proxy: EgressProxy;
  /** Kinds of requests that are not let out. */
  readonly unwanted: readonly ResourceType[];
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
  const onCrash = (): void => halt.abort(tab.crashed.reason);
  tab.crashed.addEventListener('abort', onCrash, { once: true });
  if (tab.crashed.aborted) onCrash();
  try {
    const outcome = await walk(visit);
    if (outcome.kind !== 'no_document') return outcome;
    return { ...outcome, spentMs: performance.now() - startedAt };
  } catch (error) {
    if (!halt.signal.aborted)
      throw saysCrashed(error) ? new PageCrashed('the page crashed', { cause: error }) : error;
    const reason = halt.signal.reason as Error;
    if (reason instanceof Refused) return { kind: 'redirected', to: reason.to };
    if (!(reason instanceof Late)) throw reason;
    return visit.last ?? { kind: 'failed', failure: failure('TIMEOUT', 'The page was not ready in time.') };
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', onAbort);
    tab.crashed.removeEventListener('abort', onCrash);
    // Whatever still waits for the page ends now.
    halt.abort(new Late());
  }
}

async function walk(visit: Visit): Promise<FetchedPage | Gone> {
  const { deps, tab, request, halt } = visit;
  const { page, session } = tab;
  const { signal } = halt;
  const step = <T>(promise: Promise<T>): Promise<T> => unlessAborted(promise, signal);

  const network = await step(watchNetwork(page, session));
  const { frameTree } = await step(session.send('Page.getFrameTree'));
  const controls = controlRequests(session, {
    mainFrameId: frameTree.frame.id,
    unwanted: deps.unwanted,
    mayFollow: request.mayFollow,
    extras: request.extras,
    proxy: { origin: deps.proxy.url, login: tab.proxyLogin },
    onRefused: (url) => halt.abort(new Refused(url)),
    onError: (error) => {
      if (page.isClosed()) return;
      const Lost = saysCrashed(error) || saysUnanswerable(error) ? PageCrashed : Error;
      halt.abort(new Lost('a request could not be answered', { cause: error }));
    },
  });
  await step(controls);

  const world = createWorld(session, frameTree.frame.id);
  const seen = new Set<string>();
  const warnings: string[] = [];
  for (let url = request.url; ;) {
    const failed = await step(arrive(visit, network, url));
    if (failed !== null) return failed;
    const settled = await settle({
      ...{ deps, request, network, world, signal, page, readyBy: visit.readyBy },
      onTaken: (taken) => (visit.last = taken),
      leadsOn: (taken) => refreshFrom(taken, seen) !== null,
    });
    if (settled.kind !== 'page') return settled;
    const refresh = refreshFrom(settled, seen);
    seen.add(settled.finalUrl);
    if (network.isCut()) warnings.push(CUT);
    else if (await step(isCodingCut(deps, network))) warnings.push(CUT_CODING);
    if (refresh === null) return withWarnings(settled, warnings);
    url = refresh.to.href;
    if (refresh.warning !== null) warnings.push(refresh.warning);
    // What only leads to the page is none when the time is over.
    visit.last = null;
  }
}

/** Goes to the first bytes of the document that redirects lead to. Null when it is one that can be shown. */
async function arrive({ deps, tab }: Visit, network: Network, url: string): Promise<Gone | null> {
  let response: Response | null;
  try {
    response = await tab.page.goto(url, { waitUntil: 'commit', timeout: 0 });
  } catch (error) {
    const code = netError(error);
    if (/Download is starting/.test(String(error))) return { kind: 'no_document' };
    if (code === 'ERR_ABORTED') {
      await untilAnswers(tab);
      // An answer without content.
      return { kind: 'no_document' };
    }
    if (code === null || code === 'ERR_PROXY_CONNECTION_FAILED') throw error;
    return { kind: 'failed', failure: refusalOf(deps, network) ?? failureOfNetError(code) };
  }
  const failed = response === null ? null : failureOfProxyAnswer(deps, network, response);
  if (failed !== null) return { kind: 'failed', failure: failed };
  return response === null || pageType(typeOf(response)) !== 'html' ? { kind: 'no_document' } : null;
}

/** A page that has gone nowhere and does not say so within this has died, or hangs. */
const ANSWER_MS = 5_000;

/** Chromium says that a navigation was aborted when the page's process dies too, and tells of the crash only later. */
async function untilAnswers({ session }: Tab): Promise<void> {
  const answer = session.send('Runtime.evaluate', { expression: '0' }).then(() => true);
  if (await Promise.race([answer, sleep(ANSWER_MS, false, { ref: false })])) return;
  throw new PageCrashed('the page did not answer');
}

const CUT = 'the connection ended before the page was complete';

/** Longest wait for the proxy's answer, which it has when the browser has the page. */
const ASK_PROXY_MS = 1_000;

async function isCodingCut({ proxy }: RenderDeps, network: Network): Promise<boolean> {
  const url = parseUrl(network.lastResponse()?.url() ?? '');
  if (url === null) return false;
  return Promise.race([proxy.isCut(url), sleep(ASK_PROXY_MS, false, { ref: false })]);
}

/** Where the page sends its readers; null where that is nowhere new, and after too many of them. */
function refreshFrom(page: FetchedPage, seen: ReadonlySet<string>): Refresh | null {
  if (seen.size >= MAX_REFRESHES) return null;
  const refresh = refreshOf(page);
  return refresh === null || refresh.to.href === page.finalUrl || seen.has(refresh.to.href) ? null : refresh;
}

function withWarnings({ heldRows: _, ...page }: TakenPage, before: readonly string[]): FetchedPage {
  const warnings = [...before, ...(page.warnings ?? [])];
  return warnings.length === 0 ? page : { ...page, warnings };
}

function typeOf(response: Response): string {
  return parseContentType(response.headers()['content-type'])?.essence ?? 'text/html';
}
