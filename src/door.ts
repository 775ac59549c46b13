/** Where a role listens, and the sentences for when it cannot. */

import type Koa from 'koa';
import { isIP } from 'node:net';
import { BadSetting, type Config } from './config.js';
import { isPortTaken } from './free-port.js';
import type { Admission } from './http/admission.js';
import { listen, type Listener } from './http/listen.js';
import type { Role } from './roles.js';

export interface Door {
  readonly host: string;
  readonly port: number;
  /** The setting that its port comes from. */
  readonly setting: 'PORT' | 'WORKER_PORT';
}

/** Null for a worker on its own that nobody is to watch. */
export function doorOf(role: Role, { host, port, workerPort }: Config): Door | null {
  if (role !== 'worker') return { host, port, setting: 'PORT' };
  return workerPort === null ? null : { host, port: workerPort, setting: 'WORKER_PORT' };
}

/** Throws `BadSetting` when nothing can listen there. */
export async function checkDoor(door: Door): Promise<void> {
  if (await isPortTaken(door.host, door.port).catch((error: unknown) => cannotListen(door, error)))
    throw portTaken(door);
}

/** Serves the application there; throws `BadSetting` when it cannot listen. */
export async function openDoor(
  door: Door,
  koa: Koa,
  connections?: Admission,
): Promise<Listener & { readonly url: string }> {
  try {
    const listener = await listen(koa, door.host, door.port, connections);
    const host = isIP(door.host) === 6 ? `[${door.host}]` : door.host;
    return { ...listener, url: `http://${host}:${listener.port}` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw portTaken(door);
    return cannotListen(door, error);
  }
}

function cannotListen({ host, port, setting }: Door, error: unknown): never {
  const what = setting === 'PORT' ? 'gateway' : 'worker';
  const { code } = error as NodeJS.ErrnoException;
  throw new BadSetting(`The ${what} cannot listen on ${host}:${port} (${code}): check HOST and ${setting}.`);
}

function portTaken({ port, setting }: Door): BadSetting {
  return new BadSetting(`Port ${port} is taken: set ${setting} to a free one.`);
}
