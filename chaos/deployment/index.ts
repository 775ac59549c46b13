/** Chooses what is run. */

import { startOneBox } from './one-box.js';
import type { RunningDeployment, Scratch } from './running.js';

export interface DeploymentChoice {
  readonly deployment: 'one-box' | 'postgres' | 'cluster';
  /** Of a cluster. */
  readonly gateways: number;
  readonly workers: number;
}

export async function startDeployment(
  { deployment }: DeploymentChoice,
  scratch: Scratch,
  settings: Readonly<Record<string, string>>,
): Promise<RunningDeployment> {
  if (deployment === 'one-box') return startOneBox(scratch, settings);
  throw new Error(`There is no deployment ${deployment} yet.`);
}
