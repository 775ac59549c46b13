/** A PostgreSQL server of a test's own: an empty cluster in a scratch folder, gone with `stop` or with this process. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from '../../cluster/database.js';
import { findPostgres, postgresUser } from '../../cluster/postgres-binaries.js';
import { findFreePort } from '../../src/free-port.js';

export interface TestPostgres {
  /** Of the cluster's empty `postgres` database, as its superuser. */
  readonly url: string;
  /** Ends it at once, as a crash does; its data stay. */
  kill(): Promise<void>;
  /** On the same data and port, after `kill`. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

const READY_MS = 30_000;

// The read ends when our end of the pipe closes: by `stop`, or because this process is gone, however it went.
const guard = `
exec 4<&0 </dev/null
"$@" 4<&- &
child=$!
read -r _ <&4
kill -QUIT $child
wait $child
`;

/** Starts a server; null when this machine has no PostgreSQL server binaries. */
export async function startPostgres(): Promise<TestPostgres | null> {
  const binaries = findPostgres(process.env['PATH'] ?? '');
  if (binaries === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-postgres-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const user = postgresUser();
    if (user !== null) chownSync(folder, user.uid, user.gid);
    const data = join(folder, 'data');
    const options = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    await run(join(binaries, 'initdb'), ['-D', data, ...options], { ...user, cwd: folder });
    const port = await findFreePort('127.0.0.1');
    const start = (): ReturnType<typeof serve> =>
      serve(join(binaries, 'postgres'), data, port, { ...user, cwd: folder });
    let server = await start();
    return {
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      kill: () => server.stop(),
      startAgain: async () => {
        server = await start();
      },
      stop: async () => {
        await server.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

interface SpawnAs {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd: string;
}

async function serve(
  binary: string,
  data: string,
  port: number,
  as: SpawnAs,
): Promise<{ stop(): Promise<void> }> {
  // Nothing here outlives the process, so nothing needs to reach the disk.
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn('/bin/sh', ['-c', guard, 'postgres-guard', binary, ...args], {
    ...as,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  child.stderr.on('data', (text) => (output += String(text)));
  child.stdin.on('error', () => undefined);
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await exited;
  };

  const until = Date.now() + READY_MS;
  while (!(await answers(port, ''))) {
    if (Date.now() > until) {
      await stop();
      throw new Error(`PostgreSQL did not get ready:\n${output}`);
    }
    await sleep(50);
  }
  return { stop };
}

async function run(command: string, args: string[], as: SpawnAs): Promise<void> {
  const child = spawn(command, args, { ...as, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  child.stderr.on('data', (text) => (output += String(text)));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} failed:\n${output}`);
}
