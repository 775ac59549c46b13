/** Starts and stops the roles of a process in order. */

import { readFreeSpace } from './adapters/disk/free-space.js';
import { createCheckParts } from './app/check-parts.js';
import { describeRoom, watchDiskRoom } from './app/disk-room.js';
import { createJobWatch } from './app/job-watch.js';
import { composeBackups } from './compose/backups.js';
import type { Base } from './compose/base.js';
import { openConnections } from './compose/connections.js';
import { composeApp, composeGateway } from './compose/gateway.js';
import { createFailpoints } from './compose/failpoints.js';
import { createResources, type Own } from './compose/resources.js';
import { startWork } from './compose/worker.js';
import { isLoopback, type Config } from './config.js';
import { anyOf, parseAllowList } from './core/net/allow-list.js';
import { adminToken, lockDataDir, writeRuntime } from './data-dir.js';
import { startDemoSite } from './demo-site/server.js';
import { checkDoor, doorOf, openDoor, type Door } from './door.js';
import { createDemoAccount, type DemoKeys } from './demo-account.js';
import type { App } from './app/index.js';
import type { HealthDeps } from './http/health.js';
import { createWatch } from './http/watch.js';
import { createMetrics } from './metrics.js';
import type { Log } from './ports/log.js';
import type { Role } from './roles.js';

/** Every part gets this long to stop, all of them together; then the process ends regardless. */
const STOP_BOUND_MS = 50_000;

export interface Addresses {
  readonly api: string | null;
  /** Where a worker on its own can be watched. */
  readonly watch: string | null;
  readonly temporal: string;
  readonly temporalUi: string | null;
  readonly demoSite: string | null;
}

export interface Service {
  readonly addresses: Addresses;
  /** Where a browser is signed in to the console as the operator, once; null without a gateway of our own. */
  readonly signInUrl: string | null;
  /** Set on the very first start of an empty database. */
  readonly demoKeys: DemoKeys | null;
  /** Resolves with the reason when a part broke for good; never after `stop`. */
  readonly broken: Promise<Error>;
  /** Stops everything in order. Resolves false when the bound ran out. */
  stop(): Promise<boolean>;
}

/**
 * `config` was read for the role. Rejects with a one-sentence error when the role cannot start; nothing is left
 * half-started then.
 */
export async function startService(role: Role, config: Config, log: Log): Promise<Service> {
  const resources = createResources(log);
  const stop = (): Promise<boolean> => resources.close(STOP_BOUND_MS);
  try {
    return { ...(await start(role, config, log, resources.own)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(role: Role, config: Config, log: Log, own: Own): Promise<Omit<Service, 'stop'>> {
  if (role === 'all') own(lockDataDir(config.dataDir), (unlock) => unlock());
  // Asked first: everything else takes seconds to start.
  const door = doorOf(role, config);
  if (door !== null) await checkDoor(door);
  const metrics = createMetrics();
  const room = own(
    await watchDiskRoom({
      readFreeSpace: () => readFreeSpace(config.dataDir),
      // A gateway on its own stores nothing.
      minFree: role === 'gateway' ? { bytes: 0 } : config.diskMinFree,
      onLook: metrics.onRoom,
      log,
    }),
  );
  const connections = await openConnections({ config, metrics, log, own });
  const { store, temporal, devServer } = connections;
  const now = (): Date => new Date();
  const backups = composeBackups(config, connections, now);
  const atFailpoint = createFailpoints(config.failpointFile);
  // No other process can end a job in a database of our own.
  const look = config.databaseUrl === null ? null : store.holds.over;
  const jobWatch = own(createJobWatch({ look, log }));
  const parts = { config, store, backups, temporal, metrics, jobWatch, room, log, own };
  const base: Base = { ...parts, now, atFailpoint };
  const breaks: Promise<Error>[] = devServer === null ? [] : [devServer.failed];

  const demoSite = role === 'all' ? own(await startDemoSite(config.port === 0 ? 0 : config.port + 1)) : null;
  const app = composeApp(base);
  if (role !== 'gateway') {
    const allowList =
      demoSite === null ? config.allowList : anyOf(config.allowList, parseAllowList(demoSite.host));
    const worker = await startWork(base, app, allowList);
    breaks.push(
      worker.ended.then(neverSettles, (error: unknown) => new Error('the worker broke', { cause: error })),
    );
  }
  const demoKeys = role === 'all' ? await createDemoAccount(app.accounts, store) : null;
  const served = door === null ? null : await serve(role, door, base, app, devServer?.uiUrl ?? null);
  const url = served?.url ?? null;

  const addresses: Addresses = {
    api: role === 'worker' ? null : url,
    watch: role === 'worker' ? url : null,
    temporal: temporal.address,
    temporalUi: devServer?.uiUrl ?? null,
    demoSite: demoSite === null ? null : `http://${demoSite.host}`,
  };
  if (role === 'all') writeRuntime(config.dataDir, { pid: process.pid, ...addresses });
  const signInUrl = served?.signInUrl ?? null;
  return { addresses, signInUrl, demoKeys, broken: Promise.race(breaks) };
}

interface Served {
  readonly url: string;
  readonly signInUrl: string | null;
}

/** Answers calls there, or on a worker only what watches it. */
async function serve(
  role: Role,
  door: Door,
  base: Base,
  app: App,
  temporalUi: string | null,
): Promise<Served> {
  const { config, store, temporal, metrics, room, log, own } = base;
  const health: HealthDeps = {
    checkParts: createCheckParts({ store, runner: temporal.runner }),
    metrics,
    describeDisk: () => describeRoom(room.state()),
    adminToken: adminToken(config.dataDir, config.adminToken),
    loopbackOnly: isLoopback(config.host),
  };
  if (role === 'worker') {
    const { url } = own(await openDoor(door, createWatch({ ...health, log })));
    return { url, signInUrl: null };
  }
  const { koa, admission, newLinkToken } = composeGateway(base, app, health, temporalUi);
  const { url } = own(await openDoor(door, koa, admission));
  // Behind the #, which browsers keep to themselves: it is in no log.
  return { url, signInUrl: role === 'all' ? `${url}/#/sign-in/${newLinkToken()}` : null };
}

const neverSettles = (): Promise<never> => new Promise(() => undefined);
