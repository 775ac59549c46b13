/**
 * The document that a page has arrived at, from its first bytes until it is read: it gets ready, is waited for while it
 * has nothing to read, and is scrolled through for what comes only then.
 */

import type { Page } from 'playwright';
import { unlessAborted } from '../../core/unless-aborted.js';
import type { PageState, RenderRequest } from '../../ports/renderer.js';
import { GROWN_CHARS, SHOWS_LOADING, WATCH_GROWTH } from './in-page.js';
import { inTime, type Deadline, type InTime } from './in-time.js';
import { countLoads } from './loads.js';
import type { Network } from './network.js';
import { untilArrived, untilReady } from './ready.js';
import { brings, isWorthScrolling, scrollThrough, type Scrolled } from './scroll.js';
import { asServed, takeSnapshot, type Gone, type SnapshotDeps, type TakenPage } from './snapshot.js';
import { lateWarnings, scrollWarnings, type Activity } from './warnings.js';
import type { World } from './world.js';

export interface SettleOptions extends Deadline {
  readonly deps: SnapshotDeps;
  readonly page: Page;
  readonly network: Network;
  readonly world: World;
  readonly request: Pick<RenderRequest, 'judge' | 'leastWaitMs' | 'mayScrollFor' | 'onScrolled'>;
  /** Told of the document each time that it is taken. */
  readonly onTaken: (page: TakenPage) => void;
  /** Whether the page only sends its readers on: then nothing is waited for. */
  readonly leadsOn: (page: TakenPage) => boolean;
}

interface Seen {
  readonly page: TakenPage | Gone;
  /** Null when there is no page, or no time left to judge it. */
  readonly state: PageState | null;
}

interface Settling extends SettleOptions {
  readonly time: InTime;
}

/** Growth is watched for this long before the deadline. */
const GROWTH_MS = 1_500;

/** The document when it is ready or the time is over, with warnings. Rejects with the signal's reason. */
export async function settle(options: SettleOptions): Promise<TakenPage | Gone> {
  const settling = { ...options, time: inTime(options) };
  const { time, world } = settling;
  const watching = setTimeout(
    // A document that is just being left grows no more.
    () => void world.evaluate(WATCH_GROWTH).catch(() => undefined),
    Math.max(0, time.left() - GROWTH_MS),
  );
  try {
    const { page, scrolled } = await readInTime(settling);
    if (page.kind !== 'page') return page;
    const isLate = time.left() <= 0 && scrolled?.isCut !== true;
    const warnings = [
      ...(scrolled === null ? [] : scrollWarnings(scrolled, page.heldRows)),
      ...(isLate ? lateWarnings(await activityOf(settling)) : []),
    ];
    return warnings.length === 0 ? page : { ...page, warnings };
  } finally {
    clearTimeout(watching);
  }
}

/** `scrolled` is null when the page is as it was before it was scrolled. */
async function readInTime(settling: Settling) {
  let scrolled: Scrolled | null = null;
  for (;;) {
    let seen = await whenReady(settling);
    if (seen.page.kind !== 'page' || seen.state === null) return { page: seen.page, scrolled };
    if (isWorthScrolling(seen.state, settling.request.mayScrollFor)) {
      const further = await scrollFrom(settling, seen.page, seen.state);
      if (further !== null) ({ seen, scrolled } = further);
    }
    if (seen.state === null || !(await isPending(settling, seen.state))) return { page: seen.page, scrolled };
    await untilArrived(settling.world, () => lookWhetherPending(settling), settling);
  }
}

async function whenReady(settling: Settling): Promise<Seen> {
  const { network, request, time, signal } = settling;
  let last: TakenPage | null = null;
  const look = async (): Promise<boolean> => {
    const taken = await take(settling);
    last = taken.kind === 'page' ? taken : null;
    return taken.kind === 'page' && (await request.judge(taken)).isFilled;
  };
  const wasServed = async (): Promise<boolean> => {
    const response = network.lastResponse();
    if (response === null) return false;
    return (await request.judge(asServed(response, await response.body()))).isFilled;
  };
  const leastWaitMs = request.leastWaitMs ?? 0;
  const isUnchanged = await untilReady({ ...settling, look, wasServed, leastWaitMs });
  const page = (isUnchanged ? (last as TakenPage | null) : null) ?? (await takeNow(settling));
  if (page.kind !== 'page' || time.left() <= 0 || settling.leadsOn(page)) return { page, state: null };
  return { page, state: await unlessAborted(request.judge(page), signal) };
}

/** What scrolling has brought; null when that is nothing that was asked for. */
async function scrollFrom(
  settling: Settling,
  page: TakenPage,
  before: PageState,
): Promise<{ readonly seen: Seen; readonly scrolled: Scrolled } | null> {
  const { network, request, time, signal } = settling;
  const document = network.lastResponse();
  const judge = async (): Promise<Seen | null> => {
    const taken = await take(settling);
    // Lists that load more change the address of the page, as do articles that the next one is put behind.
    return taken.kind === 'page' && network.lastResponse() === document
      ? judged(request, { ...taken, finalUrl: page.finalUrl })
      : null;
  };
  const look = async (): Promise<PageState | null> =>
    (
      await unlessAborted(
        judge().catch(() => null),
        signal,
      )
    )?.state ?? null;
  const loads = countLoads(settling.page, network.isPolled);
  try {
    const scrolled = await scrollThrough({ ...settling, loads, look, before });
    const seen = scrolled.grew ? await unlessAborted(judge(), signal) : null;
    const isWhole = scrolled.screens > 0 && !scrolled.isCut && time.left() > 0;
    if (isWhole) request.onScrolled?.(before.missing, (seen?.state ?? before).missing);
    return seen?.state != null && brings(seen.state, before) ? { seen, scrolled } : null;
  } finally {
    loads.stop();
  }
}

async function judged(request: SettleOptions['request'], page: TakenPage): Promise<Seen> {
  return { page, state: await request.judge(page) };
}

/** Whether there is nothing to read yet, and time may bring it. */
async function isPending({ world, time }: Settling, state: PageState): Promise<boolean> {
  if (state.isShell || state.isAwaited) return true;
  if (state.isFilled || state.missing.length === 0) return false;
  return (await time.within(world.evaluate<boolean>(SHOWS_LOADING), time.left())) === true;
}

async function lookWhetherPending(settling: Settling): Promise<boolean> {
  const taken = await take(settling);
  return taken.kind === 'page' && isPending(settling, await settling.request.judge(taken));
}

async function take({ deps, world, network, onTaken }: Settling): Promise<TakenPage | Gone> {
  const taken = await takeSnapshot(deps, world, network);
  if (taken.kind === 'page') onTaken(taken);
  return taken;
}

/** The document may be replaced just as it is taken. */
function takeNow(settling: Settling): Promise<TakenPage | Gone> {
  const again = (): Promise<TakenPage | Gone> => take(settling);
  return unlessAborted(again().catch(again), settling.signal);
}

/** How long a page is asked what it was doing at its deadline. */
const ASK_MS = 100;

async function activityOf({ world, network, time }: Settling): Promise<Activity> {
  const grownChars = (await time.within(world.evaluate<number>(GROWN_CHARS), ASK_MS)) ?? 0;
  return { pending: network.pending(), grownChars };
}
