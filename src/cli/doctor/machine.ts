/** What a service needs of the machine it runs on. */

import { statfsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { dirname, resolve } from 'node:path';
import { findChromium } from '../../adapters/browser/find-chromium.js';
import { isExecutable, notedTool, toolOnPath } from '../../adapters/tools.js';
import { isPortTaken } from '../../free-port.js';
import type { Terminal } from '../terminal.js';
import { ok, warning, wrong, type Check } from './check.js';

type Env = Terminal['env'];

const NEEDED_NODE = 24;
const CONNECT_MS = 3_000;
const LOW_BYTES = 2 * 1024 ** 3;
const DEFAULT_PORT = 8080;
const DEFAULT_TEMPORAL_PORT = 7233;

export function nodeCheck(): Check {
  const version = process.versions.node;
  if (Number.parseInt(version) >= NEEDED_NODE) return ok('node', version);
  return wrong('node', version, `Install Node.js ${NEEDED_NODE}, or start with npm, which brings it.`);
}

/** The server that the settings name, or the program that a start on this machine runs. */
export async function temporalCheck(env: Env): Promise<Check> {
  const address = env['TEMPORAL_ADDRESS'];
  if (address) {
    const { hostname, port } = new URL(`tcp://${address}`);
    const refused = await connectTo(hostname, Number(port) || DEFAULT_TEMPORAL_PORT);
    return refused === null
      ? ok('temporal', `${address} answers`)
      : wrong('temporal', `${address}: ${refused}`, 'Start that server, or correct TEMPORAL_ADDRESS.');
  }
  const named = env['TEMPORAL_CLI_PATH'];
  if (named && !isExecutable(named))
    return wrong('temporal', `${named} cannot be run`, 'Correct TEMPORAL_CLI_PATH, or unset it.');
  const found = named || (notedTool('temporalCli') ?? toolOnPath(['temporal'], env));
  if (found !== null) return ok('temporal', found);
  return warning('temporal', 'no server program', 'npm start gets one; or set TEMPORAL_ADDRESS.');
}

export function chromiumCheck(env: Env): Check {
  const found = findChromium(env);
  if (found !== null) return ok('chromium', found);
  return warning(
    'chromium',
    'no browser',
    'npm start gets one; or set CHROMIUM_PATH. Pages with scripts need it.',
  );
}

/** The file system of the data folder, or of the nearest folder above it that is there. */
export function diskCheck(env: Env): Check {
  const folder = resolve(env['DATA_DIR'] || 'data');
  const { bavail, bsize } = statAt(folder);
  const free = bavail * bsize;
  const found = `${(free / 1024 ** 3).toFixed(1)} GiB free for ${folder}`;
  return free >= LOW_BYTES
    ? ok('disk', found)
    : wrong('disk', found, 'Make room, or set DATA_DIR to a larger disk.');
}

function statAt(folder: string): { readonly bavail: number; readonly bsize: number } {
  try {
    return statfsSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) throw error;
    return statAt(dirname(folder));
  }
}

/** `runs`: the service answers, so its port is rightly taken. */
export async function portCheck(env: Env, runs: boolean): Promise<Check> {
  const port = Number(env['PORT'] || DEFAULT_PORT);
  if (runs) return ok('port', 'the service has its own');
  if (!(await isPortTaken(env['HOST'] || '127.0.0.1', port))) return ok('port', `${port} is free`);
  return wrong('port', `${port} is taken by another program`, 'Stop that program, or set PORT.');
}

/** Why there is no connection, or null. */
export function connectTo(host: string, port: number): Promise<string | null> {
  return new Promise((done) => {
    const socket = createConnection({ host, port });
    const end = (outcome: string | null): void => {
      socket.destroy();
      done(outcome);
    };
    socket.setTimeout(CONNECT_MS, () => end('no answer'));
    socket.once('connect', () => end(null));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}
