/** Looks at everything that a run has left behind, from outside: the three APIs and the operator's. */

import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Call, History, LoadAccount } from '../types.js';
import type { Client } from '../workload/client.js';
import type { Api } from '../workload/inputs.js';
import { credential, jobPath } from '../workload/words.js';
import { acceptedIn, creatingApi } from './accepted.js';
import { ORACLE, type AccountView, type DeliveryView, type JobView, type LedgerLine } from './evidence.js';
import { readJob } from './read-job.js';

const POLL_MS = 1_000;
const PAGE = 1_000;
/** A spider's items are read in one answer. */
const MAX_ITEMS = 1_000;

export interface Looking {
  readonly client: Client;
  readonly adminToken: string;
  readonly signal: AbortSignal;
}

async function get(
  { client }: Looking,
  account: string,
  path: string,
  headers: Record<string, string>,
): Promise<Call> {
  return client.untilAnswered({
    operationId: ORACLE,
    account,
    step: 'read',
    method: 'GET',
    path,
    headers,
  });
}

async function admin(looking: Looking, account: LoadAccount, path: string): Promise<unknown> {
  const call = await get(looking, account.name, `/admin/accounts/${account.id}${path}`, {
    Authorization: `Bearer ${looking.adminToken}`,
  });
  if (call.status !== 200)
    throw new Error(`the account ${account.name} cannot be looked at: ${call.status ?? 'no answer'}`);
  return call.answer;
}

const account = z.object({
  monthly: z.object({ limit: z.int().nullable(), used: z.int() }),
  prepaid_balance: z.int(),
});
const ledger = z.object({
  entries: z.array(
    z
      .object({
        kind: z.enum(['reserve', 'refund', 'topup']),
        source: z.enum(['month', 'prepaid']),
        units: z.int(),
        job_id: z.string().nullable(),
      })
      .transform(({ job_id: jobId, ...entry }): LedgerLine => ({ ...entry, jobId })),
  ),
});
const deliveries = z.object({
  deliveries: z.array(
    z
      .object({
        id: z.string(),
        job_id: z.string(),
        kind: z.enum(['page', 'job']),
        page_no: z.int().nullable(),
        state: z.string(),
        attempts: z.int(),
      })
      .transform(({ job_id: jobId, page_no: pageNo, ...delivery }): DeliveryView => ({
        ...delivery,
        jobId,
        pageNo,
      })),
  ),
});

export async function lookAtAccount(looking: Looking, of: LoadAccount): Promise<AccountView> {
  const { monthly, prepaid_balance: prepaid } = account.parse(await admin(looking, of, ''));
  const found: DeliveryView[] = [];
  for (let after = ''; ;) {
    const page = deliveries.parse(await admin(looking, of, `/deliveries?limit=${PAGE}${after}`)).deliveries;
    found.push(...page);
    if (page.length < PAGE) break;
    after = `&after=${page.at(-1)?.id ?? ''}`;
  }
  const { entries } = ledger.parse(await admin(looking, of, '/ledger'));
  return { name: of.name, id: of.id, ...monthly, prepaid, ledger: entries, deliveries: found };
}

/** Ids of the account's jobs: those that an answer has accepted, and those that have reserved units. */
export function jobIdsOf(history: History, of: AccountView): Map<string, Api[]> {
  const ids = new Map<string, Api[]>();
  for (const { jobId } of of.ledger)
    if (jobId !== null) ids.set(jobId, jobId.startsWith('job_') ? ['runo', 'scrpy'] : ['scrapethis']);
  for (const [jobId, call] of acceptedIn(history))
    if (call.account === of.name) ids.set(jobId, [creatingApi(call) ?? 'runo']);
  return ids;
}

/** The job once it has ended, or as it stands at `untilMs`; null when no API knows it. */
export async function lookAtJob(
  looking: Looking,
  of: LoadAccount,
  jobId: string,
  apis: readonly Api[],
  untilMs: number,
): Promise<JobView | null> {
  for (;;) {
    const view = await readWhole(looking, of, jobId, apis);
    if (view === null || view.end !== 'open' || Date.now() > untilMs) return view;
    await sleep(POLL_MS, undefined, { signal: looking.signal });
  }
}

async function readWhole(
  looking: Looking,
  of: LoadAccount,
  jobId: string,
  apis: readonly Api[],
): Promise<JobView | null> {
  for (const api of apis) {
    const headers = credential(api, of.key);
    const path = jobPath(api, jobId);
    const first = await get(looking, of.name, api === 'runo' ? `${path}?limit=${PAGE}` : path, headers);
    if (first.status === 404) continue;
    if (first.status !== 200)
      throw new Error(`the job ${jobId} cannot be read: ${first.status ?? 'no answer'}`);
    let { view, cursor } = readJob(api, of.name, first.answer);
    while (cursor !== null) {
      const more = await get(looking, of.name, `${path}?limit=${PAGE}&cursor=${cursor}`, headers);
      const next = readJob(api, of.name, more.answer);
      view = { ...view, results: [...view.results, ...next.view.results] };
      cursor = next.cursor;
    }
    if (api !== 'scrapethis') return view;
    const items = await get(looking, of.name, `${path}/items?limit=${MAX_ITEMS}`, headers);
    return { ...view, items: z.object({ items: z.array(z.unknown()) }).parse(items.answer).items };
  }
  return null;
}
