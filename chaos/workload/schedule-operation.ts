/** A schedule that fires every minute until its operation deletes it. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, LoadAccount, Step } from '../types.js';
import type { Client } from './client.js';
import type { ScheduleInput } from './inputs.js';
import { credential, textAt } from './words.js';

export interface ScheduleOperation {
  readonly id: string;
  readonly input: ScheduleInput;
  readonly account: LoadAccount;
}

/** Resolves when the schedule is deleted. */
export async function doSchedule(
  operation: ScheduleOperation,
  { client, signal }: { readonly client: Client; readonly signal: AbortSignal },
): Promise<void> {
  const ask = (step: Step, method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Call> =>
    client.untilAnswered({
      operationId: operation.id,
      account: operation.account.name,
      step,
      method,
      path: `/api/v1${path}`,
      headers: credential('scrapethis', operation.account.key),
      ...(body === undefined ? {} : { body }),
    });
  const idsAt = async (path: string): Promise<string[]> => {
    const { answer } = await ask('list', 'GET', path);
    return Array.isArray(answer) ? answer.flatMap((each) => textAt(each, 'id') ?? []) : [];
  };

  const [spiderId] = await idsAt(`/spiders?name=${operation.input.spider}`);
  if (spiderId === undefined) return;
  await ask('create', 'POST', '/schedules', { spider_id: spiderId, cron_expression: '* * * * *' });
  await sleep(operation.input.deleteAfterMs, undefined, { signal });
  // A creation whose answer was lost may have been repeated: all of them go.
  for (const id of await idsAt('/schedules')) await ask('end', 'DELETE', `/schedules/${id}`);
}
