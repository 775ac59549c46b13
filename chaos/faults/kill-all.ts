/** `kill -9` of every process at once, as a power cut does to processes; what was written stays. */

import { z } from 'zod';
import { isAlive } from '../../src/adapters/processes.js';
import { afterReadyMs, type FaultKind } from './kind.js';
import { onceReady } from './once-ready.js';
import { sendSignal } from './signals.js';

const input = z.object({ afterReadyMs });

export const killAll: FaultKind<z.infer<typeof input>> = {
  input,
  queueOf: () => 'service',
  carryOut: async ({ afterReadyMs }, target, signal) => {
    await onceReady(target, afterReadyMs, signal);
    return (await target.parts()).filter(({ pid }) => isAlive(pid) && sendSignal(pid, 'SIGKILL'));
  },
};
