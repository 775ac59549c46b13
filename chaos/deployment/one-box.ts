/** Everything on one machine, as `npm start` runs it, under a supervisor: the built program with what it embeds. */

import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort, isPortTaken } from '../../src/free-port.js';
import type { Part } from '../types.js';
import { startOwnDatabase } from './database.js';
import { findParts } from './find-parts.js';
import { inheritedSettings } from './inherited-settings.js';
import { untilAllReady } from './ready.js';
import type { RunningDeployment, Scratch } from './running.js';
import { supervise } from './supervisor.js';

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));

export interface OneBoxOptions {
  /** Whether its database is a PostgreSQL server beside it, as with DATABASE_URL, and not the embedded one. */
  readonly ownDatabase: boolean;
  /** Beside or over the usual ones. */
  readonly settings: Readonly<Record<string, string>>;
  /** Ends a start of the database that is under way. */
  readonly signal: AbortSignal;
}

/** Resolves once the program was started. Nothing is left when it rejects. */
export async function startOneBox(
  scratch: Scratch,
  { ownDatabase, settings, signal }: OneBoxOptions,
): Promise<RunningDeployment> {
  const { folder, logFolder, tmpDir, failpointFile, disk } = scratch;
  const dataDir = ownDatabase ? join(scratch.dataDir, 'program') : scratch.dataDir;
  mkdirSync(dataDir, { recursive: true });
  const port = await findPortPair();
  const temporalPort = await findFreePort();
  const adminToken = randomBytes(24).toString('hex');
  const database = ownDatabase ? await startOwnDatabase(scratch, signal) : null;
  const env = {
    ...inheritedSettings(),
    HOST: '127.0.0.1',
    PORT: String(port),
    TMPDIR: tmpDir,
    TEMPORAL_PORT: String(temporalPort),
    TEMPORAL_UI_PORT: '0',
    LOG_LEVEL: 'info',
    ADMIN_TOKEN: adminToken,
    DATA_DIR: dataDir,
    HOLDFAST_FAILPOINT_FILE: failpointFile,
    // As `npm start` sets it.
    UV_THREADPOOL_SIZE: '16',
    ...(database === null ? {} : { DATABASE_URL: database.url }),
    ...settings,
  };
  const args = ['--enable-source-maps', MAIN, 'all'];
  const logFile = join(logFolder, 'program.log');
  const command = { program: process.execPath, args, cwd: folder, env, logFile };
  const program = await supervise(command).catch(async (error: unknown) => {
    await database?.part.stop();
    throw error;
  });
  const gatewayUrl = `http://127.0.0.1:${port}`;
  const roots = (): Part[] => {
    const pid = program.pid();
    return [
      ...(pid === null ? [] : [{ name: 'program', kind: 'program', pid } as const]),
      ...(database === null ? [] : [{ name: 'database', kind: 'database', pid: database.part.pid } as const]),
    ];
  };
  return {
    title: `one box, ${database === null ? 'embedded database' : 'PostgreSQL'} and embedded Temporal`,
    gatewayUrls: [gatewayUrl],
    adminToken,
    temporalAddress: `127.0.0.1:${temporalPort}`,
    databaseUrl: database === null ? null : database.superuserUrl,
    kinds: ['program', 'temporal', 'chromium', 'spider', ...(ownDatabase ? (['database'] as const) : [])],
    awayKinds: ['program', ...(ownDatabase ? (['database'] as const) : [])],
    failpointFile,
    disk,
    restarts: () => program.restarts() + (database?.part.restarts ?? 0),
    parts: async () => findParts(roots()),
    whenReady: (signal) => untilAllReady([gatewayUrl], signal),
    stop: async () => {
      const end = await program.stop();
      await database?.part.stop();
      if (end !== null && end.code !== 0) throw new Error(`The program did not stop cleanly: it ${end.how}.`);
    },
  };
}

/** The program takes the next port as well, for its demo site. */
async function findPortPair(): Promise<number> {
  for (;;) {
    const port = await findFreePort();
    if (!(await isPortTaken('127.0.0.1', port + 1))) return port;
  }
}
