/** The site's server: neutral, in a process of its own, and not part of what is measured. */

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, isPortTaken } from '../src/free-port.js';
import { startChild, type Child } from './child.js';
import { PEERS } from './peers.js';

const READY_MS = 10_000;

export interface StaticServer {
  /** `127.0.0.1:port`. */
  readonly host: string;
  readonly name: string;
  stop(): Promise<void>;
}

/** nginx where there is one, else a small server of our own. */
export async function startStaticServer(
  folder: string,
  scratch: string,
  signal: AbortSignal,
): Promise<StaticServer> {
  const nginx = onPath('nginx');
  if (nginx !== null) {
    try {
      return await startServer('nginx', (port) => startNginx(nginx, folder, scratch, port), signal);
    } catch {
      signal.throwIfAborted();
      // A build of it that does not take the configuration: the other one serves as well.
    }
  }
  const script = join(PEERS, 'static-server.mjs');
  return startServer(
    'a Node server',
    (port) => startChild(process.execPath, [script, folder, String(port)]),
    signal,
  );
}

/** Runs a server on a free port and waits until it listens. */
export async function startServer(
  name: string,
  launch: (port: number) => Promise<Child>,
  signal: AbortSignal,
): Promise<StaticServer> {
  const port = await findFreePort();
  const child = await launch(port);
  try {
    await Promise.race([
      untilTaken(port, signal),
      child.ended.then(() => {
        throw new Error(`${name} ended at once: ${child.output()}`);
      }),
    ]);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { host: `127.0.0.1:${port}`, name, stop: () => child.stop() };
}

async function untilTaken(port: number, signal: AbortSignal): Promise<void> {
  for (const until = Date.now() + READY_MS; Date.now() < until;) {
    if (await isPortTaken('127.0.0.1', port)) return;
    await sleep(50, undefined, { signal });
  }
  throw new Error(`nothing listens on port ${port}`);
}

function startNginx(nginx: string, folder: string, scratch: string, port: number): Promise<Child> {
  const home = join(scratch, 'nginx');
  mkdirSync(home, { recursive: true });
  const config = join(home, 'nginx.conf');
  writeFileSync(
    config,
    `daemon off;
worker_processes 1;
pid ${home}/nginx.pid;
error_log stderr;
${process.getuid?.() === 0 ? 'user root root;' : ''}
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${home}/body;
  proxy_temp_path ${home}/proxy;
  fastcgi_temp_path ${home}/fastcgi;
  uwsgi_temp_path ${home}/uwsgi;
  scgi_temp_path ${home}/scgi;
  types { text/html html; }
  charset utf-8;
  keepalive_timeout 60s;
  keepalive_requests 1000000;
  server {
    listen 127.0.0.1:${port};
    root "${folder}";
  }
}
`,
  );
  return startChild(nginx, ['-p', home, '-c', config, '-e', 'stderr']);
}

/** Where a command is, or null. */
export function onPath(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(existsSync) ?? null;
}
