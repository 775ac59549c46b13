/** Sessions of the console, as its page opens them. */

import { strict as assert } from 'node:assert';
import type { Answer } from './api.js';
import type { RunningService } from './service.js';

/** What the console's page sends with every call. */
export const OWN = { 'X-Holdfast-Console': '1' };

export function signIn(service: RunningService, body: { key: string } | { token: string }): Promise<Answer> {
  return service.api.call('POST', '/console/api/session', OWN, body);
}

/** Signs in, and resolves with the Cookie header of the session. */
export async function openSession(
  service: RunningService,
  body: { key: string } | { token: string },
): Promise<string> {
  const { status, headers, body: said } = await signIn(service, body);
  assert.equal(status, 201, JSON.stringify(said));
  return cookieOf(headers);
}

export function cookieOf(headers: Headers): string {
  const [pair = ''] = (headers.get('set-cookie') ?? '').split(';');
  assert.match(pair, /^holdfast_session=.{20,}$/);
  return pair;
}
