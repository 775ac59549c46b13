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

/** `settings`: beside or over the usual ones of every process. */
export function startDeployment(
  { deployment, ...size }: DeploymentChoice,
  scratch: Scratch,
  settings: Readonly<Record<string, string>>,
): Promise<RunningDeployment> {
  switch (deployment) {
    case 'one-box':
      return startOneBox(scratch, { ownDatabase: false, settings });
    case 'postgres':
      return startOneBox(scratch, { ownDatabase: true, settings });
    case 'cluster':
      return startClusterDeployment(scratch, size, settings);
  }
}
