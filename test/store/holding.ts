/** What becomes of an attempt of a chunk that another one has taken over. */

import { strict as assert } from 'node:assert';
import type { Hold } from '../../src/core/hold.js';
import type { Job } from '../../src/core/job.js';
import type { PageOutcome } from '../../src/core/page-outcome.js';
import type { SessionCookie } from '../../src/core/session-cookies.js';
import { AttemptLost } from '../../src/ports/attempt-lost.js';
import type { Standing } from '../../src/ports/store/holds.js';
import type { Store } from '../../src/ports/store/index.js';
import { batchSpec } from '../support/specs.js';
import { createSteps, failed, newAccount, newJob, NOW, outcome } from './fixtures.js';

const CRAWL = { seedUrl: 'http://a.test/0', followPattern: '**', maxDepth: 5, respectNofollow: true };
const FIRST: Hold = { chunk: 'run/5', attempt: 1 };
const SECOND: Hold = { chunk: 'run/5', attempt: 2 };
const OTHER: Hold = { chunk: 'run/6', attempt: 1 };

/** `store` is called when the tests run. */
export function describeHolding(store: () => Store): void {
  const { accept, settle } = createSteps(store);

  const newRunning = async (pages: number, over: Parameters<typeof newJob>[2] = {}): Promise<string> => {
    const { id } = await newAccount(store());
    return (await accept(newJob(id, pages, over))).id;
  };
  const crawl = (): Promise<string> =>
    newRunning(1, {
      spec: { ...batchSpec(), kind: 'crawl', crawl: CRAWL },
      limit: { maxPages: 10, capped: false },
    });
  const by = (hold: Hold, page: PageOutcome): PageOutcome => ({ ...page, hold });
  const commit = (...outcomes: PageOutcome[]): Promise<Standing[]> => store().pages.commit(outcomes, NOW);
  const chargedOf = async (jobId: string): Promise<number> =>
    ((await store().jobs.get(jobId)) as Job).charged;
  const statusesOf = async (jobId: string): Promise<unknown[]> =>
    (await store().pages.read(jobId, -1, 10, false)).map(({ result }) => result?.status ?? null);
  const lostOf = (standings: readonly Standing[]): boolean[] => standings.map(({ isLost }) => isLost);

  describe('an attempt of a chunk', () => {
    it('stores what it brings while no later one has the chunk', async () => {
      const jobId = await newRunning(3);
      assert.deepEqual(lostOf(await commit(by(FIRST, outcome(jobId, 0)))), [false]);
      assert.equal(await store().holds.take(jobId, SECOND), true);
      assert.deepEqual(lostOf(await commit(by(SECOND, outcome(jobId, 1)))), [false]);
      assert.equal(await store().holds.take(jobId, SECOND), true, 'again, as after an outage');
      assert.deepEqual(await statusesOf(jobId), ['success', 'success', null]);
    });

    it('stores nothing once a later one has it, beside attempts of other chunks that do', async () => {
      const jobId = await newRunning(4);
      const otherJob = await newRunning(1);
      await store().holds.take(jobId, SECOND);
      const standings = await commit(
        by(FIRST, failed(jobId, 0)),
        by(OTHER, outcome(jobId, 1)),
        by(FIRST, failed(jobId, 2)),
        by(FIRST, outcome(otherJob, 0)),
      );
      assert.deepEqual(
        standings.filter(({ isLost }) => isLost).map((one) => [one.jobId, one.hold]),
        [[jobId, FIRST]],
      );
      assert.deepEqual(await statusesOf(jobId), [null, 'success', null, null]);
      assert.deepEqual(await statusesOf(otherJob), ['success']);
      assert.equal(await chargedOf(jobId), 1);
      await commit(by(SECOND, outcome(jobId, 0)));
      assert.deepEqual(await statusesOf(jobId), ['success', 'success', null, null]);
    });

    it('does not get a chunk back that a later one has', async () => {
      const jobId = await newRunning(1);
      await store().holds.take(jobId, { chunk: 'run/5', attempt: 3 });
      assert.equal(await store().holds.take(jobId, SECOND), false);
      assert.deepEqual(
        (
          await store().holds.check([SECOND, { chunk: 'run/5', attempt: 3 }].map((hold) => ({ jobId, hold })))
        ).map(({ isLost }) => isLost),
        [true, false],
      );
    });

    it('changes no cookie once it is lost', async () => {
      const jobId = await newRunning(2, { spec: batchSpec({ session: 'job' }) });
      const cookie: SessionCookie = {
        ...{
          name: 'a',
          value: '1',
          domain: 'a.test',
          path: '/',
          hostOnly: true,
          secure: false,
          httpOnly: false,
        },
        expiresAt: null,
      };
      const identity = { domain: 'a.test', path: '/', name: 'a' };
      const set = (hold: Hold, pageNo: number): PageOutcome =>
        by(hold, { ...outcome(jobId, pageNo), cookies: [{ ...identity, cookie }] });
      await store().holds.take(jobId, SECOND);
      assert.deepEqual(lostOf(await commit(set(FIRST, 0))), [true]);
      assert.deepEqual(await store().sessionCookies.read(jobId), []);
      assert.deepEqual(lostOf(await commit(set(SECOND, 0))), [false]);
      assert.equal((await store().sessionCookies.read(jobId)).length, 1);
    });

    it('leases nothing and gives nothing back once it is lost', async () => {
      const jobId = await crawl();
      assert.equal((await store().frontier.lease(jobId, FIRST, 5)).length, 1);
      await store().holds.take(jobId, SECOND);
      await store().frontier.release(jobId, FIRST);
      assert.equal(
        (await store().frontier.held(jobId, FIRST.chunk)).length,
        1,
        'the later one has its pages',
      );
      await assert.rejects(store().frontier.lease(jobId, FIRST, 5), AttemptLost);
      await store().frontier.release(jobId, SECOND);
      assert.equal((await store().frontier.lease(jobId, SECOND, 5)).length, 1);
    });

    it("adds neither a spider's pages nor places where fields stand once it is lost", async () => {
      const jobId = await crawl();
      const page = { key: 'k', url: 'http://a.test/k', charge: 1, items: [{ n: 1 }] };
      const learn = (hold: Hold): Promise<unknown> =>
        store().learnedPlaces.update(jobId, 'a.test', () => ({ from: 'page', places: {} }), 5, hold);
      await store().holds.take(jobId, SECOND);
      await assert.rejects(store().items.addPages(jobId, FIRST, [page], NOW), AttemptLost);
      await assert.rejects(learn(FIRST), AttemptLost);
      assert.deepEqual(await store().items.read(jobId, -1, 5), []);
      assert.equal((await store().learnedPlaces.read(jobId)).size, 0);
      await store().items.addPages(jobId, SECOND, [page], NOW);
      await learn(SECOND);
      assert.equal((await store().items.read(jobId, -1, 5)).length, 1);
      assert.equal((await store().learnedPlaces.read(jobId)).size, 1);
    });

    it('that commits while another one takes its chunk either has stored all or is lost', async () => {
      const jobId = await newRunning(20);
      const pages = Array.from({ length: 20 }, (_, pageNo) => by(FIRST, outcome(jobId, pageNo)));
      const commits = pages.map((page) => commit(page));
      const [standings] = await Promise.all([Promise.all(commits), store().holds.take(jobId, SECOND)]);
      const statuses = await statusesOf(jobId);
      assert.deepEqual(
        statuses,
        standings.slice(0, statuses.length).map(([one]) => (one?.isLost === true ? null : 'success')),
      );
    });

    it('is told that its job is being cancelled, or over', async () => {
      const [running, cancelled, ended] = [await newRunning(2), await newRunning(2), await newRunning(2)];
      await store().jobs.requestCancel(cancelled);
      await settle(ended);
      const standings = await commit(...[running, cancelled, ended].map((id) => by(FIRST, outcome(id, 0))));
      assert.deepEqual(
        new Set(standings.filter(({ isOver }) => isOver).map(({ jobId }) => jobId)),
        new Set([cancelled, ended]),
      );
      assert.deepEqual(await statusesOf(cancelled), ['success', null], 'what has ended still counts');
      const over = await store().holds.over([running, cancelled, 'job_gone', ended]);
      assert.deepEqual(new Set(over), new Set([cancelled, ended, 'job_gone']));
    });
  });
}
