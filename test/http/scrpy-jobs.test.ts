import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Answer, TestAccount } from '../support/api.js';
import { createScrpy, type Scrpy } from '../support/scrpy.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';
import { waitFor } from '../support/wait.js';

const SELECTORS = { title: 'h1', text: 'p' };
const WHOLE_SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

describe('Scrpy: /v1/jobs', function () {
  this.timeout(90_000);
  let service: RunningService;
  let site: TestSite;
  let account: TestAccount;
  let scrpy: Scrpy;

  before(async () => {
    let flaky = 0;
    site = await startSite((request, response) => {
      const kind = request.url?.split('/')[1] ?? '';
      if (kind === 'flaky') {
        flaky += 1;
        response.writeHead(flaky < 3 ? 502 : 200, { 'Content-Type': 'text/html' }).end('<h1>at last</h1>');
      } else if (kind === 'shop') {
        response.writeHead(200, { 'Content-Type': 'text/html' });
        response.end(
          '<h1> Blue\n kettle </h1><a href="/1">1</a><a href="/2">2</a><b class=price>$24.90</b><b class=price>€ 1,5</b>',
        );
      } else if (kind === 'script') {
        response.writeHead(200, { 'Content-Type': 'text/html' });
        response.end(
          `<title>App</title><div id="root"></div><script>document.getElementById('root').innerHTML = '<h1>Made by script</h1><p>x</p>'</script>`,
        );
      } else if (kind === 'feed') {
        response.writeHead(200, { 'Content-Type': 'application/rss+xml' });
        response.end(
          '<rss><channel><item><title>One</title></item><item><title>Two</title></item></channel></rss>',
        );
      } else if (kind === 'json') {
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"title":"x"}');
      } else return false;
      return true;
    });
    service = await sharedService();
    account = await service.api.account({ plan: 'pro', prepaid_balance: 5 });
    scrpy = createScrpy(service, account.key);
  });
  after(() => site.close());

  const pages = (count: number, path = '/ok'): string[] =>
    Array.from({ length: count }, (_, n) => `${site.url}${path}/${n}`);
  const refusal = ({ status, body }: Answer): unknown[] => [status, body.success, body.error?.code];

  it('creates a pending job at once, runs it, and gives its results in input order', async () => {
    const urls = [...pages(2, '/slow/400'), ...pages(2)];
    const created = await scrpy.post('/v1/jobs', { name: 'Kettles', urls, selectors: SELECTORS });
    assert.equal(created.status, 201);
    const { id, createdAt } = created.body.job;
    assert.match(id, /^job_[A-Za-z0-9]+$/);
    assert.match(createdAt, WHOLE_SECONDS);
    assert.deepEqual(created.body, {
      success: true,
      job: {
        id,
        name: 'Kettles',
        status: 'pending',
        totalUrls: 4,
        completedUrls: 0,
        failedUrls: 0,
        createdAt,
      },
    });
    const early = await scrpy.get(`/v1/jobs/${id}`);
    const { completedUrls, failedUrls, results } = early.body.job;
    assert.equal(completedUrls + failedUrls, results.length);

    const { completedAt, ...done } = await scrpy.ended(id);
    assert.match(completedAt, WHOLE_SECONDS);
    assert.deepEqual(done, {
      id,
      name: 'Kettles',
      status: 'completed',
      totalUrls: 4,
      completedUrls: 4,
      failedUrls: 0,
      results: urls.map((url) => {
        const { pathname } = new URL(url);
        return { url, data: { title: `Title of ${pathname}`, text: `Text of ${pathname}.` } };
      }),
      createdAt,
    });
  });

  it('takes the documented calls of curl as they stand, but for base URL and key', async () => {
    const curl = async (...args: string[]): Promise<any> =>
      JSON.parse((await promisify(execFile)('curl', ['-s', ...args])).stdout) as unknown;
    const body = JSON.stringify({ name: 'Product prices', urls: pages(2), selectors: SELECTORS });
    const key = `Authorization: Bearer ${account.key}`;
    const jobs = service.api.url('/v1/jobs');
    const { success, job } = await curl(
      '-X',
      'POST',
      jobs,
      '-H',
      key,
      '-H',
      'Content-Type: application/json',
      '-d',
      body,
    );
    assert.deepEqual([success, job.status, job.totalUrls], [true, 'pending', 2]);
    await scrpy.ended(job.id);
    const read = await curl(`${jobs}/${job.id}`, '-H', key);
    assert.deepEqual([read.success, read.job.status, read.job.results.length], [true, 'completed', 2]);
    const listed = await curl(`${jobs}?status=completed&limit=10&offset=0`, '-H', key);
    assert.ok(listed.jobs.some(({ id }: { id: string }) => id === job.id));
    assert.equal(
      (await curl('-X', 'DELETE', `${jobs}/${job.id}`, '-H', key)).error.code,
      'JOB_NOT_CANCELLABLE',
    );
  });

  it('takes untouched text, attributes and lists, null where nothing matches, and duplicates as they come', async () => {
    const url = `${site.url}/shop/1`;
    const selectors = {
      title: 'h1',
      price: '.price',
      none: '#none',
      link: 'a@href',
      'all prices': '.price[]',
      links: 'a@href[]',
    };
    const { job } = await scrpy.run({ urls: [url, url], selectors });
    const data = {
      title: 'Blue kettle',
      price: '$24.90',
      none: null,
      link: '/1',
      'all prices': ['$24.90', '€ 1,5'],
      links: ['/1', '/2'],
    };
    assert.equal(job.status, 'completed');
    assert.equal(job.name, job.id);
    assert.deepEqual(job.results, [
      { url, data },
      { url, data },
    ]);
  });

  it('renders pages that their scripts make, and reads XML', async () => {
    const { job } = await scrpy.run({
      urls: [`${site.url}/script/1`, `${site.url}/feed/1`],
      selectors: { heading: 'h1', titles: 'item > title[]' },
    });
    assert.deepEqual(
      job.results.map((entry: any) => entry.data),
      [
        { heading: 'Made by script', titles: [] },
        { heading: null, titles: ['One', 'Two'] },
      ],
    );
  });

  it('ends as partial, with the failed URLs among the results, and charges the completed ones only', async () => {
    const me = await service.api.account({ plan: 'pro' });
    const own = createScrpy(service, me.key);
    const urls = [
      ...pages(3),
      `${site.url}/status/404/1`,
      `${site.url}/json/1`,
      'http://10.0.0.1/',
      `${site.url}/flaky/1`,
    ];
    const { job } = await own.run({ urls, selectors: SELECTORS });
    assert.deepEqual([job.status, job.totalUrls, job.completedUrls, job.failedUrls], ['partial', 7, 4, 3]);
    assert.deepEqual(
      job.results.map((entry: any) => entry.error?.code ?? entry.data.title),
      [
        'Title of /ok/0',
        'Title of /ok/1',
        'Title of /ok/2',
        'HTTP_ERROR',
        'URL_UNREACHABLE',
        'URL_UNREACHABLE',
        'at last',
      ],
    );
    assert.deepEqual(Object.keys(job.results[3]), ['url', 'error']);
    assert.deepEqual(
      (await service.api.ledger(me.id)).map(({ kind, units }) => [kind, units]),
      [
        ['reserve', 7],
        ['refund', 3],
      ],
    );
  });

  it('ends as failed when no URL succeeded, and charges nothing', async () => {
    const me = await service.api.account({ plan: 'pro' });
    const own = createScrpy(service, me.key);
    const { job } = await own.run({ urls: pages(2, '/status/410'), selectors: SELECTORS });
    assert.deepEqual([job.status, job.completedUrls, job.failedUrls], ['failed', 0, 2]);
    assert.equal((await service.api.admin('GET', `/accounts/${me.id}`)).body.monthly.used, 0);
  });

  it('cancels: what is done stays and is charged, the rest is given back, and a second cancel is refused', async () => {
    const me = await service.api.account({ plan: 'pro' });
    const own = createScrpy(service, me.key);
    const { id } = (
      await own.post('/v1/jobs', { urls: [...pages(3), ...pages(5, '/hang')], selectors: SELECTORS })
    ).body.job;
    await waitFor('three pages', async () => (await own.get(`/v1/jobs/${id}`)).body.job.completedUrls === 3);
    const { status, body } = await own.delete(`/v1/jobs/${id}`);
    assert.deepEqual([status, body.success, body.job.id, body.job.status], [200, true, id, 'cancelled']);
    const job = await own.ended(id);
    // On a busy machine some of those that hang may have run into their timeout before.
    assert.deepEqual([job.status, job.totalUrls, job.completedUrls], ['cancelled', 8, 3]);
    assert.equal(job.results.length, 3 + job.failedUrls);
    assert.deepEqual(
      job.results.filter((entry: any) => entry.data !== undefined).map(({ url }: { url: string }) => url),
      pages(3),
    );
    assert.deepEqual(
      (await service.api.ledger(me.id)).map(({ kind, units }) => [kind, units]),
      [
        ['reserve', 8],
        ['refund', 5],
      ],
    );
    assert.deepEqual(refusal(await own.delete(`/v1/jobs/${id}`)), [409, false, 'JOB_NOT_CANCELLABLE']);
  });

  it('lists newest first without results, by status, limit and offset', async () => {
    const me = await service.api.account();
    const own = createScrpy(service, me.key);
    const ids: string[] = [];
    for (const paths of [pages(1), [...pages(1), ...pages(1, '/status/404')], pages(1, '/status/404')])
      ids.unshift((await own.run({ urls: paths, selectors: SELECTORS })).job.id);
    // Jobs of the other API are not among them, nor these among its.
    await service.api.post(me.key, '/v1/batch', {
      urls: pages(1),
      schema: [{ field: 'title', type: 'string', example: 'x' }],
    });
    const list = async (query: string): Promise<unknown> => {
      const { status, body } = await own.get(`/v1/jobs${query}`);
      assert.deepEqual([status, body.success], [200, true]);
      return [body.jobs.map((job: any) => ids.indexOf(job.id)), body.total, body.limit, body.offset];
    };
    assert.deepEqual(await list(''), [[0, 1, 2], 3, 20, 0]);
    assert.deepEqual(await list('?limit=1&offset=1'), [[1], 3, 1, 1]);
    assert.deepEqual(await list('?limit=1000'), [[0, 1, 2], 3, 100, 0]);
    assert.deepEqual(await list('?limit=0'), [[0], 3, 1, 0]);
    assert.deepEqual(await list('?offset=7'), [[], 3, 20, 7]);
    assert.deepEqual(await list('?status=completed'), [[2], 1, 20, 0]);
    assert.deepEqual(await list('?status=partial'), [[1], 1, 20, 0]);
    assert.deepEqual(await list('?status=failed'), [[0], 1, 20, 0]);
    assert.deepEqual(await list('?status=running'), [[], 0, 20, 0]);
    const { body } = await own.get('/v1/jobs');
    assert.equal('results' in body.jobs[0], false);
    for (const query of ['?status=done', '?offset=-1', '?limit=x', '?offset=x'])
      assert.deepEqual(refusal(await own.get(`/v1/jobs${query}`)), [400, false, 'INVALID_REQUEST']);
  });

  it('attaches a repeated call with the same Idempotency-Key to the same job', async () => {
    const body = { urls: pages(1), selectors: SELECTORS };
    const [one, two] = [
      await scrpy.post('/v1/jobs', body, { 'Idempotency-Key': 'a' }),
      await scrpy.post('/v1/jobs', body, { 'Idempotency-Key': 'a' }),
    ];
    assert.equal(one.body.job.id, two.body.job.id);
    const other = await scrpy.post('/v1/jobs', { ...body, name: 'b' }, { 'Idempotency-Key': 'a' });
    assert.deepEqual(refusal(other), [422, false, 'IDEMPOTENCY_KEY_REUSED']);
  });

  describe('bad input', () => {
    const good = { urls: ['http://a.test/'], selectors: SELECTORS };
    const CASES: readonly [what: string, body: unknown, names: RegExp, status?: number, code?: string][] = [
      ['no body', undefined, /^The body /],
      ['a body that is no JSON', '{', /body/],
      ['a list', [], /^The body /],
      ['no urls', { selectors: SELECTORS }, /^urls is required/],
      ['urls that are a string', { ...good, urls: 'http://a.test/' }, /^urls /],
      ['no URL at all', { ...good, urls: [] }, /^urls /],
      ['a relative URL', { ...good, urls: ['http://a.test/', '/x'] }, /^urls\[1\] /],
      ['a URL of another scheme', { ...good, urls: ['ftp://a.test/'] }, /^urls\[0\] /],
      ['1,001 URLs', { ...good, urls: Array(1_001).fill('http://a.test/') }, /^urls .*1000/],
      ['no selectors', { urls: good.urls }, /^selectors /],
      ['empty selectors', { ...good, selectors: {} }, /^selectors /],
      ['selectors that are a list', { ...good, selectors: ['h1'] }, /^selectors /],
      ['selectors of null', { ...good, selectors: null }, /^selectors /],
      ['a selector that is a number', { ...good, selectors: { a: 1 } }, /^selectors\.a /],
      ['an empty selector', { ...good, selectors: { a: '' } }, /^selectors\.a /],
      ['an invalid selector', { ...good, selectors: { ok: 'h1', bad: 'h1[' } }, /^selectors\.bad .*CSS/],
      [
        'a selector named __proto__',
        `{"urls":["http://a.test/"],"selectors":{"__proto__":"h1["}}`,
        /^The body /,
      ],
      [
        'a selector that is too long',
        { ...good, selectors: { a: 'a'.repeat(1_001) } },
        /^selectors\.a .*1000/,
      ],
      [
        '201 selectors',
        { ...good, selectors: Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`n${n}`, 'a'])) },
        /^selectors .*200/,
      ],
      ['a name that is no string', { ...good, name: 7 }, /^name /],
      ['a name that is too long', { ...good, name: 'x'.repeat(201) }, /^name .*200/],
      ['a name with a NUL', { ...good, name: 'a\0' }, /^name /],
      [
        'a body over the limit',
        { ...good, padding: 'x'.repeat(4 * 1024 * 1024) },
        /body.*larger/,
        413,
        'BODY_TOO_LARGE',
      ],
    ];
    for (const [what, body, names, status = 400, code = 'INVALID_REQUEST'] of CASES) {
      it(`refuses ${what} with ${status} ${code}`, async () => {
        const answer = await scrpy.post('/v1/jobs', body);
        assert.deepEqual(refusal(answer), [status, false, code], JSON.stringify(answer.body));
        assert.match(answer.body.error.message, names);
        assert.deepEqual(Object.keys(answer.body), ['success', 'error']);
      });
    }

    it('charges nothing for it and keeps no job', async () => {
      const me = await service.api.account({ plan: 'free', requests_per_minute: 1_000 });
      const own = createScrpy(service, me.key);
      for (const [, body] of CASES) await own.post('/v1/jobs', body);
      assert.deepEqual(await service.api.ledger(me.id), []);
      assert.equal((await own.get('/v1/jobs')).body.total, 0);
    });

    it('refuses more URLs than are left of the month, and calls beyond the minute, with 429', async () => {
      const me = await service.api.account({ plan: 'free', monthly_quota: 3, requests_per_minute: 1 });
      const own = createScrpy(service, me.key);
      const answer = await own.post('/v1/jobs', { ...good, urls: Array(4).fill('http://a.test/') });
      assert.deepEqual(refusal(answer), [429, false, 'QUOTA_EXCEEDED']);
      assert.equal((await own.get('/v1/jobs')).headers.get('x-monthly-usage-remaining'), '3');
    });

    it('answers unknown jobs with 404, unknown paths and methods in its own shape, and no key with 401', async () => {
      for (const id of ['job_000000000000', 'job_0', 'x', '%00', 'job_%F0%9F%98%80']) {
        assert.deepEqual(refusal(await scrpy.get(`/v1/jobs/${id}`)), [404, false, 'JOB_NOT_FOUND'], id);
        assert.deepEqual(refusal(await scrpy.delete(`/v1/jobs/${id}`)), [404, false, 'JOB_NOT_FOUND'], id);
      }
      const bearer = { Authorization: `Bearer ${account.key}` };
      assert.deepEqual(refusal(await service.api.call('PUT', '/v1/jobs', bearer)), [
        405,
        false,
        'METHOD_NOT_ALLOWED',
      ]);
      assert.deepEqual(refusal(await service.api.call('GET', '/v1/jobs/a/b', bearer)), [
        404,
        false,
        'NOT_FOUND',
      ]);
      for (const headers of [
        { Authorization: 'Bearer sk_live_no' },
        { Authorization: 'Bearer' },
        { Authorization: 'Bearer ' },
      ]) {
        for (const [method, path] of [
          ['POST', '/v1/jobs'],
          ['GET', '/v1/jobs'],
          ['GET', '/v1/jobs/job_1'],
          ['DELETE', '/v1/jobs/job_1'],
        ] as const)
          assert.deepEqual(refusal(await service.api.call(method, path, headers as Record<string, string>)), [
            401,
            false,
            'UNAUTHORIZED',
          ]);
      }
    });
  });

  it("shows no one else's job on any route, and none of the other API's", async () => {
    const { id } = (await scrpy.post('/v1/jobs', { urls: pages(1, '/hang'), selectors: SELECTORS })).body.job;
    const stranger = await service.api.account();
    const foreign = createScrpy(service, stranger.key);
    assert.deepEqual(refusal(await foreign.get(`/v1/jobs/${id}`)), [404, false, 'JOB_NOT_FOUND']);
    assert.deepEqual(refusal(await foreign.delete(`/v1/jobs/${id}`)), [404, false, 'JOB_NOT_FOUND']);
    assert.equal((await foreign.get('/v1/jobs')).body.total, 0);
    for (const key of [account.key, stranger.key]) {
      assert.equal((await service.api.get(key, `/v1/jobs/${id}`)).status, 404);
      assert.equal((await service.api.delete(key, `/v1/jobs/${id}`)).status, 404);
      assert.deepEqual((await service.api.get(key, '/v1/jobs')).body.jobs, []);
    }
    assert.equal((await scrpy.get(`/v1/jobs/${id}`)).body.job.status, 'running');
    assert.equal((await scrpy.delete(`/v1/jobs/${id}`)).status, 200);
  });
});
