/**
 * A process that works on an embedded database alone: `fill FOLDER PAGES upkeep|plain` writes pages and waits to be
 * killed, `open FOLDER` opens it once. Prints one line of JSON.
 */

import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { createStore, openEmbedded, startUpkeep } from '../src/adapters/store/index.js';
import { readWal } from '../src/adapters/store/upkeep/checkpoints.js';
import type { NewJob } from '../src/core/job.js';

const PAGES_PER_JOB = 1_000;
const PAGES_PER_COMMIT = 200;
const HOUR_MS = 3_600_000;
const quiet = (): void => undefined;

const [task, folder = '', pages, mode] = process.argv.slice(2);
const startedAt = performance.now();
const { db, session } = await openEmbedded(folder);
const seconds = (): number => (performance.now() - startedAt) / 1000;
if (task === 'open') {
  process.stdout.write(`${JSON.stringify({ seconds: seconds() })}\n`);
  await db.destroy();
} else {
  if (mode === 'upkeep') {
    const log = { debug: quiet, info: quiet, warn: console.error, error: console.error };
    startUpkeep({ session, folder, log, onDone: quiet, onSizes: quiet });
  }
  await fill(Number(pages));
  const { bytes } = await readWal(session);
  process.stdout.write(`${JSON.stringify({ seconds: seconds(), walBytes: bytes })}\n`);
  setInterval(quiet, HOUR_MS);
}

/** Finished jobs, each accepted and settled by the store; their results, of about a kilobyte, by one statement for some. */
async function fill(count: number): Promise<void> {
  const store = createStore(db);
  const now = new Date();
  const account = { id: 'bench', name: 'bench', plan: 'unlimited', webhookSecret: 'whsec_bench' } as const;
  await store.accounts.create(
    {
      ...account,
      monthlyQuota: null,
      requestsPerMinute: null,
      suspended: false,
      prepaidBalance: 0,
      createdAt: now,
    },
    now,
  );
  for (let done = 0; done < count; done += PAGES_PER_JOB) {
    const job = newJob(account.id, Math.min(PAGES_PER_JOB, count - done), now);
    const answer = await store.jobs.submit(job, now);
    if (answer.kind !== 'accepted') throw new Error(`a job was ${answer.kind}`);
    for (let from = 0; from < job.urls.length; from += PAGES_PER_COMMIT) await finish(job.id, from);
    await store.jobs.settle(job.id, 'completed', null, now, new Date(now.getTime() + 720 * HOUR_MS));
  }
}

async function finish(jobId: string, from: number): Promise<void> {
  const words = sql.raw(
    Array.from({ length: 24 }, () => `md5(random()::text || page_no)`).join(" || ' ' || "),
  );
  await sql`update pages set state = 'done', charge = 1, attempts = 1, finished_at = now(),
    result = json_build_object('status', 'success', 'renderMode', 'http', 'data', json_build_object('text', ${words}))
    where job_id = ${jobId} and page_no >= ${from} and page_no < ${from + PAGES_PER_COMMIT}`.execute(db);
}

function newJob(accountId: string, count: number, now: Date): NewJob {
  const site = randomBytes(6).toString('hex');
  return {
    id: `job_${site}`,
    accountId,
    dialect: 'runo',
    webhookUrl: null,
    endpoint: '/batch',
    spec: {
      kind: 'batch',
      schema: [],
      renderJs: 'auto',
      timeoutMs: 15_000,
      locale: null,
      processImages: false,
      perChunk: 20,
      failFast: false,
      name: null,
      failuresFree: false,
      errorStatusFails: false,
      tries: 1,
      asyncMode: false,
      evidence: false,
    },
    urls: Array.from({ length: count }, (_, no) => `https://${site}.example/products/some-thing-${no}.html`),
    chunk: 20,
    lanes: 1,
    idempotency: null,
    deadlineAt: new Date(now.getTime() + 48 * HOUR_MS),
  };
}
