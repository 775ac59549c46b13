/** What docker-compose.yml describes, as processes: PostgreSQL, Temporal's server, gateways and workers. */

import { startCluster } from '../../cluster/start.js';
import type { Part } from '../types.js';
import { findParts } from './find-parts.js';
import { untilAllReady } from './ready.js';
import type { RunningDeployment, Scratch } from './running.js';

export interface ClusterSize {
  readonly gateways: number;
  readonly workers: number;
}

/** Resolves when all of it is ready. Nothing is left when it rejects. */
export async function startClusterDeployment(
  { dataDir, tmpDir, disk, failpointFile }: Scratch,
  size: ClusterSize,
  settings: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<RunningDeployment> {
  const own = {
    LOG_LEVEL: 'info',
    TMPDIR: tmpDir,
    ...settings,
    HOLDFAST_FAILPOINT_FILE: failpointFile,
  };
  const cluster = await startCluster({
    ...size,
    dataDir,
    signal,
    ...(settings['SPIDERS_DIR'] === undefined ? {} : { spidersDir: settings['SPIDERS_DIR'] }),
    settingsOf: () => own,
  });
  return {
    title: `a cluster of ${size.gateways} gateways and ${size.workers} workers on PostgreSQL and Temporal`,
    gatewayUrls: cluster.gatewayUrls,
    adminToken: cluster.adminToken,
    temporalAddress: cluster.temporalAddress,
    // As the superuser, who may end the connections of others.
    databaseUrl: withDatabaseOf(cluster.superuserUrl, cluster.databaseUrl),
    kinds: ['gateway', 'worker', 'temporal', 'database', 'chromium', 'spider'],
    awayKinds: ['gateway', 'worker', 'temporal', 'database'],
    failpointFile,
    disk,
    restarts: () => cluster.parts().reduce((sum, { restarts }) => sum + restarts, 0),
    parts: async () => findParts(cluster.parts().map(({ name, kind, pid }): Part => ({ name, kind, pid }))),
    // Without its workers a gateway is not ready: it asks Temporal whether anybody polls.
    whenReady: (signal) => untilAllReady([...cluster.gatewayUrls, ...cluster.workerUrls], signal),
    stop: () => cluster.stop(),
  };
}

function withDatabaseOf(url: string, other: string): string {
  const named = new URL(url);
  named.pathname = new URL(other).pathname;
  return named.href;
}
