/** A PostgreSQL server that goes away under load and comes back: processes stay, calls are told to wait, jobs go on. */

import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { TITLE } from '../support/api.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { startService, type TestService } from '../support/service.js';
import { startSite, type TestSite } from '../support/site.js';
import { skipWithout } from '../support/skip.js';

const URLS = 60;
const PAGE_MS = 300;
const AWAY_MS = 4_000;

describe('a database that goes away', function () {
  this.timeout(240_000);

  const cleanups: (() => unknown)[] = [];
  let database: TestPostgres;
  let service: TestService;
  let site: TestSite;

  before(async function () {
    const started = await startPostgres();
    skipWithout('postgres', started !== null, this);
    database = started as TestPostgres;
    cleanups.push(() => database.stop());
    site = await startSite();
    cleanups.push(() => site.close());
    service = await startService({
      DATABASE_URL: database.url,
      HOST_CONCURRENCY: '4',
      ALLOW_PRIVATE_NETWORKS: '127.0.0.1',
    });
    cleanups.push(() => service.discard());
  });

  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  });

  it('refuses calls with 503 and Retry-After meanwhile, and ends the batch with every page once', async () => {
    const { api } = service;
    const pid = service.pid();
    const { id, key } = await api.account();
    const urls = Array.from({ length: URLS }, (_, at) => `${site.url}/slow/${PAGE_MS}/outage-${at}`);
    const batch = await api.startBatch(key, { urls, schema: TITLE });
    await until(() => site.requests.length > URLS / 4);

    await database.kill();
    const refused = await api.get(key, `/v1/jobs/${batch.jobId}`);
    assert.equal(refused.status, 503);
    assert.equal(refused.body.error.code, 'SERVICE_UNAVAILABLE');
    assert.equal(refused.body.error.retryable, true);
    assert.equal(refused.headers.get('retry-after'), '5');
    const ready = await api.call('GET', '/readyz');
    assert.equal(ready.status, 503);
    assert.notEqual(ready.body.checks.database, 'ok');
    assert.equal(ready.body.checks.temporal, 'ok');
    await sleep(AWAY_MS);
    await database.startAgain();

    const answer = await batch.answer;
    assert.equal(answer.body.results.length, URLS);
    const failed = answer.body.results.filter(({ status }: { status: string }) => status !== 'success');
    assert.deepEqual(failed, []);
    assert.equal(service.pid(), pid);
    const charged = (await api.ledger(id)).filter((entry) => entry.job_id === batch.jobId);
    assert.equal(
      charged.reduce((sum, { units }) => sum + units, 0),
      URLS,
    );
  });

  it('does not wait without end for a lock that a frozen session holds', async () => {
    const { api } = service;
    const { key } = await api.account();
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    try {
      await holder.query('begin');
      await holder.query('lock table jobs in access exclusive mode');
      assert.equal((await api.get(key, '/v1/jobs/job_000000000000')).status, 503);
    } finally {
      await holder.end();
    }
    assert.equal((await api.get(key, '/v1/jobs/job_000000000000')).status, 404);
  });

  async function until(holds: () => boolean): Promise<void> {
    for (const end = Date.now() + 60_000; !holds(); await sleep(50)) {
      if (Date.now() > end) throw new Error(`the batch did not begin:\n${service.output()}`);
    }
  }
});
