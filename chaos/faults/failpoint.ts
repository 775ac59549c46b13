/** A process kills itself at a named moment; see src/compose/failpoints.ts. */

import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { FAILPOINTS } from '../../src/compose/failpoints.js';
import { afterReadyMs, type FaultKind } from './kind.js';
import { onceReady } from './once-ready.js';

const input = z.object({
  moment: z.enum(FAILPOINTS),
  /** The process dies at this passing of the moment. */
  passing: z.number().int().min(1).max(10_000),
  afterReadyMs,
});
const LOOK_MS = 20;
/** Nothing may come by: no webhook is due, no job ends. */
const WAIT_MS = 10_000;

export const failpoint: FaultKind<z.infer<typeof input>> = {
  input,
  // One at a time: an order that waits is not written over.
  queueOf: () => 'failpoint',
  carryOut: async ({ moment, passing, afterReadyMs }, target, signal) => {
    await onceReady(target, afterReadyMs, signal);
    const file = target.failpointFile;
    const before = await target.parts();
    writeFileSync(`${file}.new`, `${moment} ${passing} ${randomUUID()}\n`);
    renameSync(`${file}.new`, file);
    try {
      for (const untilMs = Date.now() + WAIT_MS; existsSync(file) && Date.now() < untilMs;)
        await sleep(LOOK_MS, undefined, { signal });
    } finally {
      rmSync(file, { force: true });
    }
    return takenBy(file).map(
      (pid) => before.find((part) => part.pid === pid) ?? { name: `process ${pid}`, kind: 'program', pid },
    );
  },
};

/** The processes that have renamed the order, which is removed. */
function takenBy(file: string): number[] {
  const taken = readdirSync(dirname(file)).filter((name) =>
    new RegExp(`^${basename(file)}\\.\\d+$`).test(name),
  );
  for (const name of taken) rmSync(join(dirname(file), name));
  return taken.map((name) => Number(name.slice(basename(file).length + 1)));
}
