import { strict as assert } from 'node:assert';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { interlinked, redirectTo, type CrawlSite, type Pages } from '../../support/crawl-site.js';
import { createSites } from '../../support/crawls.js';
import { ROOT } from '../../support/root.js';
import { scrapeThis, type ScrapeThis } from '../../support/scrapethis.js';
import type { RunningService } from '../../support/service.js';
import { OPERATOR_SECRET as SECRET, sharedService } from '../../support/shared.js';
import { FOLLOWS_ALL, sharedSpiderFolder } from '../../support/spiders.js';
import { waitFor } from '../../support/wait.js';

describe('ScrapeThis: TypeScript spiders', function () {
  this.timeout(90_000);
  let service: RunningService;
  let own: ScrapeThis;
  const folder = sharedSpiderFolder();
  const sites = createSites();

  before(async function () {
    this.timeout(90_000);
    folder.write('all.mjs', FOLLOWS_ALL);
    service = await sharedService('spiders');
    own = await scrapeThis(service, {}, folder);
  });
  after(async () => {
    await sites.close();
    folder.remove();
  });

  const open = (pages: Pages): Promise<CrawlSite> => sites.open(pages);

  let count = 0;
  /** Registers the spider under a fresh name and runs it to its end. */
  const run = async (file: string, args: object = {}, settings: object = {}): Promise<any> => {
    const name = `spider ${(count += 1)}`;
    await own.spider(file, { name, settings });
    return own.ended(await own.start(name, args));
  };
  const write = (text: string, extension = 'mjs'): string => {
    const file = `s${(count += 1)}.${extension}`;
    folder.write(file, text);
    return file;
  };

  it('visits each page once and keeps every item, in a job as documented', async () => {
    const site = await open(interlinked(60));
    const spider = await own.spider('all.mjs');
    const started = await own.call('POST', '/jobs', { spider_id: spider.id, arguments: { url: site.url } });
    assert.equal(started.status, 200);
    assert.deepEqual(Object.keys(started.body), ['jobId', 'status']);
    assert.equal(started.body.status, 'pending');
    const job = await own.ended(started.body.jobId);
    assert.deepEqual(job, {
      id: started.body.jobId,
      spider_id: spider.id,
      status: 'finished',
      items_scraped: 60,
      user_id: own.accountId,
      created_at: job.created_at,
      started_at: job.started_at,
      finished_at: job.finished_at,
      error: null,
      arguments: { url: site.url },
      spider: { id: spider.id, name: 'all.mjs', repo_path: folder.at('all.mjs') },
      pages: { succeeded: 60, failed: 0 },
      units: { reserved: 10_000, charged: 60 },
      schedule_id: null,
      expires_at: job.expires_at,
      stats: null,
    });
    for (const time of [job.created_at, job.started_at, job.finished_at])
      assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const paths = (await own.items(job.id)).map(({ path }) => path as string);
    assert.deepEqual(paths.sort(), ['/', ...Array.from({ length: 59 }, (_, n) => `/p/${n + 1}`)].sort());
    assert.equal(site.visits().length, 60);
    assert.deepEqual(await own.ledger(job.id), ['reserve month 10000', 'refund month 9940']);

    const list = (await own.call('GET', `/jobs?spider_id=${spider.id}&status=finished`)).body;
    assert.deepEqual(list, [job]);
    assert.deepEqual((await own.call('GET', `/jobs?spider_id=${spider.id}&status=error`)).body, []);
  });

  it('runs TypeScript, with modules beside it, async functions and an example of the docs', async () => {
    writeFileSync(join(folder.path, 'prices.ts'), 'export const tax = (net: number): number => net * 2;\n');
    const site = await open({
      '/': { links: ['/a', '/b'] },
      '/a': { body: '<p class="price">10</p>' },
      '/b': { body: '<p class="price">21</p>' },
    });
    const file = write(
      `import { defineSpider, type Item } from 'holdfast/spider';
       import { tax } from './prices';
       enum Kind { Product = 'product' }
       export default defineSpider<{ url: string }, Kind | undefined>({
         async *start({ arguments: args }) { yield new URL(args.url); },
         async parse(page) {
           await Promise.resolve();
           if (page.data === Kind.Product) return [{ price: tax(Number(page.text('.price'))) } satisfies Item];
           return page.followAll('a', { data: Kind.Product });
         },
       });`,
      'ts',
    );
    const job = await run(file, { url: site.url });
    assert.equal(job.status, 'finished', job.error);
    const prices = (await own.items(job.id)).map(({ price }) => price as number).sort();
    assert.deepEqual(prices, [20, 42]);
  });

  it('runs the examples that come with it', async () => {
    const examples = await sharedService();
    const user = await scrapeThis(examples);
    const url = `${examples.runtime().demoSite}/`;
    await user.spider('spiders/pages.mjs', { name: 'pages' });
    await user.spider('kettles.ts', { name: 'kettles' });
    const pages = await user.ended(await user.start('pages', { url }));
    const kettles = await user.ended(await user.start('kettles', { url, most: 30 }));
    assert.deepEqual([pages.status, pages.items_scraped], ['finished', 8], pages.error);
    assert.equal(kettles.status, 'finished', kettles.error);
    const found = await user.items(kettles.id);
    assert.ok(found.some(({ name, price }) => name === 'Blue kettle' && price === 24.9));
    assert.ok(found.every(({ price }) => price <= 30));
  });

  it('gives the items as JSON page by page, as lines and as a table', async () => {
    const site = await open({ '/': { links: [] } });
    const file = write(`export default {
      start: ({ arguments: { url } }) => [url],
      *parse() {
        yield { b: 1, a: 'x' };
        yield { a: 'with "quotes", commas\\nand lines', c: { d: [1, null] } };
        yield { b: null, a: 'ü\\u0000' };
      },
    };`);
    const { id } = await run(file, { url: site.url });
    const get = (query: string, accept = '*/*') =>
      own.call('GET', `/jobs/${id}/items${query}`, undefined, { Accept: accept });
    const all = [
      { b: 1, a: 'x' },
      { a: 'with "quotes", commas\nand lines', c: { d: [1, null] } },
      { b: null, a: 'ü' },
    ];
    const first = (await get('?limit=2')).body;
    assert.deepEqual(first.items, all.slice(0, 2));
    const second = (await get(`?limit=2&cursor=${first.next_cursor}`)).body;
    assert.deepEqual(second, { items: all.slice(2), next_cursor: null });
    const lines = all.map((item) => `${JSON.stringify(item)}\n`).join('');
    const csv = 'b,a,c\r\n1,x,\r\n,"with ""quotes"", commas\nand lines","{""d"":[1,null]}"\r\n,ü,\r\n';
    for (const [query, accept, type, body] of [
      ['?format=ndjson', '*/*', /^application\/x-ndjson/, lines],
      ['', 'application/x-ndjson', /^application\/x-ndjson/, lines],
      ['?format=csv', '*/*', /^text\/csv/, csv],
      ['', 'text/csv', /^text\/csv/, csv],
    ] as const) {
      const answer = await get(query, accept);
      assert.match(answer.headers.get('content-type') ?? '', type);
      const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
      assert.equal(text, body);
    }
    assert.equal((await get('?format=xml')).status, 400);
    assert.equal((await get('?cursor=x')).status, 400);
  });

  it('fails a page whose parse throws, and goes on; what was printed is in the log', async () => {
    const site = await open({ '/': { links: ['/bad', '/good', '/gone'] }, '/bad': {}, '/good': {} });
    const file = write(`export default {
      start: ({ arguments: { url } }) => [url],
      *parse(page) {
        console.log('at', new URL(page.url).pathname);
        yield { path: new URL(page.url).pathname };
        if (page.url.endsWith('/bad')) throw new TypeError('no such thing');
        yield* page.followAll();
      },
    };`);
    const job = await run(file, { url: site.url });
    assert.equal(job.status, 'finished');
    assert.deepEqual(job.pages, { succeeded: 2, failed: 2 });
    assert.equal(job.units.charged, 4);
    assert.deepEqual((await own.items(job.id)).map(({ path }) => path).sort(), ['/', '/good']);
    const log = await waitFor('what it printed', async () => {
      const text = await own.log(job.id);
      return /INFO at \/good/.test(text) && text;
    });
    assert.match(log, /WARNING .*\/bad: parse failed: TypeError: no such thing/);
    assert.match(log, /WARNING .*\/gone: The site answered HTTP 404/);
    const { lines } = (await own.call('GET', `/jobs/${job.id}/logs?limit=2`)).body;
    assert.equal(lines.length, 2);
    assert.deepEqual(Object.keys(lines[0]), ['at', 'level', 'message']);
  });

  it('counts pages that redirect to a known one as one, and obeys robots.txt unless told otherwise', async () => {
    const pages = {
      '/robots.txt': { headers: { 'Content-Type': 'text/plain' }, body: 'User-agent: *\nDisallow: /private' },
      '/': { links: ['/a', '/b', '/private'] },
      '/a': redirectTo('/b'),
      '/b': {},
      '/private': {},
    };
    const [obeyed, ignored] = [await open(pages), await open(pages)];
    const first = await run('all.mjs', { url: obeyed.url });
    assert.deepEqual((await own.items(first.id)).map(({ path }) => path).sort(), ['/', '/b']);
    assert.equal(obeyed.asked('/private'), 0);
    const second = await run('all.mjs', { url: ignored.url }, { ROBOTSTXT_OBEY: false });
    assert.deepEqual((await own.items(second.id)).map(({ path }) => path).sort(), ['/', '/b', '/private']);
    assert.equal(ignored.asked('/robots.txt'), 0);
  });

  it('stops at the pages and hops that its settings name', async () => {
    const site = await open(interlinked(60));
    const few = await run('all.mjs', { url: site.url }, { CLOSESPIDER_PAGECOUNT: 7 });
    assert.deepEqual(
      [few.status, few.items_scraped, few.units],
      ['finished', 7, { reserved: 7, charged: 7 }],
    );
    const near = await run('all.mjs', { url: site.url }, { DEPTH_LIMIT: '1' });
    assert.deepEqual([near.status, near.items_scraped], ['finished', 11]);
  });

  it('ends in error at a limit that nobody asked for, and keeps what was found', async () => {
    const site = await open(interlinked(60));
    const poor = await scrapeThis(service, { plan: 'pro', monthly_quota: 40 }, folder);
    await poor.spider('all.mjs', { name: 'n' });
    const job = await poor.ended(await poor.start('n', { url: site.url }));
    assert.equal(job.status, 'error');
    assert.match(job.error, /limit of 10 pages .*CLOSESPIDER_PAGECOUNT/);
    assert.equal(job.items_scraped, 10);
    assert.deepEqual(job.units, { reserved: 10, charged: 10 });
  });

  it('cancels: the answer is exact, no request comes a second later, items stay, the process goes', async () => {
    const site = await open((path) => ({
      links: Array.from({ length: 5 }, (_, n) => `${path}x${n}`),
      afterMs: 50,
    }));
    await own.spider('all.mjs', { name: 'endless' });
    const id = await own.start('endless', { url: site.url });
    await waitFor('some items', async () => (await own.job(id)).items_scraped > 20);
    const cancelled = await own.call('DELETE', `/jobs/${id}`);
    assert.deepEqual([cancelled.status, cancelled.body], [200, { ok: true, message: 'Job cancelled' }]);
    const answeredAt = Date.now();
    assert.equal((await own.job(id)).status, 'cancelled');
    const job = await own.ended(id, 10_000);
    assert.equal(job.status, 'cancelled');
    await sleep(Math.max(0, answeredAt + 2_500 - Date.now()));
    assert.deepEqual(
      site.requests.filter(({ at }) => at > answeredAt + 1_000),
      [],
    );
    assert.equal((await own.items(id)).length, job.items_scraped);
    assert.equal(job.items_scraped, job.units.charged);
    assert.equal((await own.call('DELETE', `/jobs/${id}`)).status, 200, 'again');
  });

  it('refuses to cancel what has ended, in the documented words', async () => {
    const site = await open({ '/': {} });
    const { id } = await run('all.mjs', { url: site.url });
    const answer = await own.call('DELETE', `/jobs/${id}`);
    assert.deepEqual([answer.status, answer.body], [500, { error: 'Failed to cancel job' }]);
  });

  it('runs without our environment, and reaches nothing private by itself', async () => {
    const site = await open({ '/': {} });
    const file = write(`export default {
      start: ({ arguments: { url } }) => [url],
      async parse() {
        const answer = await fetch('http://127.0.0.2:1/').then((r) => r.status, (e) => String(e.cause ?? e));
        const { status } = await fetch('${site.url}/');
        return [{ names: Object.keys(process.env), secret: JSON.stringify(process.env), answer, status }];
      },
    };`);
    const job = await run(file, { url: site.url });
    const [item] = await own.items(job.id);
    assert.ok(!item.secret.includes(SECRET));
    for (const name of ['ADMIN_TOKEN', 'DATA_DIR', 'NODE_OPTIONS'])
      assert.ok(!item.names.includes(name), name);
    assert.doesNotMatch(String(item.answer), /ECONNREFUSED/);
    assert.equal(item.status, 200, 'what is open is reached through the proxy');
  });

  it('gives up a page that hangs or kills its process, and finishes the rest', async () => {
    const site = await open({
      '/': { links: ['/fatal', '/1', '/2', '/3'] },
      '/fatal': {},
      '/1': {},
      '/2': {},
      '/3': {},
    });
    const file = write(`export default {
      start: ({ arguments: { url } }) => [url],
      *parse(page) {
        if (page.url.endsWith('/fatal')) process.exit(3);
        yield { url: page.url };
        yield* page.followAll();
      },
    };`);
    const job = await run(file, { url: site.url });
    assert.deepEqual([job.status, job.items_scraped, job.pages.failed], ['finished', 4, 1], job.error);
    assert.match(await own.log(job.id), /given up/);
  });

  const BROKEN: readonly [string, string | null, RegExp][] = [
    ['a file that is missing', null, /There is no file \S*missing\.mjs in the spiders' folder/],
    ['a file that cannot be parsed', 'export default {', /could not be loaded/],
    ['a file that exports no spider', 'export const a = 1;', /no start and parse/],
    ['a module that throws', 'throw new Error("too bad");', /too bad/],
    [
      'a start that throws',
      'export default { start() { throw new Error("oh"); }, parse() {} };',
      /start failed: Error: oh/,
    ],
    [
      'a start without URLs',
      'export default { start: () => ["/relative"], parse() {} };',
      /not an absolute http/,
    ],
  ];
  for (const [what, text, error] of BROKEN) {
    it(`ends in error for ${what}`, async () => {
      const job = await run(text === null ? 'missing.mjs' : write(text));
      assert.equal(job.status, 'error');
      assert.match(job.error, error);
      assert.doesNotMatch(job.error, new RegExp(folder.path), 'no path of the server');
      assert.equal(job.units.charged, 0);
    });
  }

  it('ends in error for another kind of file, and for a link that leads out of the folder', async () => {
    folder.write('spider.rb', 'x');
    assert.match((await run('spider.rb')).error, /none of the kinds/);
    symlinkSync(join(ROOT, 'spiders/pages.mjs'), join(folder.path, 'outside.mjs'));
    assert.match((await run('outside.mjs')).error, /leads out of the spiders' folder/);
    symlinkSync(join(ROOT, 'spiders'), join(folder.path, 'out'));
    assert.match((await run('out/pages.mjs')).error, /leads out of the spiders' folder/);
  });
});
