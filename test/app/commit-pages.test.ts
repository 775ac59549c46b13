import { strict as assert } from 'node:assert';
import { setImmediate as turn } from 'node:timers/promises';
import { createCommitPage, type CommitPage } from '../../src/app/commit-pages.js';
import type { Hold } from '../../src/core/hold.js';
import { pageRead, type PageOutcome } from '../../src/core/page-outcome.js';
import type { Store } from '../../src/ports/store/index.js';
import { AttemptLost } from '../../src/ports/attempt-lost.js';
import type { Standing } from '../../src/ports/store/holds.js';
import type { Pages } from '../../src/ports/store/pages.js';
import { silentLog } from '../support/log.js';

const NOW = new Date('2030-01-01T00:00:00Z');

const page = (pageNo: number): PageOutcome => ({
  jobId: 'job_1',
  pageNo,
  result: pageRead('fetch', {}),
  charge: 1,
  exchange: null,
});
const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, at) => from + at);

const standing = (hold: Hold, isLost: boolean): Standing => ({ jobId: 'job_1', hold, isLost, isOver: false });
const depsOf = (store: Store): Parameters<typeof createCommitPage>[0] => ({
  store,
  now: () => NOW,
  log: silentLog,
  rideOut: (work) => work(),
  onStandings: () => undefined,
});

/** Resolves with how a commit ended: null, or the message of its error. */
const ending = (commit: Promise<void>): Promise<string | null> =>
  commit.then(
    () => null,
    (error: unknown) => (error as Error).message,
  );

describe('committing pages', () => {
  interface Commit {
    readonly pages: readonly number[];
    resolve(standings?: Standing[]): void;
    reject(error: Error): void;
  }
  /** Commits that reached the store, in order; each ends when the test says so. */
  let commits: Commit[];
  let underWay: number;
  let mostUnderWay: number;
  let commitPage: CommitPage;

  beforeEach(() => {
    commits = [];
    underWay = mostUnderWay = 0;
    const commit: Pages['commit'] = (outcomes, at) => {
      assert.equal(at, NOW);
      mostUnderWay = Math.max(mostUnderWay, ++underWay);
      return new Promise<Standing[]>((resolve, reject) => {
        const pages = outcomes.map(({ pageNo }) => pageNo);
        commits.push({ pages, resolve: (standings = []) => resolve(standings), reject });
      }).finally(() => underWay--);
    };
    commitPage = createCommitPage(depsOf({ pages: { commit } as Pages } as Store));
  });

  const groups = (): (readonly number[])[] => commits.map(({ pages }) => pages);
  async function nextCommit(at: number): Promise<Commit> {
    for (;;) {
      const commit = commits[at];
      if (commit !== undefined) return commit;
      await turn();
    }
  }

  it('stores a lone page at once', async () => {
    const stored = commitPage(page(7));
    (await nextCommit(0)).resolve();
    await stored;
    assert.deepEqual(groups(), [[7]]);
  });

  it('stores the pages of one turn of the event loop together', async () => {
    const stored = [1, 2, 3].map((n) => commitPage(page(n)));
    (await nextCommit(0)).resolve();
    await Promise.all(stored);
    assert.deepEqual(groups(), [[1, 2, 3]]);
  });

  it('gathers the pages that end while a commit is under way', async () => {
    const first = commitPage(page(1));
    const { resolve } = await nextCommit(0);
    const rest = [2, 3].map((n) => commitPage(page(n)));
    await turn();
    rest.push(commitPage(page(4)));
    await turn();
    assert.deepEqual(groups(), [[1]], 'nothing is sent beside the commit under way');
    resolve();
    await first;
    (await nextCommit(1)).resolve();
    await Promise.all(rest);
    assert.deepEqual(groups(), [[1], [2, 3, 4]]);
  });

  it('resolves no page before its own commit has ended', async () => {
    const ended: number[] = [];
    const first = commitPage(page(1)).then(() => ended.push(1));
    const commit = await nextCommit(0);
    const second = commitPage(page(2)).then(() => ended.push(2));
    await turn();
    assert.deepEqual(ended, []);
    commit.resolve();
    await first;
    const last = await nextCommit(1);
    await turn();
    assert.deepEqual(ended, [1]);
    last.resolve();
    await second;
    assert.deepEqual(ended, [1, 2]);
  });

  it('cuts a long queue into groups of two hundred, in order, one after the other', async () => {
    const ended: number[] = [];
    const stored = numbers(0, 450).map((n) => commitPage(page(n)).then(() => ended.push(n)));
    for (const at of [0, 1, 2]) (await nextCommit(at)).resolve();
    await Promise.all(stored);
    assert.deepEqual(groups(), [numbers(0, 200), numbers(200, 400), numbers(400, 450)]);
    assert.deepEqual(ended, numbers(0, 450));
    assert.equal(mostUnderWay, 1);
  });

  it('tries a group that failed page by page, rejects only the page at fault, and goes on', async () => {
    const before = ending(commitPage(page(0)));
    (await nextCommit(0)).resolve();
    assert.equal(await before, null);

    const group = [1, 2].map((n) => ending(commitPage(page(n))));
    const commit = await nextCommit(1);
    const waiting = [3, 4].map((n) => ending(commitPage(page(n))));
    commit.reject(new Error('a value could not be stored'));
    (await nextCommit(2)).resolve();
    (await nextCommit(3)).reject(new Error('this value could not be stored'));
    assert.deepEqual(await Promise.all(group), [null, 'this value could not be stored']);
    (await nextCommit(4)).resolve();
    assert.deepEqual(await Promise.all(waiting), [null, null]);
    assert.deepEqual(groups(), [[0], [1, 2], [1], [2], [3, 4]]);
  });

  it('rejects the pages of an attempt that is lost, and stores the others', async () => {
    const told: Standing[] = [];
    const hold = { chunk: 'run/1', attempt: 1 };
    const later = { chunk: 'run/1', attempt: 2 };
    const deps = depsOf({
      pages: { commit: async () => [standing(hold, true), standing(later, false)] } as unknown as Pages,
    } as Store);
    const commitPage = createCommitPage({ ...deps, onStandings: (standings) => told.push(...standings) });
    const ends = await Promise.all([
      ending(commitPage({ ...page(1), hold })),
      ending(commitPage({ ...page(2), hold: later })),
    ]);
    assert.deepEqual(ends, [new AttemptLost().message, null]);
    assert.deepEqual(told, [standing(hold, true), standing(later, false)]);
  });

  it('rejects, and goes on, when the store throws instead of rejecting', async () => {
    let calls = 0;
    const commit = (): Promise<Standing[]> => {
      if (++calls === 1) throw new Error('not open');
      return Promise.resolve([]);
    };
    const throwing = createCommitPage(depsOf({ pages: { commit } as unknown as Pages } as Store));
    await assert.rejects(throwing(page(1)), /not open/);
    await throwing(page(2));
  });
});
