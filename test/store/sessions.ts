/** Cookies that live from page to page of a job. */

import { strict as assert } from 'node:assert';
import type { CookieChange, SessionCookie } from '../../src/core/session-cookies.js';
import type { Store } from '../../src/ports/store/index.js';
import { batchSpec } from '../support/specs.js';
import { createSteps, EXPIRY, HOUR_MS, newAccount, newJob, NOW, outcome } from './fixtures.js';

export function describeSessions(store: () => Store): void {
  const { accept, settle } = createSteps(store);

  const cookie = (name: string, value = '1', domain = 'shop.test'): SessionCookie => ({
    ...{ name, value, domain, path: '/', hostOnly: true, secure: false, httpOnly: false },
    expiresAt: null,
  });
  const set = (...cookies: SessionCookie[]): CookieChange[] =>
    cookies.map((one) => ({ domain: one.domain, path: one.path, name: one.name, cookie: one }));
  const expire = (name: string): CookieChange => ({ domain: 'shop.test', path: '/', name, cookie: null });
  const shown = async (jobId: string): Promise<string[]> =>
    (await store().sessionCookies.read(jobId)).map(({ name, value }) => `${name}=${value}`);

  describe('the session of a job', () => {
    let jobId: string;
    beforeEach(async () => {
      const { id } = await newAccount(store());
      jobId = (await accept(newJob(id, 10, { spec: batchSpec({ session: 'job' }) }))).id;
    });
    const commit = (pageNo: number, cookies: CookieChange[], of = jobId): Promise<unknown> =>
      store().pages.commit([{ ...outcome(of, pageNo), cookies }], NOW);

    it('has what its pages have set, in the order in which that was stored', async () => {
      assert.deepEqual(await shown(jobId), []);
      await commit(0, set(cookie('a'), cookie('b', 'x\u00e9\u0000;')));
      await commit(1, [...set(cookie('c')), ...set(cookie('a', '2'))]);
      assert.deepEqual(await shown(jobId), ['b=x\u00e9\u0000;', 'c=1', 'a=2']);
      await commit(2, [expire('b'), expire('unknown')]);
      assert.deepEqual(await shown(jobId), ['c=1', 'a=2']);
      assert.deepEqual((await store().sessionCookies.read(jobId))[0], cookie('c'));
    });

    it('keeps cookies of one name apart by domain and path', async () => {
      const deep = { ...cookie('a', 'deep'), path: '/deep' };
      await commit(0, set(cookie('a', 'own'), cookie('a', 'other', 'other.test'), deep));
      assert.deepEqual(await shown(jobId), ['a=own', 'a=other', 'a=deep']);
    });

    it('takes the later of two pages that set the same cookie, and both when they set others', async () => {
      await Promise.all([
        commit(0, set(cookie('a'), cookie('both', '0'))),
        commit(1, set(cookie('b'), cookie('both', '1'))),
        commit(2, set(cookie('c'))),
      ]);
      await commit(3, set(cookie('both', '3')));
      const kept = await shown(jobId);
      assert.deepEqual([...kept].sort(), ['a=1', 'b=1', 'both=3', 'c=1']);
      assert.equal(kept.at(-1), 'both=3');
    });

    it('is not changed by a page that has an outcome already, nor after the end of the job', async () => {
      await commit(0, set(cookie('a')));
      await commit(0, [expire('a'), ...set(cookie('late'))]);
      assert.deepEqual(await shown(jobId), ['a=1']);
      await settle(jobId);
      assert.deepEqual(await shown(jobId), [], 'no page needs them any more');
      await commit(1, set(cookie('later')));
      assert.deepEqual(await shown(jobId), []);
    });

    it('is of one job', async () => {
      const { id } = await newAccount(store());
      const other = (await accept(newJob(id, 1, { spec: batchSpec({ session: 'job' }) }))).id;
      const ours = { ...outcome(jobId, 0), cookies: set(cookie('a')) };
      const theirs = { ...outcome(other, 0), cookies: set(cookie('a', '2'), cookie('b')) };
      await store().pages.commit([theirs, ours], NOW);
      assert.deepEqual([await shown(jobId), await shown(other)], [['a=1'], ['a=2', 'b=1']]);
    });

    it('is bounded by domain, in number and in size: what was set longest ago goes', async () => {
      const many = Array.from({ length: 60 }, (_, at) => cookie(`n${at}`));
      await commit(0, set(cookie('other', '1', 'other.test'), ...many));
      const first = await shown(jobId);
      assert.deepEqual([first.length, first[0], first[1]], [51, 'other=1', 'n10=1']);

      const everywhere = Array.from({ length: 300 }, (_, at) => cookie('c', '1', `h${at}.test`));
      await commit(1, set(...everywhere));
      assert.deepEqual([(await shown(jobId)).length, (await shown(jobId))[0]], [300, 'c=1']);

      const large = Array.from({ length: 100 }, (_, at) =>
        cookie('l', `${at}${'x'.repeat(4_000)}`, `l${at}.test`),
      );
      await commit(2, set(...large));
      const left = await store().sessionCookies.read(jobId);
      const chars = left.reduce((sum, one) => sum + JSON.stringify(one).length, 0);
      assert.ok(chars <= 256 * 1024 && chars > 240 * 1024, `${chars} characters`);
      assert.match(left.at(-1)?.value ?? '', /^99x/);
    });

    it('goes with the job', async () => {
      await commit(0, set(cookie('a')));
      await store().jobs.settle(jobId, 'completed', null, NOW, EXPIRY);
      while ((await store().jobs.prune(new Date(EXPIRY.getTime() + HOUR_MS), 1, 1_000)) > 0);
      assert.deepEqual(await shown(jobId), []);
    });
  });
}
