import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { TITLE } from '../support/api.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';
import { waitFor } from '../support/wait.js';

interface Entry {
  url: string;
  status: string;
  data?: { title: string };
  error?: { code: string; message: string; retryable: boolean };
}

const product = (name: string, price: string): string =>
  `<script type="application/ld+json">{"@type":"Product","name":"${name}","offers":{"price":"${price}"}}</script>`;
const SPECIAL: Readonly<Record<string, string>> = {
  '/priced': product('Kettle', '$24.90'),
  // Escapes that are JSON, and that a database of Unicode text cannot hold.
  '/nul': product('a\\u0000b', '1'),
  '/half': product('a\\ud800b', '1'),
  '/raw-nul': '<title>a\u0000b</title>',
};

describe('POST /v1/batch', function () {
  this.timeout(90_000);
  let service: RunningService;
  let site: TestSite;
  const ownSites: TestSite[] = [];

  before(async () => {
    site = await startSite((incoming, response) => {
      const html = SPECIAL[incoming.url ?? ''];
      if (html === undefined) return false;
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(html);
      return true;
    });
    service = await sharedService();
  });
  after(async () => {
    for (const each of [site, ...ownSites]) await each.close();
  });

  /** A site that only one test visits, so that what it counts is that test's. */
  const ownSite = async (): Promise<TestSite> => {
    const own = await startSite();
    ownSites.push(own);
    return own;
  };
  const pages = (count: number, path: string, of: TestSite = site): string[] =>
    Array.from({ length: count }, (_, n) => `${of.url}${path}/${n}`);
  const urlsOf = (body: { results: Entry[] }): string[] => body.results.map(({ url }) => url);

  it('answers one entry per URL in input order, however fast each was', async () => {
    const { key } = await service.api.account();
    const paths = ['/slow/700/a', '/ok/b', '/slow/300/c', '/ok/d', '/slow/1/e'];
    const urls = paths.map((path) => site.url + path);
    const { status, body } = await service.api.post(key, '/v1/batch', { urls, schema: TITLE });
    assert.equal(status, 200);
    const { results, ...rest } = body;
    assert.deepEqual(urlsOf(body), urls);
    assert.deepEqual(
      results.map((entry: Entry) => entry.data?.title),
      paths.map((path) => `Title of ${path}`),
    );
    assert.deepEqual(rest, { cancelled: false, total: 5, succeeded: 5, failed: 0 });
  });

  it('keeps duplicates: each is an entry, a request and a unit', async () => {
    const { key, id } = await service.api.account();
    const own = await ownSite();
    const urls = ['/ok/1', '/ok/2', '/ok/1', '/ok/1'].map((path) => own.url + path);
    // Without the cache: an entry whose twin has ended before it begins may be answered with that one's result.
    const options = { no_cache: true };
    const { body } = await service.api.post(key, '/v1/batch', { urls, schema: TITLE, options });
    assert.deepEqual(urlsOf(body), urls);
    assert.equal(body.succeeded, 4);
    assert.equal(own.requests.filter(({ path }) => path === '/ok/1').length, 3);
    assert.deepEqual(
      (await service.api.ledger(id)).map(({ kind, units }) => [kind, units]),
      [['reserve', 4]],
    );
  });

  it('gives successes and failures their documented shapes in one 200 answer', async () => {
    const { key } = await service.api.account();
    const urls = [`${site.url}/priced`, `${site.url}/status/403/x`, `${site.url}/ok/x`];
    const schema = [...TITLE, { field: 'price', type: 'float', example: 1.5 }];
    const { status, body } = await service.api.post(key, '/v1/batch', { urls, schema });
    assert.equal(status, 200);
    assert.deepEqual(body.results, [
      {
        url: urls[0],
        status: 'success',
        render_mode: 'structured',
        data: { title: 'Kettle', price: 24.9 },
        images_processed: null,
        warnings: ["coerced 'price' from '$24.90' to 24.9"],
      },
      {
        url: urls[1],
        status: 'error',
        error: {
          code: 'FETCH_BLOCKED',
          message: 'The site refused the request (HTTP 403).',
          retryable: true,
        },
      },
      {
        url: urls[2],
        status: 'success',
        render_mode: 'fetch',
        data: { title: 'Title of /ok/x', price: null },
        images_processed: null,
      },
    ]);
    assert.deepEqual([body.total, body.succeeded, body.failed, body.cancelled], [3, 2, 1, false]);
  });

  for (const [count, concurrency] of [
    [24, 3],
    [120, 5],
  ] as const) {
    it(`keeps ${count} pages to a concurrency of ${concurrency}, and uses it`, async () => {
      const { key } = await service.api.account();
      const own = await ownSite();
      const urls = pages(count, '/slow/60', own);
      const { body } = await service.api.post(key, '/v1/batch', {
        urls,
        schema: TITLE,
        options: { concurrency },
      });
      assert.equal(body.succeeded, count);
      assert.ok(own.mostAtOnce() <= concurrency, `${own.mostAtOnce()} requests at once`);
      assert.ok(own.mostAtOnce() > 1, 'pages ran one by one');
    });
  }

  it('with fail_fast, answers every URL: the failed one, and those never started as cancelled and refunded', async () => {
    const { key, id } = await service.api.account({ monthly_quota: 100 });
    const own = await ownSite();
    const urls = [`${own.url}/ok/first`, `${own.url}/status/403/second`, ...pages(48, '/slow/100', own)];
    const options = { fail_fast: true, concurrency: 2 };
    const { status, body } = await service.api.post(key, '/v1/batch', { urls, schema: TITLE, options });
    assert.equal(status, 200);
    assert.deepEqual(urlsOf(body), urls);
    assert.equal(body.cancelled, false);
    assert.equal(body.results[1].error.code, 'FETCH_BLOCKED');

    const unrun = (body.results as Entry[]).filter(({ error }) => error?.code === 'JOB_CANCELLED');
    assert.ok(unrun.length > 0, 'every page ran');
    for (const { error, data } of unrun) {
      assert.equal(error?.retryable, false);
      assert.match(error.message, /fail_fast/);
      assert.equal(data, undefined);
    }
    const seen = new Set(own.requests.map(({ path }) => own.url + path));
    assert.deepEqual(
      unrun.filter(({ url }) => seen.has(url)),
      [],
      'a page that reached the site counts as unrun',
    );
    assert.deepEqual([body.total, body.succeeded + body.failed], [50, 50]);

    const entries = (await service.api.ledger(id)).map(({ kind, units }) => [kind, units]);
    assert.deepEqual(entries, [
      ['reserve', 50],
      ['refund', unrun.length],
    ]);
    const account = await service.api.admin('GET', `/accounts/${id}`);
    assert.equal(account.body.monthly.used, 50 - unrun.length);
  });

  it('sends the head with X-Job-ID while the job still runs', async () => {
    const { key } = await service.api.account();
    const urls = pages(2, '/slow/2500');
    const { jobId, answer } = await service.api.startBatch(key, { urls, schema: TITLE });
    const { body } = await service.api.get(key, '/v1/jobs');
    assert.deepEqual(
      body.jobs.map((job: { job_id: string }) => job.job_id),
      [jobId],
    );
    assert.equal((await answer).body.succeeded, 2);
  });

  it('sends its head at once, and its body when the job is over', async () => {
    const { key } = await service.api.account();
    const post = request(service.api.url('/v1/batch'), {
      method: 'POST',
      headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
    });
    post.end(JSON.stringify({ urls: pages(1, '/slow/3500'), schema: TITLE }));
    const [response] = (await once(post, 'response')) as [IncomingMessage];
    assert.match(String(response.headers['x-job-id']), /^job_[0-9a-f]{12}$/);
    const running = await service.api.get(key, '/v1/jobs');
    assert.equal(running.body.jobs.length, 1, 'the head comes while the job runs');
    const chunks: string[] = [];
    response.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
    await once(response, 'end');
    assert.equal(JSON.parse(chunks.join('')).succeeded, 1);
  });

  it('takes 1,000 URLs and accounts for every one', async () => {
    const { key, id } = await service.api.account();
    const own = await ownSite();
    const urls = pages(1_000, '/ok', own);
    const { status, body } = await service.api.post(key, '/v1/batch', { urls, schema: TITLE });
    assert.equal(status, 200);
    assert.deepEqual(urlsOf(body), urls);
    assert.deepEqual([body.total, body.succeeded, body.failed], [1_000, 1_000, 0]);
    assert.equal(own.requests.length, 1_000);
    assert.equal(new Set(own.requests.map(({ path }) => path)).size, 1_000);
    assert.deepEqual(
      (await service.api.ledger(id)).map(({ kind, units }) => [kind, units]),
      [['reserve', 1_000]],
    );
  });

  it('answers async_mode in the same shape and at the same price', async () => {
    const { key, id } = await service.api.account();
    const call = {
      urls: [`${site.url}/ok/1`, `${site.url}/status/403/1`],
      schema: TITLE,
      options: { no_cache: true },
    };
    const sync = await service.api.post(key, '/v1/batch', call);
    const async = await service.api.post(key, '/v1/batch', { ...call, async_mode: true });
    assert.equal(async.status, 200);
    assert.deepEqual(async.body, sync.body);
    assert.deepEqual(
      (await service.api.ledger(id)).map(({ kind, units }) => [kind, units]),
      [
        ['reserve', 2],
        ['reserve', 2],
      ],
    );
  });

  it('stores whatever text a page holds, and no page is the trouble of another', async () => {
    const { key } = await service.api.account();
    const urls = ['/nul', '/half', '/raw-nul', '/ok/after'].map((path) => site.url + path);
    const { jobId, answer } = await service.api.startBatch(key, { urls, schema: TITLE });
    await waitFor('every page to end', async () => {
      const { body } = await service.api.get(key, `/v1/jobs/${jobId}`);
      return body.counts.waiting === 0;
    });
    const { body } = await answer;
    assert.equal(body.succeeded, 4, JSON.stringify(body.results));
    for (const { data } of body.results as Entry[]) assert.match(data?.title ?? '', /^a.?b$|^Title of/);
  });

  it('refuses private addresses as URL_UNREACHABLE, each for itself', async () => {
    const { key } = await service.api.account();
    const own = await ownSite();
    const urls = [
      `${own.url}/ok/1`,
      'http://10.0.0.1/',
      `http://[::1]:${own.port}/ok/2`,
      'http://169.254.169.254/latest',
      `http://[::ffff:10.0.0.1]/`,
      `http://0.0.0.0:${own.port}/ok/3`,
      `${own.url}/ok/4`,
    ];
    const { body } = await service.api.post(key, '/v1/batch', { urls, schema: TITLE });
    assert.deepEqual(
      body.results.map((entry: Entry) => entry.error?.code ?? entry.status),
      ['success', ...Array.from({ length: 5 }, () => 'URL_UNREACHABLE'), 'success'],
    );
    assert.deepEqual(own.requests.map(({ path }) => path).sort(), ['/ok/1', '/ok/4']);
  });
});
