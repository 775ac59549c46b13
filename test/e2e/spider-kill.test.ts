import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { interlinked, type CrawlSite } from '../support/crawl-site.js';
import { createSites } from '../support/crawls.js';
import { processesNaming } from '../support/processes.js';
import { scrapeThis, type ScrapeThis } from '../support/scrapethis.js';
import type { TestService } from '../support/service.js';
import { FOLLOWS_ALL, FOLLOWS_ALL_PY, spiderFolder } from '../support/spiders.js';
import { waitFor } from '../support/wait.js';
import { skipWithoutScrapy, startSpiderService } from '../support/scrapy.js';

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

describe('a spider', function () {
  this.timeout(180_000);
  const folder = spiderFolder();
  const sites = createSites();
  let service: TestService;
  let own: ScrapeThis;
  let site: CrawlSite;

  before(async function () {
    this.timeout(90_000);
    folder.write('all.mjs', FOLLOWS_ALL);
    folder.write('all.py', FOLLOWS_ALL_PY);
    site = await sites.open(interlinked(PAGES, 10, 2));
    service = await startSpiderService(folder);
    own = await scrapeThis(service);
  });
  after(async () => {
    await service?.discard();
    await sites.close();
    folder.remove();
  });

  const expected = ['/', ...Array.from({ length: PAGES - 1 }, (_, n) => `/p/${n + 1}`)].sort();

  it('in TypeScript survives kill -9 of everything in the middle: every item once, each page paid once', async () => {
    await own.spider('all.mjs');
    site.requests.length = 0;
    const id = await own.start('all.mjs', { url: site.url });
    await waitFor('the middle', () => new Set(site.visits()).size > PAGES / 3, 60_000);
    await service.killAll();
    await waitFor("the spider's process to go", () => processesNaming(folder.path).length === 0);
    const before = site.visits().length;
    await sleep(500);
    assert.equal(site.visits().length, before, 'nobody goes on');
    await service.startAgain();
    const job = await own.ended(id, 120_000);
    assert.equal(job.status, 'finished', job.error);
    assert.deepEqual([job.items_scraped, job.units.charged], [PAGES, PAGES]);
    assert.deepEqual((await own.items(id)).map(({ path }) => path as string).sort(), expected);
    const repeats = site.visits().length - PAGES;
    assert.ok(repeats <= IN_FLIGHT, `${repeats} pages were asked for again`);
    assert.deepEqual(await own.ledger(id), ['reserve month 10000', `refund month ${10_000 - PAGES}`]);
  });

  it('of Scrapy survives kill -9 of everything in the middle: it begins again, and no item is doubled', async function () {
    skipWithoutScrapy(this);
    await own.spider('all.py');
    site.requests.length = 0;
    const id = await own.start('all.py', { url: `${site.url}/` });
    await waitFor('the middle', async () => (await own.job(id)).items_scraped > PAGES / 3, 60_000);
    await service.killAll();
    await waitFor("the spider's process to go", () => processesNaming(id).length === 0);
    await service.startAgain();
    const job = await own.ended(id, 120_000);
    assert.equal(job.status, 'finished', job.error);
    assert.deepEqual([job.items_scraped, job.units.charged], [PAGES, PAGES]);
    assert.deepEqual((await own.items(id)).map(({ path }) => path as string).sort(), expected);
  });

  it('of Scrapy goes on where it was when the service is stopped in good order', async function () {
    skipWithoutScrapy(this);
    site.requests.length = 0;
    const id = await own.start('all.py', { url: `${site.url}/` });
    await waitFor('the middle', async () => (await own.job(id)).items_scraped > PAGES / 3, 60_000);
    assert.equal(await service.stop(), 0);
    assert.deepEqual(processesNaming(id), []);
    await service.startAgain();
    const job = await own.ended(id, 120_000);
    assert.equal(job.status, 'finished', job.error);
    assert.deepEqual([job.items_scraped, job.units.charged], [PAGES, PAGES]);
    assert.deepEqual((await own.items(id)).map(({ path }) => path as string).sort(), expected);
    assert.equal(site.visits().length, PAGES, 'no page was asked for again');
  });

  it('of Scrapy goes on with its start_requests() where it was when the service is stopped in good order', async function () {
    skipWithoutScrapy(this);
    const wanted = 300;
    folder.write('starts.py', STARTS_PY);
    await own.spider('starts.py', { settings: { CONCURRENT_REQUESTS: 4 } });
    site.requests.length = 0;
    const id = await own.start('starts.py', { url: site.url, wanted });
    await waitFor('the middle', async () => (await own.job(id)).items_scraped > wanted / 3, 60_000);
    const before = site.visits().length;
    assert.equal(await service.stop(), 0);
    assert.ok(before < wanted, `stopped in the middle, after ${before} pages`);
    await service.startAgain();
    const job = await own.ended(id, 120_000);
    assert.equal(job.status, 'finished', job.error);
    assert.deepEqual([job.items_scraped, job.units.charged], [wanted, wanted]);
    assert.equal(site.visits().length, wanted, 'no page was asked for again');
  });

  it('of Scrapy begins again after a stop in good order when Scrapy was upgraded meanwhile', async function () {
    skipWithoutScrapy(this);
    const id = await own.start('all.py', { url: `${site.url}/` });
    await waitFor('the middle', async () => (await own.job(id)).items_scraped > PAGES / 3, 60_000);
    assert.equal(await service.stop(), 0);
    const state = join(service.dataDir, 'scrapy', id, 'state');
    // As Scrapy 2.18 leaves them: fingerprints of seen requests as lines of text. 2.19 writes bytes.
    const memory = JSON.parse(readFileSync(join(state, 'holdfast.json'), 'utf8')) as Record<string, unknown>;
    writeFileSync(join(state, 'holdfast.json'), JSON.stringify({ ...memory, scrapy: '2.18.0' }));
    const seen = Object.keys(memory['answered'] as object).map((fingerprint) => `${fingerprint}\n`);
    writeFileSync(join(state, 'requests.seen'), seen.join(''));
    await service.startAgain();
    const job = await own.ended(id, 120_000);
    assert.equal(job.status, 'finished', job.error);
    assert.deepEqual([job.items_scraped, job.units.charged], [PAGES, PAGES]);
    assert.deepEqual((await own.items(id)).map(({ path }) => path as string).sort(), expected);
    assert.match(await own.log(id), /WARNING The job was stopped under Scrapy 2\.18\.0 and goes on under/);
  });
});
