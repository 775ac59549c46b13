/** A process that is frozen for a while: the time is not the site's. */

import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { TITLE } from '../support/api.js';
import { startService, type TestService } from '../support/service.js';
import { startSite, type TestSite } from '../support/site.js';

const URLS = 40;
const PAGE_MS = 700;
/** Longer than a page has. */
const FROZEN_MS = 8_000;

describe('a service that is frozen in the middle of a batch', function () {
  this.timeout(180_000);
  let service: TestService;
  let site: TestSite;

  before(async () => {
    site = await startSite();
    service = await startService({ HOST_CONCURRENCY: '4', ALLOW_PRIVATE_NETWORKS: '127.0.0.1' });
  });
  after(async () => {
    await service?.discard();
    await site?.close();
  });

  it('runs the pages again that it could not finish', async () => {
    const { id, key } = await service.api.account();
    const urls = Array.from({ length: URLS }, (_, at) => `${site.url}/slow/${PAGE_MS}/freeze-${at}`);
    const body = { urls, schema: TITLE, options: { timeout_ms: 5_000 } };
    const batch = await service.api.startBatch(key, body);
    for (const end = Date.now() + 60_000; site.requests.length < 8; await sleep(20))
      assert.ok(Date.now() < end, `the batch did not begin:\n${service.output()}`);

    process.kill(service.pid(), 'SIGSTOP');
    try {
      await sleep(FROZEN_MS);
    } finally {
      process.kill(service.pid(), 'SIGCONT');
    }

    const { results } = (await batch.answer).body;
    assert.equal(results.length, URLS);
    assert.deepEqual(
      results.filter(({ status }: { status: string }) => status !== 'success'),
      [],
    );
    const charged = (await service.api.ledger(id)).filter((entry) => entry.job_id === batch.jobId);
    assert.equal(
      charged.reduce((sum, { units }) => sum + units, 0),
      URLS,
    );
  });
});
