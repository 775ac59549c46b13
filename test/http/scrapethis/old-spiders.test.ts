import { strict as assert } from 'node:assert';
import { readdirSync } from 'node:fs';
import { interlinked, type CrawlSite, type Pages } from '../../support/crawl-site.js';
import { createSites } from '../../support/crawls.js';
import { scrapeThis, type ScrapeThis } from '../../support/scrapethis.js';
import type { RunningService } from '../../support/service.js';
import { sharedService } from '../../support/shared.js';
import { sharedSpiderFolder } from '../../support/spiders.js';
import { skipWithoutScrapy } from '../../support/scrapy.js';

/** Spiders of older versions of Scrapy, run by the installed one: see docs/spiders.md. */
describe('ScrapeThis: old Scrapy spiders', function () {
  this.timeout(90_000);
  let service: RunningService;
  let own: ScrapeThis;
  const folder = sharedSpiderFolder();
  const sites = createSites();

  before(async function () {
    this.timeout(90_000);
    skipWithoutScrapy(this);
    service = await sharedService('spiders');
    own = await scrapeThis(service, {}, folder);
  });
  after(async () => {
    await sites.close();
    folder.remove();
  });

  const open = (pages: Pages): Promise<CrawlSite> => sites.open(pages);

  let count = 0;
  const run = async (code: string, args: object = {}, settings: object = {}): Promise<any> => {
    const file = `old${(count += 1)}.py`;
    folder.write(file, code);
    await own.spider(file, { settings });
    return own.ended(await own.start(file, args));
  };
  const itemsOf = async (job: any): Promise<any[]> => {
    assert.equal(job.status, 'finished', `${job.error} ${await own.log(job.id)}`);
    return own.items(job.id);
  };

  /** A spider named S with the given body, and what stands beside it. */
  const spider = (body: string, beside = '', base = 'scrapy.Spider'): string => `
import scrapy
from scrapy.spiders import CrawlSpider, Rule, SitemapSpider
from scrapy.linkextractors import LinkExtractor
${beside}

class S(${base}):
    name = "s"
${body
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;
  const PARSE = `
def parse(self, response):
    yield {"path": response.url[len(self.url):], "meta": response.meta.get("mine")}
`;

  const BEGINNINGS: readonly [string, string, readonly string[]][] = [
    [
      'start_requests() as a generator',
      'def start_requests(self):\n    yield scrapy.Request(self.url + "/a")\n    yield scrapy.Request(self.url + "/b")',
      ['/a', '/b'],
    ],
    [
      'start_requests() that returns a list',
      'def start_requests(self):\n    return [scrapy.Request(self.url + "/a"), scrapy.Request(self.url + "/b")]',
      ['/a', '/b'],
    ],
    [
      'start_requests() on top of the one of the library',
      'start_urls = []\ndef start_requests(self):\n    self.start_urls = [self.url + "/a"]\n    yield from super().start_requests()',
      ['/a'],
    ],
    [
      'start_requests() that asks for one page twice, which is requested once',
      'def start_requests(self):\n    for _ in range(2):\n        yield scrapy.Request(self.url + "/a")',
      ['/a'],
    ],
    [
      'start_urls that name one page twice, which is requested twice',
      'def __init__(self, url):\n    self.url = url\n    self.start_urls = [url + "/a", url + "/a"]',
      ['/a', '/a'],
    ],
    [
      'start_requests() beside a start() that takes a response',
      'def start_requests(self):\n    yield scrapy.Request(self.url + "/a", self.start)\ndef start(self, response):\n    yield {"path": "/started"}',
      ['/started'],
    ],
    [
      'start_urls beside a callback called start()',
      'def __init__(self, url):\n    self.url = url\n    self.start_urls = [url + "/a"]\ndef start(self, response):\n    pass',
      ['/a'],
    ],
    [
      'start_urls of which make_requests_from_url() makes the requests',
      'def __init__(self, url):\n    self.url = url\n    self.start_urls = ["/a", "/b"]\ndef make_requests_from_url(self, path):\n    return scrapy.Request(self.url + path)',
      ['/a', '/b'],
    ],
    ['start() as a plain generator', 'def start(self):\n    yield scrapy.Request(self.url + "/a")', ['/a']],
    ['start() that returns a list', 'def start(self):\n    return [scrapy.Request(self.url + "/a")]', ['/a']],
    [
      'start() as a coroutine that returns a list',
      'async def start(self):\n    return [scrapy.Request(self.url + "/a")]',
      ['/a'],
    ],
    [
      'start_requests() as an asynchronous generator',
      'async def start_requests(self):\n    yield scrapy.Request(self.url + "/a")',
      ['/a'],
    ],
    [
      'both, of which the newer counts',
      'async def start(self):\n    yield scrapy.Request(self.url + "/new")\ndef start_requests(self):\n    yield scrapy.Request(self.url + "/old")',
      ['/new'],
    ],
  ];
  for (const [what, body, paths] of BEGINNINGS) {
    it(`begin with ${what}`, async () => {
      const site = await open(() => ({}));
      const items = await itemsOf(await run(spider(body + PARSE), { url: site.url }));
      assert.deepEqual(items.map(({ path }) => path as string).sort(), paths);
    });
  }

  it('begin with start_requests() of a base class of their own, and take an argument called start', async () => {
    const site = await open(() => ({}));
    const base =
      'class Base(scrapy.Spider):\n    def start_requests(self):\n        yield scrapy.Request(self.url + "/a")';
    const body = 'def parse(self, response):\n    yield {"start": self.start}';
    const items = await itemsOf(await run(spider(body, base, 'Base'), { url: site.url, start: 7 }));
    assert.deepEqual(items, [{ start: '7' }]);
  });

  /** Bodies of a base class and of the spider, one of which begins by start() and the other by start_requests(). */
  const BOTH: readonly [string, string, string, readonly string[]][] = [
    [
      'start() on top of a start_requests() of the base',
      'def start_requests(self):\n    yield scrapy.Request(self.url + "/old")',
      'async def start(self):\n    async for one in super().start():\n        yield one\n    yield scrapy.Request(self.url + "/new")',
      ['/new', '/old'],
    ],
    [
      "start_requests() that the base's start() runs",
      'async def start(self):\n    yield scrapy.Request(self.url + "/new")\n    for one in self.start_requests():\n        yield one',
      'def start_requests(self):\n    yield scrapy.Request(self.url + "/old")',
      ['/new', '/old'],
    ],
    [
      "start_requests() that the base's start() runs by way of the library's",
      'async def start(self):\n    yield scrapy.Request(self.url + "/new")\n    async for one in super().start():\n        yield one',
      'def start_requests(self):\n    yield from super().start_requests()\n    yield scrapy.Request(self.url + "/old")',
      ['/new', '/old'],
    ],
    [
      "start_requests() in place of the base's start()",
      'async def start(self):\n    yield scrapy.Request(self.url + "/new")',
      'def start_requests(self):\n    yield scrapy.Request(self.url + "/old")',
      ['/old'],
    ],
  ];
  for (const [what, base, body, paths] of BOTH) {
    it(`begin with ${what}`, async () => {
      const site = await open(() => ({}));
      const beside = `class Base(scrapy.Spider):\n    ${base.replaceAll('\n', '\n    ')}`;
      const items = await itemsOf(await run(spider(body + PARSE, beside, 'Base'), { url: site.url }));
      assert.deepEqual(items.map(({ path }) => path as string).sort(), paths);
    });
  }

  it('begin with start_requests() in a CrawlSpider and a SitemapSpider', async () => {
    const site = await open({
      '/': { links: ['/one'] },
      '/one': {},
      '/sitemap.xml': {
        headers: { 'content-type': 'application/xml' },
        body: '<urlset><url><loc>{site}/one</loc></url></urlset>',
      },
    });
    const crawl = `rules = [Rule(LinkExtractor(), callback="found")]
def start_requests(self):
    yield scrapy.Request(self.url + "/")
def found(self, response):
    yield {"path": response.url[len(self.url):]}
`;
    assert.deepEqual(await itemsOf(await run(spider(crawl, '', 'CrawlSpider'), { url: site.url })), [
      { path: '/one' },
    ]);
    const sitemap = `def start_requests(self):
    self.sitemap_urls = [self.url + "/sitemap.xml"]
    return super().start_requests()
${PARSE}`;
    const items = await itemsOf(await run(spider(sitemap, '', 'SitemapSpider'), { url: site.url }));
    assert.deepEqual(
      items.map(({ path }) => path as string),
      ['/one'],
    );
  });

  it('may have a start_requests() that never ends: it is asked when there is nothing else to do', async () => {
    const site = await open(() => ({}));
    const endless = `def start_requests(self):
    n = 0
    while True:
        n += 1
        yield scrapy.Request(f"{self.url}/{n}", cb_kwargs={"made": n})
def parse(self, response, made):
    yield {"made": made}
`;
    const settings = { CLOSESPIDER_PAGECOUNT: 30, CONCURRENT_REQUESTS: 4 };
    const job = await run(spider(endless), { url: site.url }, settings);
    const items = await itemsOf(job);
    assert.ok(items.length >= 30, `${items.length} items`);
    assert.ok(site.requests.length < 60, `${site.requests.length} requests`);
  });

  it('end in error with the reason when what they begin with fails, and keep what came before', async () => {
    const site = await open(() => ({}));
    for (const name of ['def start_requests', 'async def start']) {
      const body = `${name}(self):\n    yield scrapy.Request(self.url + "/a")\n    raise ValueError("no more")`;
      const job = await run(spider(body + PARSE), { url: site.url });
      assert.deepEqual([job.status, job.error], ['error', "The spider's start failed: ValueError: no more"]);
      assert.deepEqual([job.items_scraped, job.units.charged], [1, 1]);
    }
  });

  it('end in error when what they begin with calls sys.exit()', async () => {
    const site = await open(() => ({}));
    const body =
      'def start_requests(self):\n    yield scrapy.Request(self.url + "/a")\n    raise SystemExit(3)';
    const job = await run(spider(body + PARSE), { url: site.url });
    assert.deepEqual([job.status, job.error], ['error', "The spider's start failed: SystemExit: 3"]);
    assert.equal((await own.items(job.id)).length, 1);
  });

  it('end in error when what they begin with is nothing to request', async () => {
    const job = await run(spider(`def start(self):\n    pass\n${PARSE}`));
    assert.equal(job.status, 'error');
    assert.match(job.error, /start\(\) of the spider gave NoneType, and not requests/);
  });

  it('end in error when they have start_url and no start_urls', async () => {
    const job = await run(spider(`start_url = "http://a.test/"\n${PARSE}`));
    assert.equal(job.status, 'error');
    assert.match(job.error, /'start_url' is set: is an 's' missing\?/);
  });

  it('keep their spider middlewares: process_start_requests() and a process_spider_output() that is not asynchronous', async () => {
    const site = await open({ '/a': { links: ['/b'] }, '/b': {} });
    const middleware = `
class Old:
    @classmethod
    def from_settings(cls, settings):
        old = cls()
        old.mine = settings["MINE"]
        return old
    def process_start_requests(self, start_requests, spider):
        for request in start_requests:
            request.meta["mine"] = [self.mine, spider.name]
            yield request
    def process_spider_output(self, response, result, spider):
        for one in result:
            if isinstance(one, dict):
                one["by"] = spider.name
            yield one
`;
    const body = `custom_settings = {"MINE": "set", "SPIDER_MIDDLEWARES": {__name__ + ".Old": 500}}
def start_requests(self):
    yield scrapy.Request(self.url + "/a")
def parse(self, response):
    yield {"path": response.url[len(self.url):], "mine": response.meta.get("mine")}
    yield from response.follow_all(css="a")
    if response.url.endswith("/a"):
        raise ValueError("after all")
`;
    const items = await itemsOf(await run(spider(body, middleware), { url: site.url }));
    assert.deepEqual(items, [
      { path: '/a', mine: ['set', 's'], by: 's' },
      { path: '/b', mine: null, by: 's' },
    ]);
  });

  it('keep pipelines that are made by from_settings()', async () => {
    const site = await open(() => ({}));
    const pipeline = `
class Old:
    def __init__(self, mine=None):
        self.mine = mine
    @classmethod
    def from_settings(cls, settings):
        return cls(settings["MINE"])
    def process_item(self, item, spider):
        return {**item, "mine": self.mine, "spider": spider.name}
`;
    const body = `custom_settings = {"MINE": "set", "ITEM_PIPELINES": {__name__ + ".Old": 1}}
def start_requests(self):
    yield scrapy.Request(self.url + "/a")
def parse(self, response):
    yield {"n": 1}
`;
    const items = await itemsOf(await run(spider(body, pipeline), { url: site.url }));
    assert.deepEqual(items, [{ n: 1, mine: 'set', spider: 's' }]);
  });

  it("get Twisted's exceptions in their errbacks, and retry those of RETRY_EXCEPTIONS", async () => {
    const site = await open((path) => (path === '/slow' ? () => undefined : {}));
    const errback = `custom_settings = {"DOWNLOAD_TIMEOUT": 1, "RETRY_TIMES": 1,
                   "RETRY_EXCEPTIONS": ["twisted.internet.error.TimeoutError"]}
def start_requests(self):
    yield scrapy.Request(self.url + "/slow", errback=self.failed)
def failed(self, failure):
    yield {"timeout": failure.check(TimeoutError, DNSLookupError) is TimeoutError,
           "mine": isinstance(failure.value, TimeoutError), "url": failure.request.url[-5:]}
`;
    const beside = 'from twisted.internet.error import DNSLookupError, TimeoutError';
    const items = await itemsOf(await run(spider(errback, beside), { url: site.url }));
    assert.deepEqual(items, [{ timeout: true, mine: true, url: '/slow' }]);
    assert.equal(site.asked('/slow'), 2, 'once more');
  });

  it('keep the offsite filter off where they have switched it off', async () => {
    const site = await open({ '/a': { links: ['/b'] }, '/b': {} });
    const body = `allowed_domains = ["a.test"]
custom_settings = {"SPIDER_MIDDLEWARES": {"scrapy.spidermiddlewares.offsite.OffsiteMiddleware": None}}
def start_requests(self):
    yield scrapy.Request(self.url + "/a")
def parse(self, response):
    yield {"path": response.url[len(self.url):]}
    yield from response.follow_all(css="a")
`;
    const items = await itemsOf(await run(spider(body), { url: site.url }));
    assert.deepEqual(
      items.map(({ path }) => path as string),
      ['/a', '/b'],
    );
  });

  it('may limit requests for each address', async () => {
    const site = await open(interlinked(5));
    const body = `custom_settings = {"CONCURRENT_REQUESTS_PER_IP": 2}
def start_requests(self):
    yield scrapy.Request(self.url + "/")
${PARSE}`;
    assert.equal((await itemsOf(await run(spider(body), { url: site.url }))).length, 1);
  });

  it('give dates in one format, with and without values that JSON does not know', async () => {
    const site = await open(() => ({}));
    const body = `def start_requests(self):
    yield scrapy.Request(self.url + "/a")
def parse(self, response):
    at = datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=timezone.utc)
    yield {"at": at, "on": date(2026, 1, 2), "by": time(3, 4)}
    yield {"at": at, "nan": float("nan"), "odd": {"x": object}}
`;
    const beside = 'from datetime import date, datetime, time, timezone';
    const items = await itemsOf(await run(spider(body, beside), { url: site.url }));
    const at = '2026-01-02T03:04:05.000006+00:00';
    assert.deepEqual(items, [
      { at, on: '2026-01-02', by: '03:04:00' },
      { at, nan: null, odd: { x: "<class 'object'>" } },
    ]);
  });

  const NOTHING: readonly [string, string, object, RegExp][] = [
    [
      'nothing to begin with',
      'start_urls = []',
      {},
      /WARNING .*without requesting anything: start\(\) gave no request/,
    ],
    [
      'a start_requests() that gives nothing',
      'def start_requests(self):\n    return []',
      {},
      /WARNING .*without requesting anything: start_requests\(\) gave no request/,
    ],
    [
      'hosts that are not allowed',
      'allowed_domains = ["https://a.test/"]\ndef start_requests(self):\n    yield scrapy.Request(self.url)',
      {},
      /WARNING allowed_domains takes host names only, so https:\/\/a\.test\/ allows nothing[^]*WARNING .*start requests: 1, responses: 0; left out: 1 requests to hosts that are not in allowed_domains/,
    ],
    [
      'a page that is not there',
      'def start_requests(self):\n    yield scrapy.Request(self.url + "/none")',
      { LOG_LEVEL: 'ERROR' },
      /WARNING .*without an item: start requests: 1, responses: \d.*1 responses with an error status/,
    ],
    [
      'an address that is too long',
      'def start_requests(self):\n    yield scrapy.Request(self.url + "/?" + "x" * 3000)',
      { LOG_LEVEL: 'ERROR' },
      /WARNING .*1 requests with URLs longer than URLLENGTH_LIMIT/,
    ],
  ];
  for (const [what, body, settings, line] of NOTHING) {
    it(`say in the log why there is no item: ${what}`, async () => {
      const site = await open({ '/': {} });
      const job = await run(spider(`${body}\n${PARSE}`), { url: site.url }, settings);
      assert.deepEqual([job.status, job.items_scraped], ['finished', 0], job.error);
      assert.match(await own.log(job.id), line);
    });
  }

  it('leave nothing behind in the folder of spiders', () => {
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => !/^old\d+\.py$/.test(name)),
      [],
    );
  });
});
