/**
 * When a page is ready: its document is parsed, and then either nothing has been under way for a moment, or its scripts
 * have put in what was asked for. Whatever the page does, it is taken as it stands when the time is over.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { unlessAborted } from '../../core/unless-aborted.js';
import { nextChange } from './in-page.js';
import type { Network } from './network.js';
import type { World } from './world.js';

/** Scripts that were loaded last get this long to ask for more. */
const QUIET_MS = 500;
/** What was asked for must stand unchanged for this long: lists are often filled bit by bit. */
const STABLE_MS = 100;
/** Pauses between looks at the document, doubled each time: a look costs time in the page and here. */
const FIRST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 1_000;

export interface ReadyOptions {
  readonly page: Page;
  readonly network: Network;
  readonly world: World;
  /** Whether the document answers what was asked for; false while it cannot be read. */
  readonly look: () => Promise<boolean>;
  /** `performance.now()` at which the page is taken as it is. */
  readonly readyBy: number;
  readonly signal: AbortSignal;
}

/** Resolves when the page is ready or the time is over. Rejects with the signal's reason. */
export async function untilReady({
  page,
  network,
  world,
  look,
  readyBy,
  signal,
}: ReadyOptions): Promise<void> {
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

  await within(page.waitForLoadState('domcontentloaded', { timeout: 0 }), left());
  const parsedAt = performance.now();
  /** The server's own content may be a placeholder that scripts are about to replace: only a change counts. */
  const wasComplete = await within(look(), left());
  let pauseMs = FIRST_PAUSE_MS;

  while (left() > 0) {
    const quietFor = Math.min(network.quietMs(), performance.now() - parsedAt);
    if (quietFor >= QUIET_MS) return;
    const lookAt = performance.now() + pauseMs;
    const changed = await within(
      world.evaluate<boolean>(nextChange(QUIET_MS - quietFor)),
      Math.min(left(), QUIET_MS),
    );
    // A document that is being replaced rejects at once.
    if (changed === undefined) await within(sleep(FIRST_PAUSE_MS), left());
    if (changed !== true) continue;
    await within(sleep(Math.max(0, lookAt - performance.now())), left());
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    if (wasComplete === true || (await within(look(), left())) !== true) continue;
    const moved = await within(world.evaluate<boolean>(nextChange(STABLE_MS)), left());
    if (moved === false) return;
  }
}
