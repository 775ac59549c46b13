import { strict as assert } from 'node:assert';
import { TITLE, type Answer, type TestAccount } from '../support/api.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';
import { waitFor } from '../support/wait.js';

const UNKNOWN = '/v1/jobs/job_000000000000';
const WHOLE_SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

describe('/v1/jobs', function () {
  this.timeout(120_000);
  let service: RunningService;
  let site: TestSite;
  let owner: TestAccount;
  let stranger: TestAccount;
  const running: { key: string; jobId: string }[] = [];

  before(async () => {
    site = await startSite();
    service = await sharedService();
    [owner, stranger] = [await service.api.account(), await service.api.account()];
  });
  // A job that hangs would keep its slots until its pages time out.
  after(async () => {
    for (const { key, jobId } of running) await service.api.delete(key, `/v1/jobs/${jobId}`);
    await site.close();
  });

  const urls = (count: number, path: string): string[] =>
    Array.from({ length: count }, (_, n) => `${site.url}${path}/${n}`);
  const start = async (
    { key }: TestAccount,
    pages: string[],
  ): Promise<{ jobId: string; answer: Promise<Answer> }> => {
    const started = await service.api.startBatch(key, { urls: pages, schema: TITLE });
    running.push({ key, jobId: started.jobId });
    return started;
  };
  const refusal = ({ status, body }: Answer): unknown[] => [
    status,
    body.status,
    body.error?.code,
    body.error?.retryable,
  ];

  describe('GET /v1/jobs', () => {
    it("lists the caller's running jobs in the documented shape, oldest first, and no one else's", async () => {
      const me = await service.api.account();
      const first = await start(me, urls(1, '/hang'));
      const second = await start(me, urls(1, '/hang'));
      const foreign = await start(stranger, urls(1, '/hang'));
      const { status, body } = await service.api.get(me.key, '/v1/jobs');
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body), ['jobs']);
      assert.deepEqual(
        body.jobs.map(({ job_id, endpoint }: { job_id: string; endpoint: string }) => [job_id, endpoint]),
        [
          [first.jobId, '/batch'],
          [second.jobId, '/batch'],
        ],
      );
      for (const job of body.jobs) {
        assert.deepEqual(Object.keys(job).sort(), ['endpoint', 'job_id', 'started_at']);
        assert.match(job.started_at, WHOLE_SECONDS);
        assert.ok(Math.abs(Date.parse(job.started_at) - Date.now()) < 60_000);
      }
      const other = await service.api.get(stranger.key, '/v1/jobs');
      assert.deepEqual(
        other.body.jobs.map(({ job_id }: { job_id: string }) => job_id),
        [foreign.jobId],
      );
    });

    it('lists a job no more once it has ended', async () => {
      const me = await service.api.account();
      const { answer } = await start(me, urls(2, '/ok'));
      await answer;
      assert.deepEqual((await service.api.get(me.key, '/v1/jobs')).body, { jobs: [] });
    });
  });

  describe('GET /v1/jobs/{id}', () => {
    it('shows an ended job page by page, everything once and in order', async () => {
      const pages = [...urls(11, '/ok'), `${site.url}/status/403/x`, ...urls(11, '/ok')];
      const { jobId, answer } = await start(owner, pages);
      const { results } = (await answer).body;
      const seen: unknown[] = [];
      let cursor: string | null = '';
      for (let reads = 0; cursor !== null; reads++) {
        assert.ok(reads < 5, 'the cursor does not end');
        const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const { status, body } = await service.api.get(owner.key, `/v1/jobs/${jobId}?limit=7${query}`);
        assert.equal(status, 200);
        assert.ok(body.results.length <= 7);
        seen.push(...body.results);
        cursor = body.next_cursor;
        assert.deepEqual(body.counts, { total: 23, succeeded: 22, failed: 1, cancelled: 0, waiting: 0 });
        assert.deepEqual(body.units, { reserved: 23, charged: 23 });
        assert.deepEqual([body.job_id, body.endpoint, body.status], [jobId, '/batch', 'completed']);
        for (const at of ['created_at', 'started_at', 'finished_at', 'expires_at'])
          assert.match(body[at], WHOLE_SECONDS);
      }
      assert.deepEqual(seen, results);
    });

    it('shows what has ended so far while the job runs', async () => {
      const pages = [...urls(1, '/hang'), ...urls(3, '/ok'), `${site.url}/status/403/y`];
      const { jobId } = await start(owner, pages);
      const body = await waitFor('four pages ended', async () => {
        const answer = await service.api.get(owner.key, `/v1/jobs/${jobId}`);
        return answer.body.counts.waiting === 1 && answer.body;
      });
      assert.equal(body.status, 'running');
      assert.deepEqual(body.counts, { total: 5, succeeded: 3, failed: 1, cancelled: 0, waiting: 1 });
      assert.deepEqual([body.finished_at, body.expires_at, body.next_cursor], [null, null, null]);
      assert.deepEqual(
        body.results.map(({ url }: { url: string }) => url),
        pages.slice(1),
      );
    });

    it('answers the same results again and again', async () => {
      const { jobId, answer } = await start(owner, urls(3, '/ok'));
      await answer;
      const first = await service.api.get(owner.key, `/v1/jobs/${jobId}`);
      const second = await service.api.get(owner.key, `/v1/jobs/${jobId}`);
      assert.deepEqual(second.body, first.body);
    });
  });

  describe('of an unknown or foreign job', () => {
    for (const method of ['GET', 'DELETE']) {
      const ask = (key: string, path: string): Promise<Answer> =>
        service.api.call(method, path, { 'X-API-Key': key });

      it(`answers ${method} of an unknown id with 404 JOB_NOT_FOUND`, async () => {
        assert.deepEqual(refusal(await ask(owner.key, UNKNOWN)), [404, 'error', 'JOB_NOT_FOUND', false]);
      });

      for (const id of [
        'nonsense',
        'job_',
        '%00',
        'job_%00',
        'job_%F0%9F%98%80',
        `job_${'a'.repeat(2_000)}`,
        "job_'--",
      ]) {
        it(`answers ${method} of the malformed id ${id.slice(0, 20)} with 404 JOB_NOT_FOUND`, async () => {
          assert.deepEqual(refusal(await ask(owner.key, `/v1/jobs/${id}`)), [
            404,
            'error',
            'JOB_NOT_FOUND',
            false,
          ]);
        });
      }

      it(`answers ${method} of an id that cannot be decoded with a 4xx in the envelope`, async () => {
        const { status, body } = await ask(owner.key, '/v1/jobs/job_%E0%A4%A');
        assert.ok(status >= 400 && status < 500, String(status));
        assert.equal(body.status, 'error');
      });

      it(`answers ${method} of another account's job with 403 JOB_FORBIDDEN, and leaves it alone`, async () => {
        const { jobId } = await start(owner, urls(1, '/hang'));
        const path = `/v1/jobs/${jobId}`;
        assert.deepEqual(refusal(await ask(stranger.key, path)), [403, 'error', 'JOB_FORBIDDEN', false]);
        assert.notEqual((await service.api.get(owner.key, path)).body.status, 'cancelling');
      });

      it(`answers ${method} without a key with 401`, async () => {
        const answer = await service.api.call(method, UNKNOWN);
        assert.deepEqual(refusal(answer), [401, 'error', 'UNAUTHORIZED', false]);
      });
    }
  });

  describe('DELETE /v1/jobs/{id}', () => {
    it('answers 404 for a job that has ended', async () => {
      const { jobId, answer } = await start(owner, urls(1, '/ok'));
      await answer;
      const again = await service.api.delete(owner.key, `/v1/jobs/${jobId}`);
      assert.deepEqual(refusal(again), [404, 'error', 'JOB_NOT_FOUND', false]);
    });

    it('answers 200 again while the job is stopping, and 404 once it has stopped', async () => {
      const { jobId, answer } = await start(owner, urls(4, '/hang'));
      await waitFor('the site is asked', () => site.requests.some(({ path }) => path.startsWith('/hang/')));
      const [first, second] = [
        await service.api.delete(owner.key, `/v1/jobs/${jobId}`),
        await service.api.delete(owner.key, `/v1/jobs/${jobId}`),
      ];
      for (const { status, body } of [first, second]) {
        assert.equal(status, 200);
        assert.deepEqual(body, { status: 'cancelled', job_id: jobId });
      }
      assert.equal((await answer).body.cancelled, true);
      assert.equal((await service.api.delete(owner.key, `/v1/jobs/${jobId}`)).status, 404);
      const { body } = await service.api.get(owner.key, `/v1/jobs/${jobId}`);
      assert.equal(body.status, 'cancelled');
      assert.deepEqual(body.counts, { total: 4, succeeded: 0, failed: 0, cancelled: 4, waiting: 0 });
    });
  });
});
