/** Makes the accounts of a run, and registers its spiders with each of them. */

import type { LoadAccount, Operation } from '../types.js';
import { SPIDERS } from '../world/spiders.js';
import { ACCOUNT_NAMES, settingsOf, type AccountName } from './accounts.js';
import type { Client } from './client.js';
import { credential, textAt } from './words.js';

const OPERATION_ID = 'set-up';
const MINUTE_MS = 60_000;

export async function setUp(
  client: Client,
  adminToken: string,
  operations: readonly Operation[],
): Promise<LoadAccount[]> {
  const minutes = Math.max(1, ...operations.map(({ atMs }) => atMs / MINUTE_MS));
  const accounts: LoadAccount[] = [];
  for (const name of ACCOUNT_NAMES) {
    const account = await makeAccount(client, adminToken, name, minutes);
    await registerSpiders(client, account);
    accounts.push(account);
  }
  return accounts;
}

async function makeAccount(
  client: Client,
  adminToken: string,
  name: AccountName,
  minutes: number,
): Promise<LoadAccount> {
  const post = async (path: string, body: object): Promise<unknown> => {
    const call = await client.untilAnswered({
      operationId: OPERATION_ID,
      account: name,
      step: 'set up',
      method: 'POST',
      path: `/admin${path}`,
      headers: { Authorization: `Bearer ${adminToken}` },
      body,
    });
    if (call.status !== 201)
      throw new Error(`POST /admin${path} was answered with ${call.status ?? 'nothing'}`);
    return call.answer;
  };
  // An answer that was lost leaves an account behind that nobody uses: it has no jobs.
  const id = textAt(await post('/accounts', { name, ...settingsOf(name, minutes) }), 'id');
  if (id === null) throw new Error('an account was made without an id');
  const key = textAt(await post(`/accounts/${id}/keys`, {}), 'key');
  if (key === null) throw new Error('a key was issued without a key');
  return { name, id, key };
}

async function registerSpiders(client: Client, account: LoadAccount): Promise<void> {
  for (const [name, repoPath] of Object.entries(SPIDERS)) {
    const call = await client.untilAnswered({
      operationId: OPERATION_ID,
      account: account.name,
      step: 'set up',
      method: 'POST',
      path: '/api/v1/spiders',
      headers: credential('scrapethis', account.key),
      body: { name, repo_path: repoPath },
    });
    // 409: it was registered by a try whose answer was lost.
    if (call.status !== 200 && call.status !== 409)
      throw new Error(`the spider ${name} was answered with ${call.status ?? 'nothing'}`);
  }
}
