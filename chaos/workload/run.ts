/** Carries the operations of a script out, each at its time. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Load, LoadAccount, Operation, RunOperations } from '../types.js';
import { createClient, type Client } from './client.js';
import { isJobKind, jobInput, listInput, scheduleInput } from './inputs.js';
import { doJob, type Doing } from './job-operation.js';
import { doSchedule } from './schedule-operation.js';
import { setUp } from './set-up.js';
import { credential } from './words.js';

export const runOperations: RunOperations = async (operations, { deployment, world, onBegin }, signal) => {
  const calls: Call[] = [];
  const accounts: LoadAccount[] = [];
  const client = createClient({
    gatewayUrls: () => deployment.gatewayUrls,
    record: (call) => calls.push(call),
    signal,
  });
  const load: Load = { calls, accounts };
  try {
    accounts.push(...(await setUp(client, deployment.adminToken, operations)));
    const beganMs = Date.now();
    onBegin?.();
    await Promise.all(
      operations.map(async (operation) => {
        await sleep(Math.max(0, beganMs + operation.atMs - Date.now()), undefined, { signal });
        await carryOut(operation, accounts, { client, world, signal });
      }),
    );
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return load;
};

async function carryOut(operation: Operation, accounts: readonly LoadAccount[], doing: Doing): Promise<void> {
  const { id, kind } = operation;
  const accountOf = (name: string): LoadAccount => {
    const account = accounts.find((each) => each.name === name);
    if (account === undefined) throw new Error(`the operation ${id} is of an unknown account, ${name}`);
    return account;
  };
  if (kind === 'schedule') {
    const input = scheduleInput.parse(operation.input);
    return doSchedule({ id, input, account: accountOf(input.account) }, doing);
  }
  if (kind === 'list') {
    const input = listInput.parse(operation.input);
    return listAll(doing.client, id, accountOf(input.account));
  }
  if (!isJobKind(kind)) throw new Error(`the operation ${id} is of an unknown kind, ${kind}`);
  const input = jobInput.parse(operation.input);
  await doJob({ id, kind, input, account: accountOf(input.account) }, doing);
}

const LISTS = [
  { api: 'runo', path: '/v1/jobs' },
  { api: 'scrpy', path: '/v1/jobs?limit=100' },
  { api: 'scrapethis', path: '/api/v1/jobs?limit=1000' },
  { api: 'scrapethis', path: '/api/v1/schedules' },
] as const;

async function listAll(client: Client, operationId: string, account: LoadAccount): Promise<void> {
  for (const { api, path } of LISTS) {
    await client.once({
      operationId,
      account: account.name,
      step: 'list',
      method: 'GET',
      path,
      headers: credential(api, account.key),
    });
  }
}
