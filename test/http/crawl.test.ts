import { strict as assert } from 'node:assert';
import { createSites, crawlOf, pathsOf, runCrawl, startCrawl, type Entry } from '../support/crawls.js';
import { interlinked, redirectTo, startCrawlSite, type CrawlSite } from '../support/crawl-site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { waitFor } from '../support/wait.js';
import { skipWithout } from '../support/skip.js';

describe('POST /v1/crawl', function () {
  this.timeout(120_000);
  let service: RunningService;
  let key: string;
  const sites = createSites();

  before(async () => {
    service = await sharedService();
    key = (await service.api.account()).key;
  });
  after(() => sites.close());

  it('answers one entry per visited page and crawl_meta, and announces the job', async () => {
    const site = await sites.open({ '/': { links: ['/a', '/b'] }, '/a': {}, '/b': { status: 403 } });
    const { headers, body } = await runCrawl(service, key, `${site.url}/`);
    assert.match(headers.get('x-job-id') ?? '', /^job_[0-9a-f]{12}$/);
    assert.deepEqual(Object.keys(body), ['seed_url', 'results', 'crawl_meta', 'warnings']);
    assert.equal(body.seed_url, `${site.url}/`);
    assert.deepEqual(body.results, [
      ...['/', '/a'].map((path) => ({
        url: site.url + path,
        status: 'success',
        render_mode: 'fetch',
        data: { title: `Title of ${path}` },
        images_processed: null,
      })),
      {
        url: `${site.url}/b`,
        status: 'error',
        error: {
          code: 'FETCH_BLOCKED',
          message: 'The site refused the request (HTTP 403).',
          retryable: true,
        },
      },
    ]);
    assert.deepEqual(body.crawl_meta, {
      pages_visited: 3,
      pages_skipped: 0,
      pages_failed: 1,
      cancelled: false,
    });
  });

  it('follows only links that match follow_pattern, and visits a seed that does not', async () => {
    const site = await sites.open({
      '/start': { links: ['/posts/1', '/posts/2', '/about', 'http://127.0.0.1:9/posts/3'] },
      '/posts/1': { links: ['/posts/deep/3', '/start', '/tags'] },
      '/posts/2': {},
      '/posts/deep/3': {},
      '/about': {},
      '/tags': {},
    });
    const { body } = await runCrawl(service, key, `${site.url}/start`, {
      follow_pattern: `${site.url}/posts/*`,
    });
    assert.deepEqual(pathsOf(body), ['/posts/1', '/posts/2', '/posts/deep/3', '/start']);
    assert.deepEqual(site.visits().sort(), pathsOf(body));
    assert.equal(body.crawl_meta.pages_visited, 4);
  });

  for (const max_depth of [0, 1, 2, undefined]) {
    it(`goes exactly as deep as max_depth ${max_depth} says`, async () => {
      const site = await sites.open({
        '/': { links: ['/1a', '/1b'] },
        '/1a': { links: ['/2a', '/1b', '/'], afterMs: 100 },
        '/1b': { links: ['/2b', '/2c'] },
        '/2a': { links: ['/3a', '/1a'] },
        '/2b': { links: ['/3b', '/2a'] },
        '/2c': {},
        '/3a': {},
        '/3b': {},
      });
      const levels = [['/'], ['/1a', '/1b'], ['/2a', '/2b', '/2c']].slice(0, (max_depth ?? 2) + 1);
      const { body } = await runCrawl(service, key, `${site.url}/`, { max_depth });
      assert.deepEqual(pathsOf(body), levels.flat());
      assert.deepEqual(site.visits().sort(), levels.flat());
      assert.equal(body.crawl_meta.code, 'DEPTH_LIMIT_REACHED');
    });
  }

  it('visits a page once, whatever its links look like', async () => {
    const same = [
      '/page',
      '/page#part',
      './page',
      '/x/../page',
      '/%70age',
      '/page?utm_source=x',
      '/page?gclid=1#y',
    ];
    const site: CrawlSite = await sites.open((path) => {
      const links = [
        ...same,
        `HTTP://LOCALHOST:${site.port}/page`,
        '/',
        '/#top',
        '/again',
        '/again?utm_id=z',
      ];
      return ['/', '/page', '/again'].includes(path) ? { links } : undefined;
    });
    const { body } = await runCrawl(service, key, `http://localhost:${site.port}/`);
    assert.deepEqual(pathsOf(body), ['/', '/again', '/page']);
    assert.deepEqual(site.visits().sort(), ['/', '/again', '/page']);
    assert.ok(body.crawl_meta.pages_skipped > 0);
  });

  it('takes capitals and the default port of a host for the same host', async function () {
    const tried = await startCrawlSite({ '/': { links: [] } }, '127.0.0.1', 80).catch(() => null);
    skipWithout('port-80', tried !== null, this);
    await tried?.close();
    const pages = { links: ['http://LOCALHOST/a', 'http://localhost:80/a', 'http://LocalHost:80/a#b', '/a'] };
    const site = await startCrawlSite({ '/': pages, '/a': pages }, '127.0.0.1', 80);
    try {
      const follow_pattern = 'http://localhost/*';
      const { body } = await runCrawl(service, key, 'http://LOCALHOST:80/', { follow_pattern });
      assert.deepEqual(pathsOf(body), ['/', '/a']);
      assert.deepEqual(site.visits().sort(), ['/', '/a']);
    } finally {
      await site.close();
    }
  });

  it('takes a trailing slash and the order of a query for another page', async () => {
    const links = ['/dir', '/dir/', '/q?a=1&b=2', '/q?b=2&a=1', '/q?a=1'];
    const site = await sites.open((path) => (path.endsWith('.txt') ? undefined : { links }));
    const { body } = await runCrawl(service, key, `${site.url}/`);
    assert.deepEqual(pathsOf(body), ['/', ...links].sort());
    assert.deepEqual(site.visits().sort(), ['/', ...links].sort());
  });

  it('counts where a redirect arrives as visited', async () => {
    const site = await sites.open({
      '/': redirectTo('/home'),
      '/home': { links: ['/old', '/', '/home'] },
      '/old': redirectTo('/new', 301),
      '/new': { links: ['/new', '/old', '/last'] },
      '/last': { links: ['/new'] },
    });
    const { body } = await runCrawl(service, key, `${site.url}/`, { max_depth: 5 });
    assert.deepEqual(pathsOf(body), ['/', '/last', '/old']);
    assert.deepEqual(
      body.results.map(({ data }: Entry) => data?.title),
      ['Title of /home', 'Title of /new', 'Title of /last'],
    );
    for (const path of ['/', '/home', '/old', '/new', '/last']) assert.equal(site.asked(path), 1, path);
  });

  it('counts two pages that redirect to the same one as one', async () => {
    const site = await sites.open({
      '/': { links: ['/a', '/b', '/c'] },
      '/a': redirectTo('/same'),
      '/b': redirectTo('/same'),
      '/c': redirectTo('/'),
      '/same': {},
    });
    const { body } = await runCrawl(service, key, `${site.url}/`);
    assert.equal(body.results.length, 2);
    assert.equal(body.results.filter(({ data }: Entry) => data?.title === 'Title of /same').length, 1);
    assert.equal(body.crawl_meta.pages_visited, 2);
    assert.equal(body.crawl_meta.pages_skipped, 2);
  });

  it('follows the links of a page that another one has redirected to before', async () => {
    const site = await sites.open({
      '/': { links: ['/a', '/b'] },
      '/a': redirectTo('/b'),
      '/b': { links: ['/c'] },
      '/c': {},
    });
    const { body } = await runCrawl(service, key, `${site.url}/`, {}, { options: { concurrency: 1 } });
    assert.deepEqual(
      body.results.map(({ data }: Entry) => data?.title).sort(),
      ['/', '/b', '/c'].map((path) => `Title of ${path}`),
    );
  });

  it('skips a page that redirects out of the pattern, and never asks for its target', async () => {
    const elsewhere = await sites.open({ '/in/x': {} });
    const site = await sites.open({
      '/in/': { links: ['/in/leaves', '/in/goes', '/in/stays'] },
      '/in/leaves': redirectTo('/out'),
      '/in/goes': redirectTo(`${elsewhere.url}/in/x`),
      '/in/stays': redirectTo('/in/here'),
      '/in/here': {},
      '/out': {},
    });
    const { body } = await runCrawl(service, key, `${site.url}/in/`, { follow_pattern: `${site.url}/in/*` });
    assert.deepEqual(pathsOf(body), ['/in/', '/in/stays']);
    assert.equal(body.crawl_meta.pages_skipped, 2);
    assert.equal(site.asked('/out'), 0);
    assert.deepEqual(elsewhere.requests, []);
  });

  it('takes an error page for a page, and answers and charges an entry for one that fails', async () => {
    const account = await service.api.account({ monthly_quota: 100 });
    const site = await sites.open({
      '/': { links: ['/500', '/404', '/hangs', '/gone', '/blocked'] },
      '/500': { status: 500, links: ['/from-500'] },
      '/404': { status: 404 },
      '/from-500': {},
      '/hangs': () => undefined,
      '/gone': (request) => request.socket.destroy(),
      '/blocked': { status: 403 },
    });
    const { body, headers } = await runCrawl(
      service,
      account.key,
      `${site.url}/`,
      { max_pages: 20 },
      { options: { timeout_ms: 1_000 } },
    );
    const endings = (body.results as Entry[]).map(({ url, error }) => [new URL(url).pathname, error?.code]);
    assert.deepEqual(Object.fromEntries(endings), {
      '/': undefined,
      '/500': undefined,
      '/404': undefined,
      '/from-500': undefined,
      '/hangs': 'TIMEOUT',
      '/gone': 'URL_UNREACHABLE',
      '/blocked': 'FETCH_BLOCKED',
    });
    assert.equal(body.crawl_meta.pages_visited, 7);
    assert.equal(body.crawl_meta.pages_failed, 3);
    const job = await service.api.get(account.key, `/v1/jobs/${headers.get('x-job-id')}`);
    assert.deepEqual(job.body.units, { reserved: 20, charged: 7 });
  });

  it('is listed while it runs, and can be read with counts that fit', async () => {
    const site = await sites.open(interlinked(40, 10, 150));
    const body = crawlOf(`${site.url}/`, {}, { options: { concurrency: 2 } });
    const { jobId, answer } = await startCrawl(service, key, body);
    const { body: list } = await service.api.get(key, '/v1/jobs');
    assert.deepEqual(
      list.jobs.map((job: object) => ({ ...job, started_at: null })),
      [{ job_id: jobId, endpoint: '/crawl', started_at: null }],
    );
    const midway = await waitFor('some pages to be visited and others to wait', async () => {
      const { body: job } = await service.api.get(key, `/v1/jobs/${jobId}`);
      return job.counts.succeeded >= 3 && job.counts.waiting > 0 && job;
    });
    const { total, succeeded, failed, cancelled, waiting } = midway.counts;
    assert.equal(midway.status, 'running');
    assert.deepEqual([failed, cancelled], [0, 0]);
    assert.ok(total <= 40 && total === succeeded + waiting, JSON.stringify(midway.counts));
    assert.deepEqual(midway.units.reserved, 100);

    const { results, crawl_meta } = await answer;
    assert.equal(crawl_meta.pages_visited, 40);
    const after = await service.api.get(key, `/v1/jobs/${jobId}?limit=1000`);
    assert.equal(after.body.status, 'completed');
    assert.deepEqual(after.body.counts, { total: 40, succeeded: 40, failed: 0, cancelled: 0, waiting: 0 });
    assert.deepEqual(after.body.units, { reserved: 100, charged: 40 });
    assert.deepEqual(after.body.results, results);
    assert.deepEqual((await service.api.get(key, '/v1/jobs')).body.jobs, []);
  });

  it('answers a repeated call under its Idempotency-Key from the same crawl', async () => {
    const account = await service.api.account();
    const site = await sites.open(interlinked(10));
    const headers = { 'Idempotency-Key': 'one-crawl' };
    const body = crawlOf(`${site.url}/`);
    const first = await service.api.post(account.key, '/v1/crawl', body, headers);
    const again = await service.api.post(account.key, '/v1/crawl', body, headers);
    assert.equal(first.body.results.length, 10);
    assert.deepEqual(again.body, first.body);
    assert.equal(again.headers.get('x-job-id'), first.headers.get('x-job-id'));
    assert.equal(site.visits().length, 10);
    const other = await service.api.post(
      account.key,
      '/v1/crawl',
      crawlOf(`${site.url}/`, { max_pages: 5 }),
      headers,
    );
    assert.deepEqual([other.status, other.body.error.code], [422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('answers async_mode in the same shape', async () => {
    const site = await sites.open(interlinked(5));
    const { body } = await runCrawl(service, key, `${site.url}/`, {}, { async_mode: true });
    const sync = await runCrawl(service, key, `${site.url}/`);
    assert.deepEqual({ ...body, crawl_meta: null }, { ...sync.body, crawl_meta: null });
    assert.equal(body.crawl_meta.pages_visited, 5);
  });
});
