/** SIGSTOP to one process and SIGCONT a while later: a machine that sleeps, a container that is throttled to nothing. */

import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isSame, startTime } from '../../src/adapters/processes.js';
import { findPart } from './find-part.js';
import { PART_KINDS, type FaultKind } from './kind.js';
import { sendSignal } from './signals.js';

const input = z.object({
  part: z.enum(PART_KINDS),
  pick: z.number().min(0).lt(1),
  forMs: z.number().int().min(1).max(120_000),
});

export const freeze: FaultKind<z.infer<typeof input>> = {
  input,
  queueOf: () => null,
  carryOut: async ({ part: kind, pick, forMs }, target, signal) => {
    const part = await findPart(target, kind, pick, signal);
    if (part === null) return [];
    const startedAt = startTime(part.pid);
    if (startedAt === null || !sendSignal(part.pid, 'SIGSTOP')) return [];
    try {
      await sleep(forMs, undefined, { signal });
    } finally {
      // It may have been killed meanwhile, and its id given to another.
      if (isSame(part.pid, startedAt)) sendSignal(part.pid, 'SIGCONT');
    }
    return [part];
  },
};
