/** The database server of a cluster: made once, with the roles and databases that docker-compose.yml's has. */

import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import type { ComposeServices } from './compose-file.js';
import { startPart, untilReady, type Part, type PartOptions } from './part.js';
import { findPostgres, postgresUser } from './postgres-binaries.js';
import { run } from './run.js';
import { HOST, postgresOptions, type Place } from './settings.js';

const INIT_MS = 120_000;
const READY_MS = 60_000;
/** As docker-compose.yml has it. */
const STOP_MS = 60_000;

export interface DatabaseOptions {
  readonly compose: ComposeServices;
  readonly place: Place;
  /** Of PostgreSQL's superuser and of both roles. */
  readonly password: string;
  readonly path: string;
  readonly logFile: string;
  readonly onExit: (sentence: string) => void;
  /** Told of the process as soon as there is one. */
  readonly own: (part: Part) => void;
  readonly signal: AbortSignal;
}

/** Resolves when it takes connections and has its roles. Rejects with a sentence where no server can be found or run. */
export async function startDatabase(options: DatabaseOptions): Promise<void> {
  const { compose, place, password, path, logFile, onExit, own, signal } = options;
  const binaries = findPostgres(path);
  if (binaries === null)
    throw new Error(
      'There is no PostgreSQL server on this machine: install one, or put `initdb` and `postgres` on PATH.',
    );
  const folder = join(place.dataDir, 'postgres');
  const user = postgresUser();
  // Written last: what an interrupted start left without it is made again.
  const made = join(place.dataDir, 'postgres-made');
  if (!existsSync(made)) await makeFolder({ binaries, folder, password, path, user, signal });

  const part: PartOptions = {
    name: 'postgres',
    kind: 'database',
    command: join(binaries, 'postgres'),
    args: ['-D', join(folder, 'data'), ...postgresOptions(compose, place)],
    env: { PATH: path, LC_ALL: 'C' },
    cwd: folder,
    logFile,
    ...(user === null ? {} : { user }),
    // A fast shutdown: SIGTERM would wait until every connection is closed.
    stopSignal: 'SIGINT',
    stopMs: STOP_MS,
    ready: () => answers(place.ports.postgres, password),
    onExit,
  };
  own(await startPart(part));
  await untilReady(part, READY_MS, signal);
  if (!existsSync(made)) {
    await run('/bin/sh', [join(place.root, 'deploy', 'postgres', 'init.sh')], {
      cwd: place.root,
      timeoutMs: INIT_MS,
      signal,
      env: {
        PATH: [path, binaries].join(delimiter),
        PGHOST: HOST,
        PGPORT: String(place.ports.postgres),
        PGPASSWORD: password,
        POSTGRES_PASSWORD: password,
      },
    });
    writeFileSync(made, '');
  }
}

interface Maker {
  readonly binaries: string;
  readonly folder: string;
  readonly password: string;
  readonly path: string;
  readonly user: { readonly uid: number; readonly gid: number } | null;
  readonly signal: AbortSignal;
}

async function makeFolder({ binaries, folder, password, path, user, signal }: Maker): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Only the server's own user reads it.
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== null) for (const made of [folder, passwordFile]) chownSync(made, user.uid, user.gid);
  // Names the encoding and the locale: initdb would take what this machine's environment says.
  const options = ['-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C.UTF-8'];
  const args = ['-D', join(folder, 'data'), '--pwfile', passwordFile, ...options];
  const env = { PATH: path, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  await run(join(binaries, 'initdb'), args, { ...user, cwd: folder, env, timeoutMs: INIT_MS, signal });
  rmSync(passwordFile);
}

/** Whether PostgreSQL lets its superuser in there and answers. */
export async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    ...{ host: HOST, port, user: 'postgres', database: 'postgres', password },
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
