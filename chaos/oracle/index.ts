/** Judges a run by what it has left behind. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, CheckInvariants, FinishedRun, Violation } from '../types.js';
import { createClient } from '../workload/client.js';
import type { AccountView, Evidence, JobView, Rule } from './evidence.js';
import { jobIdsOf, lookAtAccount, lookAtJob, type Looking } from './look.js';
import { lookAtDatabase } from './look-at-database.js';
import { lookAtWorkflows } from './look-at-temporal.js';
import { answers } from './rules/answers.js';
import { cancels } from './rules/cancels.js';
import { crawls } from './rules/crawls.js';
import { ends } from './rules/ends.js';
import { events } from './rules/events.js';
import { keys } from './rules/keys.js';
import { leftovers } from './rules/leftovers.js';
import { money } from './rules/money.js';
import { outcomes } from './rules/outcomes.js';
import { politeness } from './rules/politeness.js';
import { reading } from './rules/reading.js';
import { repeats } from './rules/repeats.js';
import { schedules } from './rules/schedules.js';
import { spiders } from './rules/spiders.js';

/** By the names that violations carry. */
export const RULES: Readonly<Record<string, Rule>> = {
  ends,
  outcomes,
  crawls,
  spiders,
  money,
  events,
  cancels,
  politeness,
  answers,
  keys,
  reading,
  repeats,
  schedules,
  leftovers,
};

/** After the last fault a job has this long to end: a page may have to be fetched again, and its host be waited for. */
const JOBS_END_MS = 5 * 60_000;
/** More than all retries of a delivery together. */
const DELIVERIES_END_MS = 3 * 60_000;
const POLL_MS = 2_000;

export const checkInvariants: CheckInvariants = async (run, signal) => {
  const evidence = await gather(run, signal);
  return {
    violations: judge(evidence),
    jobs: evidence.jobs.length,
    pages: evidence.jobs.reduce(
      (sum, job) => sum + (job.kind === 'spider' ? job.succeeded + job.failed : job.results.length),
      0,
    ),
    requests: run.world.requests.length,
  };
};

/** What the rules say of it. */
export function judge(evidence: Evidence): Violation[] {
  return Object.values(RULES).flatMap((rule) => rule(evidence));
}

async function gather(
  { operations, history, deployment, world }: FinishedRun,
  signal: AbortSignal,
): Promise<Evidence> {
  const looks: Call[] = [];
  const client = createClient({
    gatewayUrls: () => deployment.gatewayUrls,
    record: (call) => looks.push(call),
    signal,
  });
  const looking: Looking = { client, adminToken: deployment.adminToken, signal };
  await deployment.whenReady(signal);
  const jobs = await lookAtJobs(looking, history);
  const accounts = await lookAtAccounts(looking, history);
  return {
    operations,
    history,
    requests: [...world.requests],
    deliveries: [...world.deliveries],
    jobs,
    accounts,
    workflows: await lookAtWorkflows(deployment.temporalAddress, signal),
    leftovers: deployment.databaseUrl === null ? [] : await lookAtDatabase(deployment.databaseUrl),
    looks,
  };
}

async function lookAtJobs(looking: Looking, history: FinishedRun['history']): Promise<JobView[]> {
  const untilMs = Date.now() + JOBS_END_MS;
  const jobs: JobView[] = [];
  for (const account of history.accounts) {
    const ids = jobIdsOf(history, await lookAtAccount(looking, account));
    for (const [id, apis] of ids) {
      const job = await lookAtJob(looking, account, id, apis, untilMs);
      if (job !== null) jobs.push(job);
    }
  }
  return jobs;
}

/** The accounts once no delivery waits any more, or after some minutes. */
async function lookAtAccounts(looking: Looking, history: FinishedRun['history']): Promise<AccountView[]> {
  for (
    const untilMs = Date.now() + DELIVERIES_END_MS;
    ;
    await sleep(POLL_MS, undefined, { signal: looking.signal })
  ) {
    const accounts: AccountView[] = [];
    for (const account of history.accounts) accounts.push(await lookAtAccount(looking, account));
    const waits = accounts.some(({ deliveries }) => deliveries.some(({ state }) => state === 'waiting'));
    if (!waits || Date.now() > untilMs) return accounts;
  }
}
