/** Everything on one machine, as `npm start` runs it, under a supervisor: the built program with what it embeds. */

import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort, isPortTaken } from '../../src/free-port.js';
import { findParts } from './find-parts.js';
import { inheritedSettings } from './inherited-settings.js';
import { untilAllReady } from './ready.js';
import type { RunningDeployment, Scratch } from './running.js';
import { supervise } from './supervisor.js';

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/** Resolves once the program was started. Nothing is left when it rejects. `settings`: beside or over the usual ones. */
export async function startOneBox(
  { folder, dataDir, logFolder, disk }: Scratch,
  settings: Readonly<Record<string, string>>,
): Promise<RunningDeployment> {
  const port = await findPortPair();
  const temporalPort = await findFreePort();
  const adminToken = randomBytes(24).toString('hex');
  const failpointFile = join(folder, 'failpoint');
  // What is left behind can be told by the folder's name.
  const tmpDir = join(folder, 'tmp');
  mkdirSync(tmpDir, { recursive: true });
  const output = openSync(join(logFolder, 'program.log'), 'a');
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
    ...settings,
  };
  const args = ['--enable-source-maps', MAIN, 'all'];
  const program = await supervise({ program: process.execPath, args, cwd: folder, env, output }).catch(
    (error: unknown) => {
      closeSync(output);
      throw error;
    },
  );
  const gatewayUrl = `http://127.0.0.1:${port}`;
  return {
    title: 'one box, embedded database and Temporal',
    gatewayUrls: [gatewayUrl],
    adminToken,
    temporalAddress: `127.0.0.1:${temporalPort}`,
    databaseUrl: null,
    kinds: ['program', 'temporal', 'chromium', 'spider'],
    awayKinds: ['program'],
    failpointFile,
    disk,
    restarts: program.restarts,
    parts: async () => {
      const pid = program.pid();
      return pid === null ? [] : findParts([{ name: 'program', kind: 'program', pid }]);
    },
    whenReady: (signal) => untilAllReady([gatewayUrl], signal),
    stop: async () => {
      const end = await program.stop();
      closeSync(output);
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
