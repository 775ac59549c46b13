/** What a run is made of besides a deployment and faults: the world, the load, and the judge. */

import type { CheckInvariants, PlanOperations, RunOperations, World } from '../types.js';

export interface Halves {
  /** A world whose misbehaviour follows from the seed. */
  createWorld(seed: number): Promise<World>;
  readonly planOperations: PlanOperations;
  readonly runOperations: RunOperations;
  readonly checkInvariants: CheckInvariants;
}
