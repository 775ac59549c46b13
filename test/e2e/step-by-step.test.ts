/** The embedded default is pointed at a Temporal server and at a PostgreSQL of the operator's own, one after the other. */

import { strict as assert } from 'node:assert';
import { startService, type TestService } from '../support/service.js';
import { startPostgres } from '../support/postgres.js';
import { startSite, type TestSite } from '../support/site.js';
import { skipWithout } from '../support/skip.js';
import { startTemporal, type TestTemporal } from '../support/temporal.js';
import { TITLE } from '../support/api.js';
import { waitFor } from '../support/wait.js';

const URLS = 30;
const PAGE_MS = 300;
/** The pass that finds jobs without a workflow comes once a minute. */
const TAKEN_UP_MS = 180_000;

describe('servers of the own, one at a time', function () {
  this.timeout(300_000);

  const cleanups: (() => unknown)[] = [];
  /** What the next start is given: the service is handed the same object each time. */
  const env: Record<string, string> = { ALLOW_PRIVATE_NETWORKS: '127.0.0.1', HOST_CONCURRENCY: '1' };
  let databaseUrl: string;
  let temporal: TestTemporal;
  let site: TestSite;
  let service: TestService;

  before(async function () {
    const database = await startPostgres();
    skipWithout('postgres', database !== null, this);
    cleanups.push(() => database?.stop());
    databaseUrl = database?.url ?? '';
    temporal = await startTemporal();
    cleanups.push(() => temporal.close());
    site = await startSite();
    cleanups.push(() => site.close());
    service = await startService(env);
    cleanups.push(() => service.discard());
  });

  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  });

  async function startWith(changes: Record<string, string>): Promise<void> {
    assert.equal(await service.stop(), 0);
    Object.assign(env, { TEMPORAL_ADDRESS: '', DATABASE_URL: '' }, changes);
    await service.startAgain();
  }

  const urlsOf = (name: string, count: number): string[] =>
    Array.from({ length: count }, (_, n) => `${site.url}/slow/${PAGE_MS}/${name}-${n}`);

  /** The id of a job that is over. */
  async function scrapeSome(key: string, name: string): Promise<string> {
    const { status, headers, body } = await service.api.post(key, '/v1/batch', {
      urls: urlsOf(name, 3),
      schema: TITLE,
    });
    assert.equal(status, 200);
    assert.deepEqual(
      body.results.map((page: { status: string }) => page.status),
      ['success', 'success', 'success'],
    );
    return headers.get('x-job-id') ?? '';
  }

  it('take over a running job when Temporal is replaced, and no page is fetched or charged twice', async () => {
    const { id, key } = await service.api.account();
    const { jobId } = await service.api.startBatch(key, { urls: urlsOf('moved', URLS), schema: TITLE });
    await waitFor('the job to be under way', () => site.requests.length > 2);
    await startWith({ TEMPORAL_ADDRESS: temporal.address });
    assert.equal(service.runtime().temporal, temporal.address);

    const stored = (await service.api.get(key, `/v1/jobs/${jobId}`)).body.counts.succeeded as number;
    assert.ok(stored < URLS, `${stored} of ${URLS} pages were stored before`);
    const job = await waitFor(
      'the job to end',
      async () => {
        const { body } = await service.api.get(key, `/v1/jobs/${jobId}`);
        return body.status === 'running' || body.status === 'queued' ? null : body;
      },
      TAKEN_UP_MS,
    );
    assert.deepEqual([job.status, job.counts.succeeded, job.units.charged], ['completed', URLS, URLS]);
    // What was under way at the stop is fetched again: one page at a time here.
    assert.equal(new Set(site.requests.map(({ path }) => path)).size, URLS);
    assert.ok(site.requests.length <= URLS + 1, `${site.requests.length} requests for ${URLS} pages`);
    const entries = (await service.api.ledger(id)).map(({ kind, units }) => [kind, units]);
    assert.deepEqual(entries, [['reserve', URLS]]);
  });

  it('begin with an empty database where that is replaced too, and find the old one again', async () => {
    const { key } = await service.api.account();
    const jobId = await scrapeSome(key, 'old');
    await startWith({ TEMPORAL_ADDRESS: temporal.address, DATABASE_URL: databaseUrl });
    assert.equal((await service.api.get(key, '/v1/jobs')).status, 401);
    const other = await service.api.account();
    await scrapeSome(other.key, 'new');
    await startWith({ TEMPORAL_ADDRESS: temporal.address });
    assert.equal((await service.api.get(key, `/v1/jobs/${jobId}`)).body.counts.succeeded, 3);
    assert.equal((await service.api.get(other.key, '/v1/jobs')).status, 401);
  });

  it('can be a PostgreSQL alone', async () => {
    await startWith({ DATABASE_URL: databaseUrl });
    const { key } = await service.api.account();
    await scrapeSome(key, 'alone');
  });
});
