/** The part that a fault names by its kind and a number, out of those that live. */

import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../src/adapters/processes.js';
import type { RunningDeployment } from '../deployment/running.js';
import type { Part, PartKind } from '../types.js';

const LOOK_MS = 50;
/** A browser or a spider comes and goes: a fault waits so long for one. */
const WAIT_MS = 15_000;

/** `pick`, from 0 to below 1, chooses one of several. Null when none comes in time. */
export async function findPart(
  target: RunningDeployment,
  kind: PartKind,
  pick: number,
  signal: AbortSignal,
): Promise<Part | null> {
  for (const untilMs = Date.now() + WAIT_MS; ; await sleep(LOOK_MS, undefined, { signal })) {
    const parts = (await target.parts()).filter((part) => part.kind === kind && isAlive(part.pid));
    if (parts.length > 0) return parts[Math.floor(pick * parts.length)] ?? null;
    if (Date.now() > untilMs) return null;
  }
}
