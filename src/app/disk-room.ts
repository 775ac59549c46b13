/**
 * Whether there is room on the disk for more work. Below a bound new jobs are refused and running ones begin no further
 * page; what is under way, reads, cancels and the ends of jobs have the rest.
 */

import { setMaxListeners } from 'node:events';
import { minFreeBytes, type DiskMinFree } from '../core/disk-min-free.js';
import { CallRefused } from '../core/failure.js';
import type { ReadFreeSpace } from '../ports/free-space.js';
import type { Log } from '../ports/log.js';

const LOOK_MS = 1_000;
/** There is room again only when this much more than the bound is free, so that it is not given and taken by turns. */
const AGAIN = 1.05;
/** When a refused caller may ask again: space comes back by pruning, each minute, or by the operator. */
const RETRY_SECS = 60;

export interface RoomState {
  /** New jobs are refused, running ones wait. */
  readonly low: boolean;
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** 0 where nothing is kept free. */
  readonly minFreeBytes: number;
}

export interface DiskRoom {
  /** As it was looked at last, a second ago at the most; null where the file system does not tell. */
  state(): RoomState | null;
  /** Aborts when the disk gets low, and is aborted while it is. The next time has a signal of its own. */
  low(): AbortSignal;
  /** Looks, and rejects with `CallRefused` (SERVICE_UNAVAILABLE) when the disk is low. */
  admit(): Promise<void>;
  /** Resolves with true once there is room, with false when `signal` aborts or `withinMs` are over before. */
  wait(signal: AbortSignal, withinMs: number): Promise<boolean>;
  close(): void;
}

export interface DiskRoomDeps {
  readonly readFreeSpace: ReadFreeSpace;
  /** Null where the operator says nothing. */
  readonly minFree: DiskMinFree | null;
  /** Told of each look. */
  readonly onLook: (state: RoomState) => void;
  readonly log: Log;
}

/** Looks at once, and then each second until it is closed. A file system that cannot be asked counts as one with room. */
export async function watchDiskRoom(deps: DiskRoomDeps): Promise<DiskRoom> {
  const { readFreeSpace, minFree, onLook, log } = deps;
  let state: RoomState | null = null;
  let isUnreadable = false;
  let lowNow = newController();
  let roomAgain = Promise.withResolvers<void>();

  const look = async (): Promise<void> => {
    try {
      const { freeBytes, totalBytes } = await readFreeSpace();
      const least = minFreeBytes(minFree, totalBytes);
      const wasLow = state?.low === true;
      const low = freeBytes < (wasLow ? least * AGAIN : least);
      state = { low, freeBytes, totalBytes, minFreeBytes: least };
      isUnreadable = false;
      onLook(state);
      if (low !== wasLow) change(state);
    } catch (error) {
      if (!isUnreadable) log.warn({ err: error }, 'how much of the disk is free cannot be read');
      isUnreadable = true;
    }
  };

  const change = (now: RoomState): void => {
    const { low, freeBytes, minFreeBytes: least } = now;
    if (low) {
      log.warn(
        { freeBytes, minFreeBytes: least },
        'the disk is almost full: new jobs are refused and running ones wait (DISK_MIN_FREE)',
      );
      roomAgain = Promise.withResolvers();
      lowNow.abort(new Error('the disk is almost full'));
    } else {
      log.info({ freeBytes, minFreeBytes: least }, 'the disk has room again: jobs go on');
      lowNow = newController();
      roomAgain.resolve();
    }
  };

  await look();
  const timer = setInterval(() => void look(), LOOK_MS).unref();
  return {
    state: () => state,
    low: () => lowNow.signal,
    admit: async () => {
      await look();
      if (state?.low !== true) return;
      throw new CallRefused(
        'SERVICE_UNAVAILABLE',
        'The disk of the service is almost full, so it takes no new jobs at the moment: try again later.',
        RETRY_SECS,
      );
    },
    wait: async (signal, withinMs) => {
      if (state?.low !== true) return true;
      const left = Promise.withResolvers<void>();
      const timeout = setTimeout(left.resolve, withinMs);
      const leave = (): void => left.resolve();
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
      await Promise.race([roomAgain.promise, left.promise]);
      clearTimeout(timeout);
      signal.removeEventListener('abort', leave);
      return !lowNow.signal.aborted && !signal.aborted;
    },
    close: () => clearInterval(timer),
  };
}

/** Every chunk under way listens; they are bounded by the worker's slots. */
function newController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** In words, for whoever asks whether the service is ready: `ok`, or what is wrong. */
export function describeRoom(state: RoomState | null): string {
  if (state === null) return 'unknown: the file system does not tell how much is free';
  if (!state.low) return 'ok';
  return `almost full: ${state.freeBytes} bytes are free and ${state.minFreeBytes} must be, so new jobs are refused and running ones wait`;
}
