/**
 * How many calls to the model are under way at once: in this worker, for one account, and, where workers share a database,
 * in the whole deployment. Waiting calls take turns by account, so that one with many pages does not keep others out.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Store } from '../ports/store.js';

type SharedSlots = Pick<Store['models'], 'takeSlot' | 'giveSlot'>;

export interface ModelSlots {
  /** Waits for a slot, runs `act`, gives the slot back. Rejects with the signal's reason when it aborts first. */
  within<T>(accountId: string, signal: AbortSignal, act: () => Promise<T>): Promise<T>;
}

export interface SlotLimits {
  readonly all: number;
  readonly perAccount: number;
}

/** Longer than any call may take. */
const SLOT_MS = 300_000;
const POLL_MS = 250;

interface Waiting {
  readonly accountId: string;
  go(): void;
}

/** `shared` is null where there is one worker only. */
export function createModelSlots(limits: SlotLimits, shared: SharedSlots | null): ModelSlots {
  const queue: Waiting[] = [];
  const running = new Map<string, number>();
  let all = 0;

  const countOf = (accountId: string): number => running.get(accountId) ?? 0;

  /** Starts whoever may; of those the first of the account that has the fewest under way. */
  const pump = (): void => {
    while (all < limits.all) {
      const may = queue.filter(({ accountId }) => countOf(accountId) < limits.perAccount);
      const [first, ...others] = may;
      if (first === undefined) return;
      const next = others.reduce(
        (best, each) => (countOf(each.accountId) < countOf(best.accountId) ? each : best),
        first,
      );
      queue.splice(queue.indexOf(next), 1);
      all += 1;
      running.set(next.accountId, countOf(next.accountId) + 1);
      next.go();
    }
  };

  const leave = (accountId: string): void => {
    all -= 1;
    const left = countOf(accountId) - 1;
    if (left === 0) running.delete(accountId);
    else running.set(accountId, left);
    pump();
  };

  const enter = (accountId: string, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const onAbort = (): void => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(signal.reason as Error);
      };
      const waiting: Waiting = {
        accountId,
        go: () => {
          signal.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      queue.push(waiting);
      pump();
    });

  const withShared = async <T>(accountId: string, signal: AbortSignal, act: () => Promise<T>): Promise<T> => {
    if (shared === null) return act();
    const id = randomUUID();
    for (;;) {
      const now = new Date();
      const until = new Date(now.getTime() + SLOT_MS);
      if (await shared.takeSlot({ id, accountId, until }, limits, now)) break;
      await sleep(POLL_MS * (1 + Math.random()), undefined, { signal });
    }
    try {
      return await act();
    } finally {
      await shared.giveSlot(id);
    }
  };

  return {
    within: async (accountId, signal, act) => {
      await enter(accountId, signal);
      try {
        return await withShared(accountId, signal, act);
      } finally {
        leave(accountId);
      }
    },
  };
}
