import { strict as assert } from 'node:assert';
import { pageRead, type Discovery, type Link } from '../../src/core/page-outcome.js';
import type { Store } from '../../src/ports/store/index.js';
import { batchSpec } from '../support/specs.js';
import { newAccount, newJob, NOW } from './fixtures.js';

const CRAWL = { seedUrl: 'http://a.test/', followPattern: '**', maxDepth: 5, respectNofollow: true };

const link = (path: string): Link => ({ url: `http://a.test/${path}`, key: `http://a.test/${path}` });

/** What every store promises of the frontier of a crawl. */
export function describeFrontier(store: () => Store): void {
  async function crawl(maxPages: number): Promise<string> {
    const account = await newAccount(store(), {});
    const job = newJob(account.id, 1, {
      spec: { ...batchSpec(), kind: 'crawl', crawl: CRAWL },
      urls: ['http://a.test/'],
      limit: { maxPages, capped: false },
    });
    await store().jobs.submit(job, NOW);
    await store().jobs.open(job.id, NOW);
    return job.id;
  }

  async function visited(jobId: string, pageNo: number, discovery: Partial<Discovery>): Promise<void> {
    const result = pageRead('fetch', {});
    const found = { arrivedAt: null, links: [], matched: discovery.links?.length ?? 0, ...discovery };
    const { notes = null } = found;
    await store().pages.commit(
      [{ jobId, pageNo, result, charge: 1, exchange: null, discovery: found, notes }],
      NOW,
    );
  }

  const urls = (pages: readonly { url: string }[]): string[] => pages.map(({ url }) => url.slice(14));
  const lease = async (jobId: string, holder: string, most = 10): Promise<string[]> =>
    urls(await store().frontier.lease(jobId, { chunk: holder, attempt: 1 }, most));

  it('leases each page to one holder, breadth first, and gives a holder back what it held', async () => {
    const id = await crawl(100);
    assert.deepEqual(await lease(id, 'one'), ['']);
    assert.deepEqual(await lease(id, 'two'), []);
    await visited(id, 0, { links: [link('a'), link('b'), link('a')] });
    assert.deepEqual(await lease(id, 'one', 1), ['a']);
    await visited(id, 1, { links: [link('deep')] });
    assert.deepEqual(await lease(id, 'two'), ['b', 'deep']);
    assert.deepEqual(urls(await store().frontier.held(id, 'two')), ['b', 'deep']);
    await store().frontier.release(id, { chunk: 'two', attempt: 1 });
    assert.deepEqual(await lease(id, 'one'), ['b', 'deep']);
    await store().frontier.releaseAll(id);
    assert.equal(await store().frontier.hasWork(id), true);
    assert.equal(await store().frontier.countWaiting(id), 2);
  });

  it('never leases more than the page limit, however often it is asked', async () => {
    const id = await crawl(3);
    await lease(id, 'seed');
    await visited(id, 0, { links: ['a', 'b', 'c', 'd', 'e'].map(link) });
    const leased = await Promise.all(['one', 'two', 'three', 'four'].map((holder) => lease(id, holder, 2)));
    assert.equal(leased.flat().length, 2);
    assert.equal(await store().frontier.hasWork(id), false);
  });

  it('keeps the page limit when a holder whose leases were given back comes to an end of them after all', async () => {
    const id = await crawl(2);
    await lease(id, 'one');
    await visited(id, 0, { links: [link('a'), link('b')] });
    assert.deepEqual(await lease(id, 'frozen'), ['a']);
    await store().frontier.releaseAll(id);
    await store().frontier.add(id, [link('near')], 0);
    assert.deepEqual(await lease(id, 'two'), ['near']);
    await visited(id, 1, {});
    assert.deepEqual((await store().jobs.get(id))?.charged, 1, 'there is no place for it any more');
    await store().frontier.release(id, { chunk: 'two', attempt: 1 });
    await visited(id, 1, {});
    assert.deepEqual((await store().jobs.get(id))?.charged, 2);
    assert.deepEqual([await lease(id, 'two'), await store().frontier.hasWork(id)], [[], false]);
  });

  it('gives the place of a page back that turned out to be another one', async () => {
    const id = await crawl(3);
    await lease(id, 'one');
    await visited(id, 0, { links: [link('a'), link('b')] });
    assert.deepEqual(await lease(id, 'one'), ['a', 'b']);
    await visited(id, 1, { arrivedAt: link('c') });
    await visited(id, 2, { arrivedAt: link('c'), links: [link('d')] });
    const job = await store().jobs.get(id);
    assert.deepEqual([job?.succeeded, job?.charged], [2, 2]);
    assert.equal(
      await store().frontier.hasWork(id),
      false,
      'the links of a page that is known already are not taken',
    );
    await store().frontier.add(id, [link('e')], 1);
    assert.deepEqual(await lease(id, 'one'), ['e']);
  });

  it('lowers the depth of a waiting page that is found again on a shorter way', async () => {
    const id = await crawl(100);
    await lease(id, 'one');
    await visited(id, 0, { links: [link('a')] });
    await lease(id, 'one');
    await visited(id, 1, { links: [link('far')] });
    await store().frontier.add(id, [link('far')], 1);
    const [far] = await store().frontier.lease(id, { chunk: 'one', attempt: 1 }, 1);
    assert.deepEqual([far?.url, far?.depth], ['http://a.test/far', 1]);
  });

  it('leaves out links that are known, and counts them as skipped', async () => {
    const id = await crawl(100);
    await lease(id, 'one');
    await visited(id, 0, { links: [link('a'), link('b')], matched: 5 });
    await store().frontier.add(id, [link('a'), link('c')], 1);
    assert.equal((await store().jobs.get(id))?.skipped, 3 + 1);
    assert.equal(await store().frontier.countWaiting(id), 3);
  });

  it('adds up what pages note, once each, and knows which links were never held', async () => {
    const id = await crawl(100);
    await lease(id, 'one');
    const first = {
      counts: { seen: 2, nofollow: 1 },
      firsts: { unmatched: 'x' },
      beyond: ['http://a.test/q'],
    };
    const sitemaps = { entries: 3, unmatched: 1, excluded: 0, firstUnmatched: 'z' };
    await store().frontier.noteSitemaps(id, sitemaps);
    await visited(id, 0, { links: [link('a'), link('b')], notes: first });
    await visited(id, 0, { notes: first });
    await lease(id, 'one');
    const second = { counts: { nofollow: 4, blocked: 1 }, firsts: { unmatched: 'y', robots: 'r' } };
    await visited(id, 1, { notes: second });
    await visited(id, 2, { notes: null });
    assert.deepEqual((await store().jobs.get(id))?.notes, {
      counts: { seen: 2, nofollow: 5, blocked: 1 },
      firsts: { robots: 'r', unmatched: 'x' },
      beyond: ['http://a.test/q'],
      sitemaps,
    });
    await store().frontier.noteSitemaps(id, { ...sitemaps, entries: 5 });
    assert.equal((await store().jobs.get(id))?.notes?.sitemaps?.entries, 5);
    const unknown = await store().frontier.unknownOf(
      id,
      ['q', 'a', '', 'p'].map((path) => link(path).url),
    );
    assert.deepEqual(unknown, ['http://a.test/q', 'http://a.test/p']);
  });

  it('merges pages of one canonical URL, uncharged, and follows their links', async () => {
    const id = await crawl(3);
    await lease(id, 'one');
    await visited(id, 0, { links: ['a', 'b', 'c', 'd', 'e', 'f'].map(link), canonicalKey: 'home' });
    assert.deepEqual(await lease(id, 'one'), ['a', 'b']);
    await visited(id, 1, { canonicalKey: 'x' });
    await visited(id, 2, { canonicalKey: 'x', links: [link('g')] });
    await visited(id, 2, { canonicalKey: 'x' });
    const job = await store().jobs.get(id);
    assert.deepEqual([job?.succeeded, job?.charged, job?.notes?.counts], [2, 2, { duplicates: 1 }]);
    assert.deepEqual(await store().frontier.duplicates(id, 10), [
      { url: 'http://a.test/b', duplicateOf: 'http://a.test/a' },
    ]);
    assert.equal(await store().frontier.countWaiting(id), 5);
    // As many places are given back as there are pages in the limit; then duplicates use them up.
    for (const path of ['c', 'd']) {
      assert.deepEqual(await lease(id, 'one'), [path]);
      await visited(id, path === 'c' ? 3 : 4, { canonicalKey: 'x' });
    }
    assert.deepEqual(await lease(id, 'one'), ['e']);
    await visited(id, 5, { canonicalKey: 'x' });
    assert.deepEqual(await lease(id, 'one'), []);
    assert.deepEqual(
      [(await store().jobs.get(id))?.charged, await store().frontier.countWaiting(id)],
      [2, 2],
    );
  });
}
