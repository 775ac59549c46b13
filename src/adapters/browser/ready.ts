/**
 * When a page is ready: its document is parsed, and then either nothing has been under way for a moment, or its scripts
 * have put in what was asked for. Whatever the page does, it is taken as it stands when the time is over.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { unlessAborted } from '../../core/unless-aborted.js';
import { nextChange, PARSED } from './in-page.js';
import type { Network } from './network.js';
import type { World } from './world.js';

/** Scripts that were loaded last get this long to ask for more. */
const QUIET_MS = 500;
/** What was asked for must stand unchanged for this long: lists are often filled bit by bit. */
const STABLE_MS = 100;
/** Requests that are still under way do not keep a page with all that was asked for longer than this. */
const ENOUGH_MS = 1_500;
/** How often it is asked whether the document that is not parsed was cut. */
const CUT_PAUSE_MS = 500;
/** Pauses between looks at the document, doubled each time: a look costs time in the page and here. */
const FIRST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 1_000;

export interface ReadyOptions {
  readonly network: Network;
  readonly world: World;
  /** Whether the document answers what was asked for; false while it cannot be read. */
  readonly look: () => Promise<boolean>;
  /** Whether the document answered it as the server sent it, before any script ran. */
  readonly wasServed: () => Promise<boolean>;
  /** `performance.now()` at which the page is taken as it is. */
  readonly readyBy: number;
  readonly signal: AbortSignal;
}

/**
 * Resolves when the page is ready or the time is over: with true when the document has not changed since the last look.
 * Rejects with the signal's reason.
 */
export async function untilReady(options: ReadyOptions): Promise<boolean> {
  const { network, world, look, readyBy, signal } = options;
  const left = (): number => readyBy - performance.now();
  /** Rejections mean that the document went; the loop then looks at the new one. */
  const within = async <T>(promise: Promise<T>, ms: number): Promise<T | undefined> => {
    const timer = new AbortController();
    try {
      const late = sleep(Math.max(0, ms), undefined, { signal: timer.signal }).catch(() => undefined);
      return await unlessAborted(Promise.race([promise.catch(() => undefined), late]), signal);
    } finally {
      timer.abort();
    }
  };
  const changesWithin = (ms: number): Promise<boolean | undefined> =>
    within(world.evaluate<boolean>(nextChange(ms)), Math.min(left(), ms + QUIET_MS));

  const parsedWithin = (ms: number): Promise<boolean | undefined> =>
    within(world.evaluate<boolean>(PARSED), Math.min(left(), ms));
  while (left() > 0 && (await parsedWithin(CUT_PAUSE_MS)) === undefined && !network.isCut()) {
    await within(sleep(FIRST_PAUSE_MS), left());
  }
  const parsedAt = performance.now();
  const isComplete = async (): Promise<boolean> => (await within(look(), left())) === true;
  let filled = await isComplete();
  // What the server sent may be a placeholder that scripts are about to replace: only what they have put in counts.
  const mayBePlaceholder = filled && (await within(options.wasServed(), left())) !== false;
  if (mayBePlaceholder) filled = false;
  let filledAt = performance.now();
  let pauseMs = FIRST_PAUSE_MS;
  const lookAgain = async (): Promise<void> => {
    const isFilled = !mayBePlaceholder && (await isComplete());
    if (isFilled && !filled) filledAt = performance.now();
    filled = isFilled;
  };

  while (left() > 0) {
    if (filled) {
      const changed = await changesWithin(STABLE_MS);
      const waitedEnough = network.quietMs() > 0 || performance.now() - filledAt > ENOUGH_MS;
      if (changed === false && waitedEnough) return true;
      if (changed === undefined) await lookAgain();
    }
    const quietFor = Math.min(network.quietMs(), performance.now() - parsedAt);
    if (quietFor >= QUIET_MS) return false;
    const lookAt = performance.now() + pauseMs;
    const changed = await changesWithin(QUIET_MS - quietFor);
    if (changed === false) continue;
    // The document has changed, or another has taken its place.
    await within(sleep(Math.max(0, lookAt - performance.now())), left());
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    await lookAgain();
  }
  return false;
}
