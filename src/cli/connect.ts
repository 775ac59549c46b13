/** The service that the commands speak with. */

import { createClient, type Client } from '../../packages/client/src/index.js';
import { UsageError } from './exit.js';
import { readLogin } from './login.js';
import type { Terminal } from './terminal.js';

export interface Service {
  readonly url: string;
  /** Pages by schema, and spiders. */
  readonly api: Client;
  /** Pages by selectors, whose jobs have the same paths. */
  readonly selectors: Client;
  readonly admin: Client;
}

/** How long a service may be away while something is waited for. */
const PATIENCE_MS = 10 * 60_000;

/** With the account's key. `patient`: a service that is away is waited for. */
export function connect(terminal: Terminal, { patient = false } = {}): Service {
  const service = anyService(terminal, patient);
  if (readLogin(terminal.env).key === undefined)
    throw new UsageError('There is no API key: set HOLDFAST_KEY, or run holdfast login.');
  return service;
}

/** With the operator's token. */
export function connectAsAdmin(terminal: Terminal): Service {
  if (readLogin(terminal.env).adminToken === undefined)
    throw new UsageError('There is no admin token: set HOLDFAST_ADMIN_TOKEN, or run holdfast login --admin.');
  return anyService(terminal, false);
}

function anyService(terminal: Terminal, patient: boolean): Service {
  const { url, key, adminToken } = readLogin(terminal.env);
  const onRetry = (reason: string, waitMs: number): void =>
    terminal.note(`${reason}; again in ${Math.ceil(waitMs / 1_000)} s\n`);
  const options = { url, key, adminToken, retry: { patienceMs: patient ? PATIENCE_MS : 0, onRetry } };
  const api = createClient(options);
  return { url, api, selectors: createClient({ ...options, credential: 'bearer' }), admin: api };
}
