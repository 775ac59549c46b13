/** Starts and stops the roles of a process in order. */

import { setMaxListeners } from 'node:events';
import { composeApp, composeWorker, openStore, openTemporal, type Closers } from './compose.js';
import { BadSetting, type Config } from './config.js';
import { anyOf, parseAllowList } from './core/net/allow-list.js';
import { adminToken, lockDataDir, writeRuntime } from './data-dir.js';
import { startDemoSite } from './demo-site/server.js';
import { checkDoor, doorOf, isLoopback, openDoor } from './door.js';
import { createDemoAccount, type DemoKeys } from './demo-account.js';
import { createGateway } from './http/server.js';
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
  /** Set on the very first start of an empty database. */
  readonly demoKeys: DemoKeys | null;
  /** Resolves with the reason when a part broke for good; never after `stop`. */
  readonly broken: Promise<Error>;
  /** Stops everything in order. Resolves false when the bound ran out. */
  stop(): Promise<boolean>;
}

/** Rejects with a one-sentence error when the role cannot start; nothing is left half-started then. */
export async function startService(role: Role, config: Config, log: Log): Promise<Service> {
  if (role !== 'all' && (config.temporal.address === null || config.databaseUrl === null)) {
    const missing = config.temporal.address === null ? 'TEMPORAL_ADDRESS' : 'DATABASE_URL';
    throw new BadSetting(
      `${missing} is not set: "npm run ${role}" runs one role of a deployment and needs it.`,
    );
  }
  const closers: Closers = [];
  try {
    return await start(role, config, log, closers);
  } catch (error) {
    await closeAll(closers, log);
    throw error;
  }
}

async function start(role: Role, config: Config, log: Log, closers: Closers): Promise<Service> {
  if (role === 'all') {
    const unlock = lockDataDir(config.dataDir);
    closers.push(async () => unlock());
  }
  // Asked first: everything else takes seconds to start.
  const door = doorOf(role, config);
  if (door !== null) await checkDoor(door);
  const shutdown = new AbortController();
  // Every chunk under way listens; they are bounded by the worker's slots.
  setMaxListeners(0, shutdown.signal);
  const metrics = createMetrics();
  // Both take seconds on the first start; they do not need each other. Both must have settled before anything is
  // closed again.
  const [temporalOpened, storeOpened] = await Promise.allSettled([
    openTemporal(config, log, closers),
    openStore(config, metrics, log, closers),
  ]);
  if (storeOpened.status === 'rejected') throw storeOpened.reason;
  if (temporalOpened.status === 'rejected') throw temporalOpened.reason;
  const [temporal, store] = [temporalOpened.value, storeOpened.value];

  const breaks: Promise<Error>[] = [];
  if (temporal.devServer !== null) breaks.push(temporal.devServer.failed);

  const demoSite = role === 'all' ? await startDemoSite(config.port === 0 ? 0 : config.port + 1) : null;
  if (demoSite !== null) closers.push(() => demoSite.close());

  if (role !== 'gateway') {
    const allowList =
      demoSite === null ? config.allowList : anyOf(config.allowList, parseAllowList(demoSite.host));
    const parts = { config, store, temporal, metrics, log, allowList, shutdown: shutdown.signal };
    const worker = await composeWorker(parts, closers);
    breaks.push(
      worker.ended.then(neverSettles, (error: unknown) => new Error('the worker broke', { cause: error })),
    );
    closers.push(async () => shutdown.abort(new Error('the worker is shutting down')));
  }

  const app = role === 'worker' ? null : composeApp(config, store, temporal, log);
  const demoKeys = role === 'all' && app !== null ? await createDemoAccount(app.accounts, store) : null;
  let url: string | null = null;
  if (door !== null) {
    const health = {
      store,
      runner: temporal.runner,
      metrics,
      log,
      adminToken: adminToken(config.dataDir, config.adminToken),
      loopbackOnly: isLoopback(config.host),
    };
    const { maxBatchUrls, maxCrawlPages, dialectHosts, allowList } = config;
    const koa =
      app === null
        ? createWatch(health)
        : createGateway({ ...health, app, maxBatchUrls, maxCrawlPages, dialectHosts, allowList });
    const listener = await openDoor(door, koa);
    closers.push(() => listener.close());
    url = listener.url;
  }

  const addresses: Addresses = {
    api: app === null ? null : url,
    watch: app === null ? url : null,
    temporal: temporal.connection.address ?? '',
    temporalUi: temporal.devServer?.uiUrl ?? null,
    demoSite: demoSite === null ? null : `http://${demoSite.host}`,
  };
  if (role === 'all') writeRuntime(config.dataDir, { pid: process.pid, ...addresses });
  return { addresses, demoKeys, broken: Promise.race(breaks), stop: () => stopWithin(closers, log) };
}

const neverSettles = (): Promise<never> => new Promise(() => undefined);

async function stopWithin(closers: Closers, log: Log): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), STOP_BOUND_MS);
  });
  const inTime = await Promise.race([closeAll(closers, log).then(() => true as const), late]);
  clearTimeout(timer);
  return inTime;
}

async function closeAll(closers: Closers, log: Log): Promise<void> {
  for (let close; (close = closers.pop()) !== undefined;) {
    try {
      await close();
    } catch (error) {
      log.warn({ err: error }, 'a part did not stop cleanly');
    }
  }
}
