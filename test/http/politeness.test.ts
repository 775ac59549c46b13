import { strict as assert } from 'node:assert';
import { TITLE } from '../support/api.js';
import { createSites, pathsOf, runCrawl } from '../support/crawls.js';
import { startCrawlSite, type CrawlSite } from '../support/crawl-site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { waitFor } from '../support/wait.js';

describe('politeness', function () {
  this.timeout(90_000);
  const sites = createSites();
  after(() => sites.close());

  const slowDown = { status: 429, headers: { 'Retry-After': '2' } };
  const paths = (count: number): string[] => Array.from({ length: count }, (_, n) => `/${n}`);

  /** More than can be under way, or asked for on a busy machine, before the answer that asks for a pause is read. */
  const PAGES = 60;

  /** The host that asked for it is left alone for two seconds, and goes on then; the other one is not kept waiting. */
  function assertPause(slowed: CrawlSite, other: CrawlSite): void {
    const times = slowed.requests.map(({ at }) => at).sort((a, b) => a - b);
    const gaps = times.slice(1).map((to, at) => ({ to, ms: to - (times[at] ?? to) }));
    const longest = gaps.reduce((a, b) => (b.ms > a.ms ? b : a));
    assert.ok(longest.ms >= 1_900, `asked again after ${longest.ms} ms`);
    const meanwhile = other.requests.filter(({ at }) => at < longest.to).length;
    assert.ok(meanwhile >= PAGES / 2, `${meanwhile} pages of the other host until then`);
  }

  it('leaves a host alone that answers 429 in a batch, for as long as Retry-After says', async () => {
    const service = await sharedService();
    const { key } = await service.api.account();
    const page = { afterMs: 30 };
    const slowed = await sites.open((path) => (path === '/limited' ? slowDown : page));
    const other = await sites.open(() => page);
    const urls = [
      `${slowed.url}/limited`,
      ...paths(PAGES).flatMap((path) => [`${slowed.url}${path}`, `${other.url}${path}`]),
    ];
    const { body } = await service.api.post(key, '/v1/batch', { urls, schema: TITLE });
    assert.deepEqual([body.succeeded, body.failed], [2 * PAGES, 1]);
    assert.equal(body.results[0].error.code, 'FETCH_BLOCKED');
    assertPause(slowed, other);
  });

  it('leaves a host alone that answers 429 in a crawl, for as long as Retry-After says', async () => {
    const service = await sharedService();
    const { key } = await service.api.account();
    const page = { afterMs: 30 };
    const slowed = await sites.open((path) => {
      if (path === '/limited') return slowDown;
      return path.startsWith('/robots') ? undefined : page;
    });
    const other: CrawlSite = await sites.open((path) => {
      if (/^\/(?:robots|sitemap)/.test(path)) return undefined;
      if (path !== '/') return page;
      return {
        links: [
          `${slowed.url}/limited`,
          ...paths(PAGES).flatMap((each) => [`${slowed.url}${each}`, `${other.url}${each}`]),
        ],
      };
    });
    const crawl = { follow_pattern: 'http://127.0.0.1*', max_pages: 4 * PAGES };
    const { body } = await runCrawl(service, key, `${other.url}/`, crawl);
    assert.deepEqual([body.crawl_meta.pages_visited, body.crawl_meta.pages_failed], [2 * PAGES + 2, 1]);
    assert.equal(pathsOf(body).length, 2 * PAGES + 2);
    assertPause(slowed, other);
  });

  describe('among ten hosts of which one hangs', () => {
    const hosts = new Map<string, CrawlSite>();
    const HANGING = '127.0.0.1';
    /** No page of the host that hangs times out while the other hosts are asked. */
    const TIMEOUT_MS = 120_000;
    const MOST_MS = 90_000;
    let service: RunningService;

    beforeEach(async () => {
      for (let n = 1; n <= 10; n += 1) {
        const host = `127.0.0.${n}`;
        const answer = host === HANGING ? () => undefined : { afterMs: 20 };
        hosts.set(
          host,
          await startCrawlSite((path) => (path.startsWith('/robots') ? undefined : answer), host),
        );
      }
      service = await sharedService();
    });
    afterEach(async () => {
      for (const site of hosts.values()) await site.close();
      hosts.clear();
    });

    const urlsOf = (each: number): string[] =>
      paths(each).flatMap((path) => [...hosts.values()].map(({ url }) => url + path));

    /** Waits until the other hosts were asked for `each` pages, all while the one hangs; then it drops its connections. */
    async function closeWhenOthersAreDone(each: number): Promise<void> {
      const hanging = hosts.get(HANGING) as CrawlSite;
      const others = [...hosts.values()].filter((site) => site !== hanging);
      const isDone = (site: CrawlSite): boolean => new Set(site.visits()).size === each;
      try {
        await waitFor('all pages of the other hosts to be asked for', () => others.every(isDone), MOST_MS);
      } finally {
        await hanging.close();
      }
    }

    it('a batch asks for all pages of the others while that one hangs', async () => {
      const { key } = await service.api.account();
      const batch = service.api.post(key, '/v1/batch', {
        urls: urlsOf(20),
        schema: TITLE,
        options: { timeout_ms: TIMEOUT_MS },
      });
      const [{ body }] = await Promise.all([batch, closeWhenOthersAreDone(20)]);
      assert.deepEqual([body.succeeded, body.failed], [180, 20]);
    });

    it('a crawl does, too', async () => {
      const { key } = await service.api.account();
      const start = await sites.open((path) => (path === '/' ? { links: urlsOf(20) } : undefined));
      const crawl = runCrawl(
        service,
        key,
        `${start.url}/`,
        { follow_pattern: 'http://127.0.0.*', max_pages: 1_000 },
        { options: { timeout_ms: TIMEOUT_MS } },
      );
      const [{ body }] = await Promise.all([crawl, closeWhenOthersAreDone(20)]);
      assert.deepEqual([body.crawl_meta.pages_visited, body.crawl_meta.pages_failed], [201, 20]);
    });
  });
});
