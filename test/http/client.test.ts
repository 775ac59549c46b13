import { strict as assert } from 'node:assert';
import {
  ApiError,
  createClient,
  eachResult,
  must,
  startJob,
  waitForJob,
  type Client,
  type Page,
} from '../../packages/client/src/index.js';
import type { TestAccount } from '../support/api.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';

const SCHEMA = [{ field: 'title', type: 'string' as const, example: 'Some title' }];

describe('@holdfast/client', function () {
  this.timeout(120_000);
  let service: RunningService;
  let site: TestSite;
  let account: TestAccount;
  let client: Client;

  before(async () => {
    service = await sharedService();
    site = await startSite();
    account = await service.api.account();
    client = createClient({ url: service.api.url('/'), key: account.key });
  });

  after(() => site.close());

  const collect = async (jobId: string, pageSize: number): Promise<Page[]> => {
    const pages: Page[] = [];
    for await (const page of eachResult(client, jobId, { pageSize })) pages.push(page);
    return pages;
  };

  it('starts a batch, waits for it and reads every result in its order', async () => {
    const urls = Array.from({ length: 7 }, (_, n) => `${site.url}/ok/${n}`);
    const { jobId } = await startJob(client, '/v1/batch', { urls, schema: SCHEMA });
    const looks: string[] = [];
    const job = await waitForJob(client, jobId, {
      everyMs: 50,
      onProgress: ({ status }) => looks.push(status),
    });
    assert.equal(job.status, 'completed');
    assert.equal(job.counts.succeeded, 7);
    assert.equal(looks.at(-1), 'completed');
    assert.deepEqual(
      (await collect(jobId, 3)).map(({ url }) => url),
      urls,
    );
  });

  it('attaches to the same job with the same idempotency key, charged once', async () => {
    const request = { urls: [`${site.url}/ok/same`], schema: SCHEMA };
    const first = await startJob(client, '/v1/batch', request, { idempotencyKey: 'client-test-same' });
    const second = await startJob(client, '/v1/batch', request, { idempotencyKey: 'client-test-same' });
    assert.equal(second.jobId, first.jobId);
    const job = await waitForJob(client, first.jobId, { everyMs: 50 });
    assert.equal(job.units.charged, 1);
  });

  it('starts extracts and crawls in the same way', async () => {
    const extract = await startJob(client, '/v1/extract', { url: `${site.url}/ok/one`, schema: SCHEMA });
    assert.equal((await waitForJob(client, extract.jobId, { everyMs: 50 })).counts.succeeded, 1);
    const crawl = await startJob(client, '/v1/crawl', {
      seed_url: `${site.url}/ok/seed`,
      schema: SCHEMA,
      crawl: { follow_pattern: `${site.url}/*`, max_pages: 1 },
    });
    const { status, crawl_meta: meta } = await waitForJob(client, crawl.jobId, { everyMs: 50 });
    assert.equal(status, 'completed');
    assert.equal(meta?.pages_visited, 1);
  });

  it('says why a call was refused, with the code of its API', async () => {
    const refusals: [() => Promise<unknown>, number, string | null][] = [
      [() => startJob(client, '/v1/batch', { urls: [], schema: SCHEMA }), 400, 'INVALID_REQUEST'],
      [() => waitForJob(client, 'job_000000000000'), 404, 'JOB_NOT_FOUND'],
      [() => must(client.GET('/api/v1/spiders/{id}', { params: { path: { id: 'none' } } })), 404, null],
      [() => must(client.GET('/admin/accounts')), 401, 'UNAUTHORIZED'],
    ];
    for (const [call, status, code] of refusals) {
      await assert.rejects(call(), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.equal(error.status, status);
        assert.equal(error.code, code);
        return true;
      });
    }
  });

  it('sends the key as each API wants it', async () => {
    const scrpy = createClient({ url: service.api.url(''), key: account.key, credential: 'bearer' });
    const { jobs } = (await must(scrpy.GET('/v1/jobs'))) as { jobs: object[] };
    assert.deepEqual(jobs, []);
    assert.deepEqual(await must(client.GET('/api/v1/spiders')), []);
  });

  it('stops waiting when its signal aborts, and the job goes on', async () => {
    const { jobId } = await startJob(client, '/v1/batch', {
      urls: [`${site.url}/slow/1500/abort`],
      schema: SCHEMA,
    });
    const stop = new AbortController();
    const onProgress = (): void => stop.abort(new Error('waited enough'));
    const waiting = waitForJob(client, jobId, { onProgress, signal: stop.signal });
    // A job that is over at the first look has nothing to wait for.
    const outcome = await waiting.then(
      ({ status }) => status,
      (error: Error) => error.message,
    );
    assert.ok(['completed', 'waited enough'].includes(outcome), outcome);
    assert.equal((await waitForJob(client, jobId, { everyMs: 50 })).status, 'completed');
  });
});
