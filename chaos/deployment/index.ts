/** Chooses what is run. */

import { startClusterDeployment } from './cluster.js';
import { startOneBox } from './one-box.js';
import type { RunningDeployment, Scratch } from './running.js';

export interface DeploymentChoice {
  readonly deployment: 'one-box' | 'postgres' | 'cluster';
  /** Of a cluster. */
  readonly gateways: number;
  readonly workers: number;
}

/** `settings`: beside or over the usual ones of every process. `signal` ends a start that is under way. */
export function startDeployment(
  { deployment, ...size }: DeploymentChoice,
  scratch: Scratch,
  settings: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<RunningDeployment> {
  switch (deployment) {
    case 'one-box':
      return startOneBox(scratch, { ownDatabase: false, settings, signal });
    case 'postgres':
      return startOneBox(scratch, { ownDatabase: true, settings, signal });
    case 'cluster':
      return startClusterDeployment(scratch, size, settings, signal);
  }
}
