/** Temporal and the database, embedded or external: the only place where that is chosen. */

import { join } from 'node:path';
import {
  copyEmbedded,
  createStore,
  NewerDatabase,
  openEmbedded,
  openPostgres,
  startUpkeep,
} from '../adapters/store/index.js';
import { startDevServer, type DevServer } from '../adapters/temporal/dev-server.js';
import { findTemporalCli } from '../adapters/temporal/find-cli.js';
import { openTemporal, TemporalUnreachable, type Temporal } from '../adapters/temporal/open.js';
import { BadSetting, type Config } from '../config.js';
import type { Metrics } from '../metrics.js';
import type { Log } from '../ports/log.js';
import type { Store } from '../ports/store/index.js';
import type { Own } from './resources.js';

export interface Connections {
  readonly store: Store;
  readonly temporal: Temporal;
  /** Set when the Temporal server is our own child. */
  readonly devServer: DevServer | null;
  /** Copies the embedded database to a folder; null when the database is a server of its own. */
  readonly copyDatabase: CopyDatabase | null;
}

type CopyDatabase = (to: string) => ReturnType<typeof copyEmbedded>;

export interface ConnectionParts {
  readonly config: Config;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly own: Own;
}

/** Throws `BadSetting` when one of them does not answer. What was opened is owned by then. */
export async function openConnections(parts: ConnectionParts): Promise<Connections> {
  // Both take seconds on the first start; they do not need each other. Both must have settled before anything is
  // closed again.
  const [temporal, store] = await Promise.allSettled([connectTemporal(parts), connectStore(parts)]);
  if (store.status === 'rejected') throw store.reason;
  if (temporal.status === 'rejected') throw temporal.reason;
  return { ...temporal.value, ...store.value };
}

async function connectTemporal({
  config,
  log,
  own,
}: ConnectionParts): Promise<Pick<Connections, 'temporal' | 'devServer'>> {
  const { address, taskQueue, payloadKey } = config.temporal;
  const devServer =
    address === null ? own(await startEmbedded(config, log), (server) => server.stop()) : null;
  const server = devServer === null ? { environment: config.environment } : { address: devServer.address };
  const opened = openTemporal({ server, taskQueue, payloadKey, log }).catch((error: unknown) => {
    if (!(error instanceof TemporalUnreachable)) throw error;
    throw new BadSetting(`${error.message}: check TEMPORAL_ADDRESS.`, { cause: error.cause });
  });
  return { temporal: own(await opened), devServer };
}

function startEmbedded(config: Config, log: Log): Promise<DevServer> {
  const cliPath = findTemporalCli(config.environment);
  if (cliPath === null) {
    throw new BadSetting(
      'No Temporal server was found: run "npm start", or set TEMPORAL_CLI_PATH or TEMPORAL_ADDRESS.',
    );
  }
  const { port, uiPort, retentionMs } = config.temporal;
  const { dataDir, environment } = config;
  const ports = { port: port ?? undefined, uiPort };
  return startDevServer({ cliPath, dataDir, environment, ...ports, retentionMs, log });
}

/** A database of a later version is the operator's to solve: its one sentence is shown without a stack. */
function refuseNewer(error: unknown): never {
  throw error instanceof NewerDatabase ? new BadSetting(error.message, { cause: error }) : error;
}

/** The embedded database is under the data folder, and kept in order by our clock. */
async function connectStore({
  config,
  metrics,
  log,
  own,
}: ConnectionParts): Promise<Pick<Connections, 'store' | 'copyDatabase'>> {
  if (config.databaseUrl !== null) {
    const db = await openPostgres(config.databaseUrl)
      .catch(refuseNewer)
      .catch((error: unknown) => {
        if (error instanceof BadSetting) throw error;
        throw new BadSetting('The database does not answer: check DATABASE_URL.', { cause: error });
      });
    return { store: own(createStore(db, config.temporal.payloadKey)), copyDatabase: null };
  }
  const folder = join(config.dataDir, 'database');
  const { db, session } = await openEmbedded(folder).catch(refuseNewer);
  const store = own(createStore(db, config.temporal.payloadKey, session.run));
  const { onUpkeep: onDone, onDatabaseSizes: onSizes } = metrics;
  own(startUpkeep({ session, folder, log, onDone, onSizes }), (upkeep) => upkeep.stop());
  return { store, copyDatabase: (to) => copyEmbedded(session, folder, to) };
}
