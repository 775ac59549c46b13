/** Where a service is and with which credentials, from the environment or from `holdfast login`. */

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from './exit.js';
import type { Terminal } from './terminal.js';

export interface Login {
  readonly url: string;
  readonly key?: string;
  readonly adminToken?: string;
}

const DEFAULT_URL = 'http://127.0.0.1:8080';

type Env = Terminal['env'];

/** What the environment says, then what was stored, then the address of a service on this machine. */
export function readLogin(env: Env): Login {
  const stored = readStored(env);
  const key = env['HOLDFAST_KEY'] || stored.key;
  const adminToken = env['HOLDFAST_ADMIN_TOKEN'] || env['ADMIN_TOKEN'] || stored.adminToken;
  return {
    url: serviceUrl(env['HOLDFAST_URL'] || stored.url || DEFAULT_URL),
    ...(key === undefined ? {} : { key }),
    ...(adminToken === undefined ? {} : { adminToken }),
  };
}

/** Stored for this user alone. Returns the file. */
export function storeLogin(env: Env, login: Login): string {
  const file = loginFile(env);
  mkdirSync(folderOf(env), { recursive: true, mode: 0o700 });
  // A file that is there keeps its mode, so it is made anew.
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 });
  return file;
}

export function forgetLogin(env: Env): void {
  rmSync(loginFile(env), { force: true });
}

/** Without a slash at its end. Refuses what is no http or https URL. */
export function serviceUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError(`${text} is not the URL of a service: it begins with http:// or https://.`);
  return text.replace(/\/+$/, '');
}

function readStored(env: Env): Partial<Login> {
  const file = loginFile(env);
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Login>;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: run holdfast login again.`, { cause: error });
  }
}

function folderOf(env: Env): string {
  return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'holdfast');
}

function loginFile(env: Env): string {
  return join(folderOf(env), 'login.json');
}
