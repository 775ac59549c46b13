import { strict as assert } from 'node:assert';
import { createSites } from '../../support/crawls.js';
import { scrapeThis, type ScrapeThis } from '../../support/scrapethis.js';
import { sharedService } from '../../support/shared.js';
import { sharedSpiderFolder } from '../../support/spiders.js';
import { skipWithoutScrapy } from '../../support/scrapy.js';

/** The parts of a spider; those that are not given do nothing. */
const spider = ({
  module = '',
  init = 'pass',
  parse = 'yield {"a": 1}',
  errback = 'pass',
  pipeline = 'return item',
}): string => `
import sys
import scrapy
${module}

class Pipeline:
    def process_item(self, item, spider):
        ${pipeline}

class S(scrapy.Spider):
    name = "s"
    custom_settings = {"ITEM_PIPELINES": {Pipeline: 1}}

    def __init__(self, url, **kwargs):
        self.url = url
        ${init}

    def start_requests(self):
        yield scrapy.Request(self.url + "/a")
        yield scrapy.Request(self.url + "/gone", errback=self.failed)

    def parse(self, response):
        ${parse}

    def failed(self, failure):
        ${errback}
`;

/** Where a spider exits, what its job says of it, and how many items are kept. */
const EXITS: readonly [where: string, code: string, error: RegExp, items: number][] = [
  ['a callback', spider({ parse: 'sys.exit(3)' }), /^The spider ended itself with sys\.exit\(3\)\.$/, 0],
  [
    'a callback, without a code',
    spider({ parse: 'sys.exit()' }),
    /^The spider ended itself with sys\.exit\(\)\.$/,
    0,
  ],
  [
    'a callback that has given an item',
    spider({ parse: 'yield {"a": 1}\n        sys.exit("done")' }),
    /^The spider ended itself with sys\.exit\('done'\)\.$/,
    1,
  ],
  ['an errback', spider({ errback: 'sys.exit(4)' }), /^The spider ended itself with sys\.exit\(4\)\.$/, 1],
  ['a pipeline', spider({ pipeline: 'sys.exit(5)' }), /^The spider ended itself with sys\.exit\(5\)\.$/, 0],
  ['its constructor', spider({ init: 'sys.exit(6)' }), /^The spider ended itself with sys\.exit\(6\)\.$/, 0],
  [
    'its file',
    spider({ module: 'sys.exit("needs a key")' }),
    /^The spider could not be loaded: SystemExit: needs a key$/,
    0,
  ],
  [
    'a callback, by an interrupt',
    spider({ parse: 'raise KeyboardInterrupt' }),
    /^The spider ended itself with a KeyboardInterrupt\.$/,
    0,
  ],
  ['a callback, by os._exit()', spider({ parse: '__import__("os")._exit(0)' }), /^Scrapy [^\n]+$/, 0],
];

describe('ScrapeThis: a Scrapy spider that ends its own process', function () {
  this.timeout(90_000);
  let own: ScrapeThis;
  const folder = sharedSpiderFolder();
  const sites = createSites();

  before(async function () {
    skipWithoutScrapy(this);
    own = await scrapeThis(await sharedService('spiders'), {}, folder);
  });
  after(async () => {
    await sites.close();
    folder.remove();
  });

  for (const [at, [where, code, error, items]] of EXITS.entries())
    it(`ends its job in error with a sentence: in ${where}`, async () => {
      // The second page is late, so that what the first one gave is through by then.
      const site = await sites.open({ '/a': {}, '/gone': { status: 410, afterMs: 1_000 } });
      const file = `exit${at}.py`;
      folder.write(file, code);
      await own.spider(file);
      const job = await own.ended(await own.start(file, { url: site.url }), 40_000);
      assert.equal(job.status, 'error', await own.log(job.id));
      assert.match(job.error, error, await own.log(job.id));
      assert.equal((await own.items(job.id)).length, items);
    });
});
