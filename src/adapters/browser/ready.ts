/**
 * When a page is ready: its document is parsed, and then either nothing has been under way for a moment, or its scripts
 * have put in what was asked for. Whatever the page does, it is taken as it stands when the time is over.
 */

import { PARSED } from './in-page.js';
import { inTime, type Deadline, type InTime } from './in-time.js';
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

export interface ReadyOptions extends Deadline {
  readonly network: Network;
  readonly world: World;
  /** Whether the document answers what was asked for; false while it cannot be read. */
  readonly look: () => Promise<boolean>;
  /** Whether the document answered it as the server sent it, before any script ran. */
  readonly wasServed: () => Promise<boolean>;
  /** How long the parsed document is left alone before the first look, in milliseconds. */
  readonly leastWaitMs: number;
}

/**
 * Resolves when the page is ready or the time is over: with true when the document has not changed since the last look.
 * Rejects with the signal's reason.
 */
export async function untilReady(options: ReadyOptions): Promise<boolean> {
  const { network, world, look, leastWaitMs } = options;
  const time = inTime(options);
  const { left, within } = time;
  const changesWithin = (ms: number): Promise<boolean | undefined> => time.changesWithin(world, ms);

  await untilParsed(network, world, time);
  if (leastWaitMs > 0) await time.pause(leastWaitMs);
  const parsedAt = performance.now() - leastWaitMs;
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
    await time.pause(Math.max(0, lookAt - performance.now()));
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    await lookAgain();
  }
  return false;
}

async function untilParsed(network: Network, world: World, { left, within, pause }: InTime): Promise<void> {
  const parsed = (): Promise<boolean | undefined> =>
    within(world.evaluate<boolean>(PARSED), Math.min(left(), CUT_PAUSE_MS));
  while (left() > 0 && (await parsed()) === undefined && !network.isCut()) await pause(FIRST_PAUSE_MS);
}

/** How long one wait for a change is, so that a document that was replaced is noticed. */
const WATCH_MS = 1_000;

/**
 * Looks at a page that has nothing to read yet whenever it changes, until `isPending` is false or the time is over.
 * Rejects with the signal's reason.
 *
 * @param isPending whether there is nothing to read yet; a rejection means that the document is just being left
 */
export async function untilArrived(
  world: World,
  isPending: () => Promise<boolean>,
  deadline: Deadline,
): Promise<void> {
  const { left, within, pause, changesWithin } = inTime(deadline);
  let pauseMs = FIRST_PAUSE_MS;
  /** What changes just before the first wait is not seen by it. */
  let mayHaveChanged = true;
  while (left() > 0) {
    const changed = await changesWithin(world, WATCH_MS);
    if (changed === false && !mayHaveChanged) continue;
    mayHaveChanged = false;
    await pause(pauseMs);
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    if ((await within(isPending(), left())) === false) return;
  }
}
