import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interlinked, type CrawlSite } from '../support/crawl-site.js';
import { createSites } from '../support/crawls.js';
import { processesNaming } from '../support/processes.js';
import { scrapeThis, type ScrapeThis } from '../support/scrapethis.js';
import type { TestService } from '../support/service.js';
import { FOLLOWS_ALL, FOLLOWS_ALL_PY, spiderFolder } from '../support/spiders.js';
import { waitFor } from '../support/wait.js';
import { SCRAPY, skipWithoutScrapy, startSpiderService } from '../support/scrapy.js';

/** As many as the manual of PostgreSQL has. */
const PAGES = 1_169;
/** Twice HOST_CONCURRENCY: pages that may be under way, or fetched and not yet stored, when everything is killed. */
const IN_FLIGHT = 16;

const STARTS_PY = `
import scrapy

class Starts(scrapy.Spider):
    name = "starts"

    def start_requests(self):
        for n in range(1, int(self.wanted) + 1):
            yield scrapy.Request(f"{self.url}/p/{n}")

    def parse(self, response):
        yield {"url": response.url}
`;

describe('spiders', function () {
  this.timeout(180_000);
  const folder = spiderFolder();
  const sites = createSites();
  let service: TestService;
  let own: ScrapeThis;

  before(async function () {
    this.timeout(90_000);
    folder.write('all.mjs', FOLLOWS_ALL);
    folder.write('all.py', FOLLOWS_ALL_PY);
    folder.write('starts.py', STARTS_PY);
    service = await startSpiderService(folder);
    own = await scrapeThis(service);
    await own.spider('all.mjs');
    await own.spider('all.py');
    await own.spider('starts.py', { settings: { CONCURRENT_REQUESTS: 4 } });
  });
  after(async () => {
    await service?.discard();
    await sites.close();
    folder.remove();
    assert.deepEqual(processesNaming(folder.path), [], 'no process of a spider is left');
  });

  const expected = ['/', ...Array.from({ length: PAGES - 1 }, (_, n) => `/p/${n + 1}`)].sort();
  const openSite = (): Promise<CrawlSite> => sites.open(interlinked(PAGES, 10, 2));

  /** A site that answers a half of its pages, and holds every request for more until it is told to go on. */
  async function openHalf(): Promise<{ site: CrawlSite; goOn(): void }> {
    const pages = interlinked(PAGES, 10, 2);
    const answered = new Set<string>();
    let limit = PAGES / 2;
    const site = await sites.open((path) => {
      const page = pages(path);
      if (page === undefined) return undefined;
      if (answered.size >= limit) return () => undefined;
      answered.add(path);
      return page;
    });
    return { site, goOn: () => (limit = Infinity) };
  }

  const middle = (id: string, pages: number): Promise<unknown> =>
    waitFor('the middle', async () => (await own.job(id)).items_scraped > pages / 3, 60_000);

  async function assertWhole(id: string): Promise<void> {
    const job = await own.ended(id, 120_000);
    assert.equal(job.status, 'finished', job.error);
    assert.deepEqual([job.items_scraped, job.units.charged], [PAGES, PAGES]);
    assert.deepEqual((await own.items(id)).map(({ path }) => path as string).sort(), expected);
  }

  it('survive kill -9 of everything in the middle: every item once, each page paid once', async () => {
    const ofTypeScript = await openHalf();
    const ofScrapy = await openHalf();
    const id = await own.start('all.mjs', { url: ofTypeScript.site.url });
    // Where there is no Scrapy, the test that follows says so.
    const other = SCRAPY === null ? null : await own.start('all.py', { url: `${ofScrapy.site.url}/` });
    await middle(id, PAGES);
    if (other !== null) await middle(other, PAGES);
    await service.killAll();
    await waitFor("the spiders' processes to go", () => processesNaming(folder.path).length === 0);
    ofTypeScript.goOn();
    ofScrapy.goOn();
    await service.startAgain();
    await assertWhole(id);
    const repeats = ofTypeScript.site.visits().length - PAGES;
    assert.ok(repeats <= IN_FLIGHT, `${repeats} pages were asked for again`);
    assert.deepEqual(await own.ledger(id), ['reserve month 10000', `refund month ${10_000 - PAGES}`]);
    // It begins again.
    if (other !== null) await assertWhole(other);
  });

  it('of Scrapy go on where they were when the service is stopped in good order, unless Scrapy was upgraded', async function () {
    skipWithoutScrapy(this);
    const [kept, upgraded] = [await openSite(), await openSite()];
    const id = await own.start('all.py', { url: `${kept.url}/` });
    const other = await own.start('all.py', { url: `${upgraded.url}/` });
    await Promise.all([middle(id, PAGES), middle(other, PAGES)]);
    assert.equal(await service.stop(), 0);
    assert.deepEqual(processesNaming(id), []);
    const state = join(service.dataDir, 'scrapy', other, 'state');
    // As Scrapy 2.18 leaves them: fingerprints of seen requests as lines of text. 2.19 writes bytes.
    const memory = JSON.parse(readFileSync(join(state, 'holdfast.json'), 'utf8')) as Record<string, unknown>;
    writeFileSync(join(state, 'holdfast.json'), JSON.stringify({ ...memory, scrapy: '2.18.0' }));
    const seen = Object.keys(memory['answered'] as object).map((fingerprint) => `${fingerprint}\n`);
    writeFileSync(join(state, 'requests.seen'), seen.join(''));
    await service.startAgain();
    await assertWhole(id);
    assert.equal(kept.visits().length, PAGES, 'no page was asked for again');
    await assertWhole(other);
    assert.match(await own.log(other), /WARNING The job was stopped under Scrapy 2\.18\.0 and goes on under/);
  });

  it('of Scrapy go on with their start_requests() where they were when the service is stopped in good order', async function () {
    skipWithoutScrapy(this);
    const wanted = 300;
    const site = await openSite();
    const id = await own.start('starts.py', { url: site.url, wanted });
    await middle(id, wanted);
    const before = site.visits().length;
    assert.equal(await service.stop(), 0);
    assert.ok(before < wanted, `stopped in the middle, after ${before} pages`);
    await service.startAgain();
    const job = await own.ended(id, 120_000);
    assert.equal(job.status, 'finished', job.error);
    assert.deepEqual([job.items_scraped, job.units.charged], [wanted, wanted]);
    assert.equal(site.visits().length, wanted, 'no page was asked for again');
  });
});
