/** Every process of a kind is ended and stays away for a while: a restart that takes its time, a machine that reboots. */

import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isAlive } from '../../src/adapters/processes.js';
import type { Part } from '../types.js';
import { afterReadyMs, PART_KINDS, type FaultKind } from './kind.js';
import { onceReady } from './once-ready.js';
import { sendSignal } from './signals.js';

const input = z.object({
  part: z.enum(PART_KINDS),
  forMs: z.number().int().min(1).max(120_000),
  afterReadyMs,
});
const LOOK_MS = 50;

export const away: FaultKind<z.infer<typeof input>> = {
  input,
  queueOf: () => 'service',
  carryOut: async ({ part: kind, forMs, afterReadyMs }, target, signal) => {
    await onceReady(target, afterReadyMs, signal);
    // By name: a supervisor starts each again, and it is ended again at once.
    const ended = new Map<string, Part>();
    for (const untilMs = Date.now() + forMs; Date.now() < untilMs;) {
      for (const part of await target.parts()) {
        if (part.kind !== kind || !isAlive(part.pid) || !sendSignal(part.pid, 'SIGKILL')) continue;
        if (!ended.has(part.name)) ended.set(part.name, part);
      }
      await sleep(LOOK_MS, undefined, { signal });
    }
    return [...ended.values()];
  },
};
