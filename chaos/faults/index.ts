/** Every kind of fault by its name, and how a list of them is carried out. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { RunningDeployment } from '../deployment/running.js';
import type { Fault, Injection } from '../types.js';
import { away } from './away.js';
import { cutConnections } from './cut-connections.js';
import { failpoint } from './failpoint.js';
import { freeze } from './freeze.js';
import { fullDisk } from './full-disk.js';
import { killAll } from './kill-all.js';
import { kill } from './kill.js';
import type { FaultKind } from './kind.js';

const KINDS = {
  kill,
  'kill-all': killAll,
  freeze,
  away,
  'cut-connections': cutConnections,
  'full-disk': fullDisk,
  failpoint,
} as const;
export type FaultName = keyof typeof KINDS;
export type InputOf<Name extends FaultName> = z.infer<(typeof KINDS)[Name]['input']>;

/** A fault as a plan or a script has it. */
export function faultOf<Name extends FaultName>(atMs: number, kind: Name, input: InputOf<Name>): Fault {
  return { atMs, kind, input };
}

/** A fault that has waited for its turn begins so late at the most, counted from when the last one is due. */
const LATEST_MS = 2_000;

/**
 * Carries out each at its time after `startedMs`, or when the ones before it in its queue are over; what would begin after
 * all others is left out. Resolves when all are over; rejects when one of them is no fault that there is, or could not be
 * carried out, or with the signal's reason.
 */
export async function injectFaults(
  faults: readonly Fault[],
  target: RunningDeployment,
  startedMs: number,
  signal: AbortSignal,
): Promise<readonly Injection[]> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const inTurn = createQueues();
  const latestMs = startedMs + LATEST_MS + Math.max(0, ...faults.map(({ atMs }) => atMs));
  const all = await Promise.allSettled(
    faults.map(async (fault) => {
      try {
        return await inject({ fault, target, startedMs, latestMs, inTurn }, either);
      } catch (error) {
        failed.abort(error);
        throw error;
      }
    }),
  );
  either.throwIfAborted();
  return all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

interface Injecting {
  readonly fault: Fault;
  readonly target: RunningDeployment;
  readonly startedMs: number;
  readonly latestMs: number;
  readonly inTurn: InTurn;
}

async function inject(
  { fault, target, startedMs, latestMs, inTurn }: Injecting,
  signal: AbortSignal,
): Promise<Injection> {
  const kind = KINDS[fault.kind as FaultName] as FaultKind<unknown> | undefined;
  if (kind === undefined) throw new Error(`There is no fault ${fault.kind}.`);
  const input = kind.input.parse(fault.input);
  await sleep(Math.max(0, startedMs + fault.atMs - Date.now()), undefined, { signal });
  return inTurn(kind.queueOf(input), async () => {
    const beganMs = Date.now();
    const parts = beganMs > latestMs ? [] : await kind.carryOut(input, target, signal);
    return { fault, startedMs: beganMs, endedMs: Date.now(), parts };
  });
}

type InTurn = <T>(queue: string | null, work: () => Promise<T>) => Promise<T>;

/** Work of one name is done one after the other; of none, at once. */
function createQueues(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (queue, work) => {
    if (queue === null) return work();
    const done = (last.get(queue) ?? Promise.resolve()).then(work);
    last.set(
      queue,
      done.catch(() => undefined),
    );
    return done;
  };
}
