import { strict as assert } from 'node:assert';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { TITLE } from '../support/api.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';
import { waitFor } from '../support/wait.js';

const PAGES = 200;
const QUOTA = 150;
const PREPAID = 100;

interface Entry {
  url: string;
  status: string;
  data?: { title: string };
  error?: { code: string; message: string; retryable: boolean };
}

/** A DELETE over a connection of its own. */
function deleteApart(url: string, key: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method: 'DELETE', agent: false, headers: { 'X-API-Key': key } },
      (response) => {
        response.resume().once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    call.once('error', reject).end();
  });
}

describe('cancelling a batch', function () {
  this.timeout(120_000);
  let service: RunningService;
  const sites: TestSite[] = [];

  before(async () => {
    service = await sharedService();
  });
  after(async () => {
    for (const site of sites) await site.close();
  });

  const ownSite = async (): Promise<TestSite> => {
    const site = await startSite();
    sites.push(site);
    return site;
  };

  it('stops it from another connection, keeps what has ended, refunds the rest to where it came from', async () => {
    const site = await ownSite();
    const { key, id } = await service.api.account({
      plan: 'pro',
      monthly_quota: QUOTA,
      prepaid_balance: PREPAID,
    });
    const urls = Array.from({ length: PAGES }, (_, n) => `${site.url}/slow/200/${n}`);
    const options = { concurrency: 8 };
    const { jobId, answer } = await service.api.startBatch(key, { urls, schema: TITLE, options });
    await waitFor('some pages have ended', () => site.requests.length >= 30);

    assert.equal(await deleteApart(service.api.url(`/v1/jobs/${jobId}`), key), 200);
    const answeredAt = Date.now();

    const { status, body } = await answer;
    assert.equal(status, 200);
    await sleep(Math.max(0, answeredAt + 2_500 - Date.now()));
    const late = site.requests.filter(({ at }) => at > answeredAt + 1_000);
    assert.deepEqual(late, [], 'requests later than a second after the answer');

    assert.equal(body.cancelled, true);
    const results = body.results as Entry[];
    assert.deepEqual(
      results.map(({ url }) => url),
      urls,
    );
    const kept = results.filter((entry) => entry.status === 'success');
    const dropped = results.filter((entry) => entry.error?.code === 'JOB_CANCELLED');
    assert.equal(kept.length + dropped.length, PAGES);
    assert.ok(kept.length > 0 && dropped.length > 0, `${kept.length} kept, ${dropped.length} dropped`);
    for (const { url, data } of kept) assert.equal(data?.title, `Title of ${new URL(url).pathname}`);
    for (const { error, data } of dropped) {
      assert.equal(error?.retryable, false);
      assert.ok(error.message);
      assert.equal(data, undefined);
    }
    assert.deepEqual([body.total, body.succeeded, body.failed], [PAGES, kept.length, dropped.length]);

    const prepaidBack = Math.min(PAGES - QUOTA, dropped.length);
    const monthBack = dropped.length - prepaidBack;
    const entries = (await service.api.ledger(id)).map(({ kind, source, units, job_id }) => [
      kind,
      source,
      units,
      job_id,
    ]);
    assert.deepEqual(entries.slice(0, 3), [
      ['topup', 'prepaid', PREPAID, null],
      ['reserve', 'month', QUOTA, jobId],
      ['reserve', 'prepaid', PAGES - QUOTA, jobId],
    ]);
    assert.deepEqual(entries.slice(3).sort(), [
      ...(monthBack > 0 ? [['refund', 'month', monthBack, jobId]] : []),
      ['refund', 'prepaid', prepaidBack, jobId],
    ]);
    const account = await service.api.admin('GET', `/accounts/${id}`);
    assert.equal(account.body.monthly.used, QUOTA - monthBack);
    assert.equal(account.body.prepaid_balance, PREPAID - (PAGES - QUOTA) + prepaidBack);
  });

  it('cuts off pages that hang, and charges nothing for them', async () => {
    const site = await ownSite();
    const { key, id } = await service.api.account({ monthly_quota: 50 });
    const urls = [`${site.url}/ok/0`, ...Array.from({ length: 20 }, (_, n) => `${site.url}/hang/${n}`)];
    const options = { concurrency: 4, timeout_ms: 60_000 };
    const { jobId, answer } = await service.api.startBatch(key, { urls, schema: TITLE, options });
    await waitFor('pages hang', async () => {
      const { body } = await service.api.get(key, `/v1/jobs/${jobId}`);
      return body.counts.succeeded === 1 && site.requests.length >= 5;
    });
    assert.equal((await service.api.delete(key, `/v1/jobs/${jobId}`)).status, 200);
    // Within this test's own deadline: the pages would hang for a minute.
    const { body } = await answer;
    assert.equal(body.cancelled, true);
    assert.equal(body.succeeded, 1);
    assert.deepEqual(
      (body.results as Entry[]).slice(1).map(({ error }) => error?.code),
      Array.from({ length: 20 }, () => 'JOB_CANCELLED'),
    );
    assert.equal((await service.api.admin('GET', `/accounts/${id}`)).body.monthly.used, 1);
  });

  it('works at once after the head came, before any page has run', async () => {
    const site = await ownSite();
    const { key, id } = await service.api.account({ monthly_quota: 100 });
    const urls = Array.from({ length: 100 }, (_, n) => `${site.url}/slow/300/${n}`);
    const { jobId, answer } = await service.api.startBatch(key, { urls, schema: TITLE });
    assert.equal((await service.api.delete(key, `/v1/jobs/${jobId}`)).status, 200);
    const { body } = await answer;
    assert.equal(body.cancelled, true);
    assert.equal(body.results.length, 100);
    assert.ok(body.succeeded < 100);
    assert.equal((await service.api.admin('GET', `/accounts/${id}`)).body.monthly.used, body.succeeded);
  });
});
