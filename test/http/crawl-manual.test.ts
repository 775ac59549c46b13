import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { crawlOf, createSites, type Entry } from '../support/crawls.js';
import { linkWalk } from '../support/link-walk.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { skipWithout } from '../support/skip.js';

const MANUAL = '/usr/share/doc/postgresql-doc-15/html';

describe('a crawl of a real manual', function () {
  this.timeout(180_000);
  let service: RunningService;
  const sites = createSites();

  before(async () => {
    service = await sharedService();
  });
  after(() => sites.close());

  it('visits exactly the pages of a real manual that a plain link walk finds', async function () {
    skipWithout('manual', existsSync(MANUAL), this);
    const { key } = await service.api.account({ plan: 'pro', monthly_quota: 40_000 });
    const site = await sites.open((path) => {
      const file = join(MANUAL, normalize(decodeURIComponent(new URL(path, 'http://x').pathname)));
      if (!/\.(?:html|css|svg|png)$/.test(file) || !existsSync(file)) return undefined;
      const type = file.endsWith('.html') ? 'text/html' : 'application/octet-stream';
      return { headers: { 'Content-Type': type }, body: readFileSync(file) };
    });
    const seed = `${site.url}/index.html`;
    const expected = await linkWalk(seed, `${site.url}/`);
    assert.ok(expected.length > 500, `${expected.length} pages`);
    site.requests.length = 0;

    const crawl = { max_pages: 10_000, max_depth: 20 };
    const { status, body } = await service.api.post(key, '/v1/crawl', crawlOf(seed, crawl));
    assert.equal(status, 200);
    const urls = (body.results as Entry[]).map(({ url }) => url).sort();
    assert.deepEqual(urls, expected);
    assert.equal(site.visits().length, expected.length);
    assert.equal(body.crawl_meta.pages_failed, 0);
    assert.ok(!('code' in body.crawl_meta));
  });
});
