/**
 * Scrolling through a page for content that comes only then: fast through what does not react, and with a wait wherever
 * something is loaded or added. Bounded in screens, list items and time.
 */

import type { PageState, RenderRequest } from '../../ports/renderer.js';
import {
  BEGIN_SCROLLING,
  SCROLL_COUNTS,
  scrollStep,
  type ScrollCounts,
  type ScrollStep,
} from './in-page-scroll.js';
import { inTime, type Deadline, type InTime } from './in-time.js';
import type { Loads } from './loads.js';
import type { World } from './world.js';

/** Screens of all scrolled elements together. */
export const MAX_SCREENS = 200;
/** Of all asked lists together. */
export const MAX_LIST_ITEMS = 1_000;
/** Screens in a row without a reaction, after which the rest is passed over. */
const MAX_IDLE_SCREENS = 20;
/** Times in a row that the page grew by nothing that was asked. */
const MAX_USELESS = 3;

/** Content that comes must stand unchanged for this long. */
const STILL_MS = 150;
/** The end of a page that has not grown so far, and of one that has: what loads more may wait a moment itself. */
const END_MS = 400;
const GROWING_END_MS = 1_000;
/** Longest wait for what one screen loads. */
const LOAD_MS = 10_000;
/** A page that grew this short before its deadline is taken for one that would have gone on. */
const GROWING_MS = 3_000;
const POLL_MS = 50;
/** Looks take no more than a quarter of the time. */
const LOOK_REST = 3;

export interface ScrollOptions extends Deadline {
  readonly world: World;
  readonly loads: Loads;
  /** What the page is worth now; null when it cannot be read. */
  readonly look: () => Promise<PageState | null>;
  /** What it was worth before. */
  readonly before: PageState;
}

export interface Scrolled {
  readonly screens: number;
  /** Whether content came. */
  readonly grew: boolean;
  /** The page still grew when a bound of ours ended it. */
  readonly isCut: boolean;
}

/** Whether scrolling may bring something that is asked for. Any list may go on, whatever other pages of the host do. */
export function isWorthScrolling(
  { isShell, missing, listItems }: PageState,
  mayScrollFor: RenderRequest['mayScrollFor'] = () => true,
): boolean {
  if (isShell) return false;
  if (listItems !== null) return listItems < MAX_LIST_ITEMS || missing.length > 0;
  return missing.length > 0 && mayScrollFor(missing);
}

/** Resolves when there is nothing more to find, or at a bound. Rejects with the signal's reason. */
export async function scrollThrough(options: ScrollOptions): Promise<Scrolled> {
  const { world } = options;
  const time = inTime(options);
  const scrollers = (await time.within(world.evaluate<number>(BEGIN_SCROLLING), time.left())) ?? 0;
  const way: Way = {
    ...{ screens: 0, grew: false, isCut: false, isOver: false, idle: 0, useless: 0, grewAt: -Infinity },
    ...{ state: options.before, lookAt: 0 },
  };
  for (let at = 0; at < scrollers && !way.isOver; at += 1) await scrollOne(options, time, way, at);
  const grewLast = performance.now() - way.grewAt < GROWING_MS;
  return { screens: way.screens, grew: way.grew, isCut: way.isCut || (time.left() <= 0 && grewLast) };
}

interface Way extends Scrolled {
  screens: number;
  grew: boolean;
  isCut: boolean;
  isOver: boolean;
  /** Screens in a row without a reaction. */
  idle: number;
  useless: number;
  /** `performance.now()` when content came last. */
  grewAt: number;
  state: PageState;
  /** `performance.now()` before which the page is not looked at again. */
  lookAt: number;
}

async function scrollOne(options: ScrollOptions, time: InTime, way: Way, at: number): Promise<void> {
  const { world } = options;
  way.idle = 0;
  for (;;) {
    const counts = await countsOf(world, time);
    const begun = options.loads.begun();
    const toEnd = way.idle >= MAX_IDLE_SCREENS;
    const step = await time.within(world.evaluate<ScrollStep>(scrollStep(at, toEnd)), time.left());
    // The page has left its document, or its time is over.
    if (counts === undefined || step === undefined) {
      way.isOver = true;
      return;
    }
    if (step.moved) way.screens += 1;
    const grew = await waitForMore(options, time, {
      counts,
      begun,
      isAtEnd: step.isAtEnd,
      hasGrown: way.grew,
    });
    way.grew ||= grew;
    if (grew) way.grewAt = performance.now();
    way.idle = grew ? 0 : way.idle + 1;
    if (grew) await note(options, way, step.isAtEnd);
    if (way.isOver || (!grew && (step.isAtEnd || toEnd || !step.moved))) return;
    if (way.screens >= MAX_SCREENS) {
      way.isOver = true;
      way.isCut = way.grew;
      return;
    }
  }
}

/** Whether content came of a step, when all of it is there. */
async function waitForMore(
  { world, loads }: ScrollOptions,
  time: InTime,
  {
    counts,
    begun,
    isAtEnd,
    hasGrown,
  }: { counts: ScrollCounts; begun: number; isAtEnd: boolean; hasGrown: boolean },
): Promise<boolean> {
  const startedAt = performance.now();
  const endMs = hasGrown ? GROWING_END_MS : END_MS;
  let seen = counts;
  let changedAt = startedAt;
  while (time.left() > 0 && performance.now() - startedAt < LOAD_MS) {
    const now = await countsOf(world, time);
    if (now === undefined) break;
    const stirred = now.stirred > counts.stirred;
    if (now.grown !== seen.grown) changedAt = performance.now();
    seen = now;
    const hasBegun = loads.begun() > begun;
    const grown = now.grown > counts.grown;
    // An element that says it is loading is a change as well.
    const waitMs = grown ? STILL_MS : isAtEnd ? (stirred ? GROWING_END_MS : endMs) : hasBegun ? STILL_MS : 0;
    if (loads.pending() === 0 && performance.now() - changedAt >= waitMs) break;
    await time.pause(POLL_MS);
  }
  return seen.grown > counts.grown;
}

/** The page is looked at once it has grown, unless that was done a moment ago. */
async function note({ look }: ScrollOptions, way: Way, isAtEnd: boolean): Promise<void> {
  if (performance.now() < way.lookAt && !isAtEnd) return;
  const startedAt = performance.now();
  const state = await look();
  way.lookAt = performance.now() + LOOK_REST * (performance.now() - startedAt);
  if (state === null) return;
  way.useless = brings(state, way.state) ? 0 : way.useless + 1;
  way.state = state;
  if (state.missing.length === 0 && state.listItems === null) way.isOver = true;
  if (way.useless >= MAX_USELESS) way.isOver = true;
  if ((state.listItems ?? 0) >= MAX_LIST_ITEMS) {
    way.isOver = true;
    way.isCut = true;
  }
}

/** Whether a page answers more than it did before. */
export function brings(now: PageState, before: PageState): boolean {
  if (now.missing.length !== before.missing.length) return now.missing.length < before.missing.length;
  return (now.listItems ?? 0) > (before.listItems ?? 0);
}

function countsOf(world: World, time: InTime): Promise<ScrollCounts | undefined> {
  return time.within(world.evaluate<ScrollCounts>(SCROLL_COUNTS), time.left());
}
