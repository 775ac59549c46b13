/**
 * The turns of calls to the model: how many are under way at once in this worker, for one account, and, where workers share
 * a database, in the whole deployment. Waiting calls take turns by account, so that one with many pages does not keep others
 * out. The configured limits bound all of it; how many calls the server is really given below them is for each worker's own
 * pace (see model-pace.ts).
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Store } from '../ports/store/index.js';
import { MODEL_MS } from '../core/timings.js';
import type { ModelPace, PacedCall } from './model-pace.js';

type SharedSlots = Pick<Store['modelBudget'], 'takeSlot' | 'giveSlot'>;

export interface ModelSlots {
  /**
   * Waits for a slot, runs `act`, gives the slot back. Rejects with the signal's reason when it aborts first, with
   * `ServerAway` when the server was away for `awayMs` of the waiting, and with `ModelBusy` when no slot came in time:
   * `queuedMs` is how long earlier calls of the same question have waited, which is part of that time.
   * `act` ends the call that it is given; `isWaitedFor` tells whether other calls wait for their turn.
   */
  within<T>(
    accountId: string,
    waiting: { readonly signal: AbortSignal; readonly awayMs: number; readonly queuedMs?: number },
    act: (call: PacedCall, isWaitedFor: () => boolean) => Promise<T>,
  ): Promise<T>;
}

/** Calls at once. */
export interface SlotLimits {
  readonly all: number;
  readonly perAccount: number;
}

/** The model server works, and other calls took all its time: the question is to be asked later. */
export class ModelBusy extends Error {
  override readonly name = 'ModelBusy';
}

/** The model server was away for longer than the question may wait. */
export class ServerAway extends Error {
  override readonly name = 'ServerAway';
}

/** Longer than any call may take. */
const SLOT_MS = 300_000;
const POLL_MS = 250;

interface Waiting {
  readonly accountId: string;
  /** The pace's `awayMs` at which the call has waited for long enough. */
  readonly awayUntilMs: number;
  go(call: PacedCall): void;
  fail(error: Error): void;
}

/** `shared` is null where there is one worker only. `queueMs` is for tests. */
export function createModelSlots(
  limits: SlotLimits,
  shared: SharedSlots | null,
  pace: ModelPace,
  queueMs: number = MODEL_MS.queue,
): ModelSlots {
  const queue: Waiting[] = [];
  const running = new Map<string, number>();
  let all = 0;
  let awayTimer: NodeJS.Timeout | undefined;

  const countOf = (accountId: string): number => running.get(accountId) ?? 0;

  /** Starts every call that may start; of those first the one of the account that has the fewest under way. */
  const pump = (): void => {
    failThoseWhoWaitedForLong();
    while (all < limits.all && pace.mayStart(all)) {
      const may = queue.filter(({ accountId }) => countOf(accountId) < limits.perAccount);
      const [first, ...others] = may;
      if (first === undefined) return;
      const next = others.reduce(
        (best, each) => (countOf(each.accountId) < countOf(best.accountId) ? each : best),
        first,
      );
      all += 1;
      running.set(next.accountId, countOf(next.accountId) + 1);
      next.go(pace.begin());
    }
  };

  /** While the server is away: those whose time is up, and a timer for the next of them. */
  const failThoseWhoWaitedForLong = (): void => {
    clearTimeout(awayTimer);
    if (!pace.isAway()) return;
    const now = pace.awayMs();
    for (const waiting of queue.filter(({ awayUntilMs }) => awayUntilMs <= now))
      waiting.fail(new ServerAway('the model server is away'));
    if (queue.length === 0) return;
    const nextMs = Math.min(...queue.map(({ awayUntilMs }) => awayUntilMs)) - now;
    awayTimer = setTimeout(pump, Math.max(1, Math.ceil(nextMs)));
    awayTimer.unref();
  };
  pace.onChange(pump);

  const leave = (accountId: string): void => {
    all -= 1;
    const left = countOf(accountId) - 1;
    if (left === 0) running.delete(accountId);
    else running.set(accountId, left);
    pump();
  };

  const enter = (
    accountId: string,
    signal: AbortSignal,
    awayMs: number,
    givesUpAt: number,
  ): Promise<PacedCall> =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const out = (): void => {
        clearTimeout(late);
        signal.removeEventListener('abort', onAbort);
        queue.splice(queue.indexOf(waiting), 1);
      };
      const onAbort = (): void => waiting.fail(signal.reason as Error);
      const waiting: Waiting = {
        accountId,
        awayUntilMs: pace.awayMs() + awayMs,
        go: (call) => {
          out();
          resolve(call);
        },
        fail: (error) => {
          out();
          reject(error);
        },
      };
      const late = setTimeout(() => waiting.fail(busy()), Math.max(1, givesUpAt - performance.now()));
      late.unref();
      signal.addEventListener('abort', onAbort, { once: true });
      queue.push(waiting);
      pump();
    });

  const withShared = async <T>(
    accountId: string,
    signal: AbortSignal,
    givesUpAt: number,
    act: () => Promise<T>,
  ): Promise<T> => {
    if (shared === null) return act();
    const id = randomUUID();
    for (;;) {
      const now = new Date();
      const until = new Date(now.getTime() + SLOT_MS);
      if (await shared.takeSlot({ id, accountId, until }, limits, now)) break;
      if (performance.now() > givesUpAt) throw busy();
      await sleep(POLL_MS * (1 + Math.random()), undefined, { signal });
    }
    try {
      return await act();
    } finally {
      await shared.giveSlot(id);
    }
  };

  return {
    within: async (accountId, { signal, awayMs, queuedMs = 0 }, act) => {
      const givesUpAt = performance.now() + queueMs - queuedMs;
      const call = await enter(accountId, signal, awayMs, givesUpAt);
      try {
        return await withShared(accountId, signal, givesUpAt, () => act(call, () => queue.length > 0));
      } finally {
        call.end('cut off', 0, false);
        leave(accountId);
      }
    },
  };
}

function busy(): ModelBusy {
  return new ModelBusy('the model server has had no time for this question');
}
