/** `kill -9` of one process. */

import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isSame, startTime } from '../../src/adapters/processes.js';
import { findPart } from './find-part.js';
import { afterReadyMs, PART_KINDS, type FaultKind } from './kind.js';
import { onceReady } from './once-ready.js';
import { sendSignal } from './signals.js';

const input = z.object({ part: z.enum(PART_KINDS), pick: z.number().min(0).lt(1), afterReadyMs });
const GONE_LOOK_MS = 10;

export const kill: FaultKind<z.infer<typeof input>> = {
  input,
  queueOf: ({ part }) => (part === 'chromium' || part === 'spider' ? part : 'service'),
  carryOut: async ({ part: kind, pick, afterReadyMs }, target, signal) => {
    await onceReady(target, afterReadyMs, signal);
    const part = await findPart(target, kind, pick, signal);
    if (part === null) return [];
    const startedAt = startTime(part.pid);
    if (startedAt === null || !sendSignal(part.pid, 'SIGKILL')) return [];
    // The next kill must not find it again.
    while (isSame(part.pid, startedAt)) await sleep(GONE_LOOK_MS, undefined, { signal });
    return [part];
  },
};
