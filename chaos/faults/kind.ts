/** What every kind of fault is: input that a file can hold, and how it is carried out. */

import { z } from 'zod';
import type { RunningDeployment } from '../deployment/running.js';
import type { Part, PartKind } from '../types.js';

export interface FaultKind<Input> {
  /** What a script may ask of it. */
  readonly input: z.ZodType<Input>;
  /** Faults of one queue come one after the other; null for one that comes at its time whatever else goes on. */
  queueOf(input: Input): string | null;
  /**
   * Resolves with what was hit, once the fault is over; with nothing when there was nothing to hit. Rejects with the
   * signal's reason, and the deployment is then left as it would be after the fault.
   */
  carryOut(input: Input, target: RunningDeployment, signal: AbortSignal): Promise<readonly Part[]>;
}

export const PART_KINDS = [
  'program',
  'gateway',
  'worker',
  'temporal',
  'database',
  'chromium',
  'spider',
] as const satisfies readonly PartKind[];

/**
 * How long after the deployment has become ready again the fault comes, in milliseconds; null for at once, which hits a
 * start as well. Without it most faults would hit what is down already, and no work would be under way.
 */
export const afterReadyMs = z.number().int().min(0).max(60_000).nullable();
