import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { interlinked, redirectTo, text, type CrawlSite, type Pages } from '../../support/crawl-site.js';
import { createSites } from '../../support/crawls.js';
import { processesNaming } from '../../support/processes.js';
import { scrapeThis, type ScrapeThis } from '../../support/scrapethis.js';
import { startService, type RunningService } from '../../support/service.js';
import { OPERATOR_SECRET as SECRET, sharedService } from '../../support/shared.js';
import { FOLLOWS_ALL_PY, sharedSpiderFolder, spiderFolder } from '../../support/spiders.js';
import { waitFor } from '../../support/wait.js';
import { skipWithoutScrapy } from '../../support/scrapy.js';

describe('ScrapeThis: Scrapy spiders', function () {
  this.timeout(90_000);
  let service: RunningService;
  let own: ScrapeThis;
  const folder = sharedSpiderFolder();
  const sites = createSites();

  before(async function () {
    this.timeout(90_000);
    skipWithoutScrapy(this);
    folder.write('spiders/all.py', FOLLOWS_ALL_PY);
    service = await sharedService('spiders');
    own = await scrapeThis(service, {}, folder);
  });
  after(async () => {
    await sites.close();
    folder.remove();
  });

  const open = (pages: Pages): Promise<CrawlSite> => sites.open(pages);

  let count = 0;
  const run = async (file: string, args: object = {}, fields: object = {}): Promise<any> => {
    const name = `spider ${(count += 1)}`;
    await own.spider(file, { name, ...fields });
    return own.ended(await own.start((fields as { name?: string }).name ?? name, args));
  };
  const write = (code: string): string => {
    const file = `s${(count += 1)}.py`;
    folder.write(file, code);
    return file;
  };

  it('are run by Scrapy itself: every item, its stats, its log, charged by responses', async () => {
    const site = await open(interlinked(60));
    const job = await run('spiders/all.py', { url: `${site.url}/` });
    assert.equal(job.status, 'finished', job.error);
    assert.equal(job.items_scraped, 60);
    assert.deepEqual(job.units, { reserved: 10_000, charged: 60 });
    const paths = (await own.items(job.id)).map(({ path }) => path as string);
    assert.deepEqual(paths.sort(), ['/', ...Array.from({ length: 59 }, (_, n) => `/p/${n + 1}`)].sort());
    assert.equal(job.stats.item_scraped_count, 60);
    assert.equal(job.stats.finish_reason, 'finished');
    assert.match(await own.log(job.id), /INFO .*Spider opened/);
    assert.deepEqual(await own.ledger(job.id), ['reserve month 10000', 'refund month 9940']);
  });

  it('get arguments as text, as with -a, and settings; the job runs without our environment', async () => {
    const site = await open({ '/': {} });
    const file = write(`
import os
import scrapy

class S(scrapy.Spider):
    name = "s"
    custom_settings = {"MINE": "spider", "ITEM_PIPELINES": {__name__ + ".Doubling": 300}}

    async def start(self):
        yield {"begun": True}
        yield scrapy.Request(self.url)

    def parse(self, response):
        yield {
            "arguments": [self.url, self.pages, self.deep],
            "mine": self.settings["MINE"],
            "robots": self.settings.getbool("ROBOTSTXT_OBEY"),
            "names": sorted(os.environ),
            "leaks": "${SECRET}" in str(dict(os.environ)),
        }

class Doubling:
    def process_item(self, item, spider=None):
        return {**item, "piped": True}
`);
    const settings = { MINE: 'job', ROBOTSTXT_OBEY: true };
    const job = await run(file, { url: site.url, pages: 3, deep: { a: [1] } }, { settings });
    assert.equal(job.status, 'finished', `${job.error} ${await own.log(job.id)}`);
    const items = await own.items(job.id);
    assert.deepEqual(
      items.find(({ begun }) => begun),
      { begun: true, piped: true },
    );
    const item = items.find(({ arguments: args }) => args);
    assert.deepEqual(item.arguments, [site.url, '3', '{"a":[1]}']);
    assert.deepEqual([item.mine, item.robots, item.leaks, item.piped], ['job', true, false, true]);
    for (const name of ['ADMIN_TOKEN', 'DATA_DIR']) assert.ok(!item.names.includes(name), name);
    assert.equal(job.units.charged, 1, 'robots.txt costs nothing');
  });

  it('may be part of a project with its own settings and modules', async () => {
    folder.write('shop/scrapy.cfg', '[settings]\ndefault = shop.settings\n');
    folder.write('shop/shop/__init__.py', '');
    folder.write(
      'shop/shop/settings.py',
      'BOT_NAME = "shop"\nSPIDER_MODULES = ["shop.spiders"]\nMINE = "project"\n',
    );
    folder.write('shop/shop/helper.py', 'def helped(x):\n    return f"helped {x}"\n');
    folder.write('shop/shop/spiders/__init__.py', '');
    folder.write(
      'shop/shop/spiders/kettles.py',
      `
import scrapy
from ..helper import helped

class Kettles(scrapy.Spider):
    name = "kettles"
    def __init__(self, url, **kwargs):
        super().__init__(**kwargs)
        self.start_urls = [url]
    def parse(self, response):
        yield {"mine": helped(self.settings["MINE"])}

class Other(Kettles):
    name = "other"
    def parse(self, response):
        yield {"other": True}
`,
    );
    const site = await open({ '/': {} });
    const path = 'shop/shop/spiders/kettles.py';
    const first = await run(path, { url: site.url }, { name: 'kettles' });
    assert.deepEqual(await own.items(first.id), [{ mine: 'helped project' }], first.error);
    const second = await run('shop/scrapy.cfg', { url: site.url }, { name: 'other' });
    assert.deepEqual(await own.items(second.id), [{ other: true }], second.error);
    const third = await run(path, { url: site.url }, { name: 'neither' });
    assert.equal(third.status, 'error');
    assert.match(third.error, /none has the name/);
  });

  it('reach nothing private, by way of arguments or redirects', async () => {
    const site = await open({
      '/': redirectTo('http://127.0.0.2:9/'),
      '/page': { links: ['http://127.0.0.3:9/'] },
    });
    for (const url of ['http://127.0.0.2:9/', `${site.url}/`]) {
      const job = await run('spiders/all.py', { url }, { settings: { RETRY_ENABLED: false } });
      assert.deepEqual([job.status, job.items_scraped], ['finished', 0]);
      assert.match(await own.log(job.id), /403/);
    }
  });

  it('keep what a page gave before it failed, and go on', async () => {
    const site = await open({
      '/': { links: ['/bad', '/good', '/gone'] },
      '/bad': {},
      '/good': {},
      '/odd': text('x'),
    });
    const file = write(`
import scrapy
from datetime import datetime
from decimal import Decimal

class S(scrapy.Spider):
    name = "s"
    def __init__(self, url, **kwargs):
        super().__init__(**kwargs)
        self.start_urls = [url]
    def parse(self, response):
        yield {"url": response.url, "at": datetime(2026, 1, 2), "price": Decimal("1.5"), "nan": float("nan")}
        if response.url.endswith("/bad"):
            raise ValueError("no such thing")
        yield from response.follow_all(css="a")
`);
    const job = await run(file, { url: site.url });
    assert.equal(job.status, 'finished', job.error);
    const items = await own.items(job.id);
    assert.equal(items.length, 3);
    assert.deepEqual(
      { ...items[0], url: '' },
      { url: '', at: '2026-01-02T00:00:00', price: '1.5', nan: null },
    );
    assert.match(await own.log(job.id), /ERROR ValueError: no such thing/);
    assert.equal(job.units.charged, 4, 'a 404 is a response');
  });

  it('report a page with many items in full', async () => {
    const site = await open({ '/': {} });
    const file = write(`
import scrapy

class S(scrapy.Spider):
    name = "s"
    def __init__(self, url, **kwargs):
        super().__init__(**kwargs)
        self.start_urls = [url]
    def parse(self, response):
        for n in range(1234):
            yield {"n": n}
`);
    const job = await run(file, { url: site.url });
    assert.deepEqual([job.items_scraped, job.units.charged], [1_234, 1], job.error);
    const numbers = (await own.items(job.id)).map(({ n }) => n as number);
    assert.deepEqual(
      numbers.sort((a, b) => a - b),
      Array.from({ length: 1_234 }, (_, n) => n),
    );
  });

  it('stop at the pages that were asked for, and end in error at a limit that nobody asked for', async () => {
    const site = await open(interlinked(100, 10, 20));
    const settings = { CLOSESPIDER_PAGECOUNT: 20, CONCURRENT_REQUESTS: 2 };
    const few = await run('spiders/all.py', { url: site.url }, { settings });
    assert.equal(few.status, 'finished', few.error);
    assert.ok(few.items_scraped >= 20 && few.items_scraped < 40, `${few.items_scraped} items`);
    assert.equal(few.units.charged, 20);
    const poor = await scrapeThis(service, { plan: 'pro', monthly_quota: 40 }, folder);
    await poor.spider('spiders/all.py', { name: 'n' });
    const job = await poor.ended(await poor.start('n', { url: site.url }));
    assert.equal(job.status, 'error');
    assert.match(job.error, /limit of 10 pages .*CLOSESPIDER_PAGECOUNT/);
    assert.deepEqual(job.units, { reserved: 10, charged: 10 });
  });

  it('are cancelled: the process is gone, though its pages hang; items stay', async () => {
    const site = await open((path) =>
      path.includes('hang')
        ? () => undefined
        : { links: path === '/' ? ['/1', '/2', ...Array.from({ length: 9 }, (_, n) => `/hang/${n}`)] : [] },
    );
    await own.spider('spiders/all.py', { name: 'hanging' });
    const id = await own.start('hanging', { url: `${site.url}/` });
    await waitFor(
      'pages hang',
      async () => site.asked('/hang/0') > 0 && (await own.job(id)).items_scraped === 3,
    );
    const ours = (): number[] => processesNaming(id);
    assert.ok(ours().length > 0);
    const cancelled = await own.call('DELETE', `/jobs/${id}`);
    assert.deepEqual([cancelled.status, cancelled.body], [200, { ok: true, message: 'Job cancelled' }]);
    // Far less than the three minutes that Scrapy itself gives a page.
    await waitFor('the process to go', () => ours().length === 0, 10_000);
    const job = await own.ended(id);
    assert.deepEqual([job.status, job.items_scraped], ['cancelled', 3]);
    const before = site.requests.length;
    await sleep(500);
    assert.equal(site.requests.length, before);
  });

  const BROKEN: readonly [string, string, RegExp][] = [
    ['a file without a spider', 'x = 1', /defines no spider/],
    ['a file that cannot be parsed', 'class', /could not be loaded: SyntaxError/],
    ['a module that is missing', 'import no_such_module', /No module named 'no_such_module'/],
    [
      'a spider that cannot be made',
      'import scrapy\nclass S(scrapy.Spider):\n    name = "s"\n    def __init__(self, needed):\n        pass',
      /needed/,
    ],
  ];
  for (const [what, code, error] of BROKEN) {
    it(`end in error for ${what}`, async () => {
      const job = await run(write(code));
      assert.equal(job.status, 'error');
      assert.match(job.error, error);
      assert.doesNotMatch(job.error, new RegExp(folder.path), 'no path of the server');
      assert.equal(job.units.charged, 0);
    });
  }

  it('are tried three times when their process is killed, and then end in error', async () => {
    const job = await run(write('import os, signal\nos.kill(os.getpid(), signal.SIGKILL)'));
    assert.equal(job.status, 'error');
    assert.match(job.error, /SIGKILL, 3 times/);
  });
});

describe('ScrapeThis: Scrapy spiders where there is no Scrapy', function () {
  this.timeout(90_000);

  it('end in error with how to install it', async () => {
    const folder = spiderFolder();
    folder.write('all.py', FOLLOWS_ALL_PY);
    const service = await startService({ SPIDERS_DIR: folder.path, SCRAPY_COMMAND: 'no-such-scrapy' });
    try {
      const own = await scrapeThis(service);
      await own.spider('all.py');
      const job = await own.ended(await own.start('all.py', { url: 'http://a.test/' }));
      assert.equal(job.status, 'error');
      assert.match(job.error, /pip install scrapy.*SCRAPY_COMMAND/);
    } finally {
      await service.discard();
      folder.remove();
    }
  });
});
