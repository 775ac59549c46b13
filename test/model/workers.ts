/** What workers do with the pages of jobs: take them, store what became of them, die, freeze and come back. */

import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { failure } from '../../src/core/failure.js';
import type { Hold } from '../../src/core/hold.js';
import { pageFailed, pageParked, pageRead, type PageOutcome } from '../../src/core/page-outcome.js';
import {
  attemptAt,
  command,
  cut,
  hasAttempts,
  hasJobs,
  index,
  jobAt,
  jobOf,
  urlOf,
  type Command,
} from './command.js';
import { addLinks, leasable, placesOf, store, type Model, type ModelJob, type Report } from './model.js';
import { met } from './situations.js';

const numbers = (pages: readonly { readonly pageNo: number }[]): number[] =>
  pages.map(({ pageNo }) => pageNo);
/** Nobody takes a chunk from its holder here: what two attempts of one chunk may do is for the tests of the store. */
const holdOf = (chunk: string): Hold => ({ chunk, attempt: 1 });
const ascending = (pageNos: Iterable<number>): number[] => [...pageNos].sort((a, b) => a - b);

export const takeSome = (given: { job: number; most: number }): Command =>
  command('take', given, hasJobs, async (model, real) => {
    const job = jobAt(model, given.job);
    if (job.isExpiring) return;
    const holder = `holder ${model.attempts.length}`;
    const { frontier, pages } = real.store;
    const waiting = [...job.pages].filter(([, { state }]) => state === 'waiting').map(([no]) => no);
    const isCrawl = job.kind === 'crawl';
    const expected = isCrawl ? leasable(job, given.most) : waiting;
    const got = isCrawl
      ? await frontier.lease(job.id, holdOf(holder), given.most)
      : await pages.waiting(job.id, 0, job.total);
    assert.deepEqual(numbers(got), expected);
    if (isCrawl) for (const no of expected) Object.assign(job.pages.get(no) ?? {}, { lease: holder });
    met(
      model.met,
      'lease up to the page limit',
      isCrawl && placesOf(job) === job.total && waiting.length > got.length,
    );
    const pageNos = expected.slice(0, given.most);
    if (pageNos.length > 0) model.attempts.push({ jobId: job.id, holder, pageNos });
  });
const taken = fc.record({ job: index, most: fc.integer({ min: 1, max: 3 }) }).map(takeSome);

/** The holder's process has died, and its chunk begins again with the pages that it held. */
const resumed = index.map((n) =>
  command('resume', { attempt: n }, hasAttempts, async (model, real) => {
    const attempt = attemptAt(model, n);
    const job = jobOf(model, attempt);
    if (job === null || job.isExpiring) return;
    const held = [...job.pages].filter(
      ([, { lease, state }]) => lease === attempt.holder && state === 'waiting',
    );
    const got = await real.store.frontier.held(job.id, attempt.holder);
    assert.deepEqual(ascending(numbers(got)), ascending(held.map(([no]) => no)));
    met(model.met, 'holder resumed with its pages', held.length > 0);
  }),
);

/** A chunk ends and gives back what it did not run; or the workflow is gone, and everything is given back. */
export const releaseSome = (given: { attempt: number; all: boolean }): Command =>
  command('release', given, hasAttempts, async (model, real) => {
    const attempt = attemptAt(model, given.attempt);
    const { frontier } = real.store;
    await (given.all
      ? frontier.releaseAll(attempt.jobId)
      : frontier.release(attempt.jobId, holdOf(attempt.holder)));
    for (const page of jobOf(model, attempt)?.pages.values() ?? [])
      if (page.state === 'waiting' && (given.all || page.lease === attempt.holder)) page.lease = null;
  });
const released = fc.record({ attempt: index, all: fc.boolean() }).map(releaseSome);

const shape = fc.record({
  state: fc.constantFrom<Report['state']>('done', 'done', 'done', 'failed', 'parked', 'skipped'),
  charge: fc.nat(1),
  links: fc.array(fc.nat(9), { maxLength: 4 }),
  arrivedAt: fc.constantFrom(null, null, null, null, 0, 1, 2, 9),
  canonical: fc.constantFrom(null, 0, 0, 0, 1),
});
type Shape = typeof shape extends fc.Arbitrary<infer S> ? S : never;

/**
 * Pages of one or two attempts end, in one group. An attempt stays what it was, so that it may commit its pages again:
 * a worker that was frozen does, and one whose commit was stored while its connection broke.
 */
export const commitSome = (given: { attempts: number[]; shapes: Shape[]; cut: number | null }): Command =>
  command('commit', given, hasAttempts, async (model, real) => {
    const group = given.attempts.flatMap((n) => {
      const attempt = attemptAt(model, n);
      const job = jobOf(model, attempt);
      return attempt.pageNos.slice(0, given.shapes.length).map((pageNo, at) => ({
        ...{ jobId: attempt.jobId, job },
        report: reportOf(model, job?.kind === 'crawl', pageNo, given.shapes[at] as Shape),
      }));
    });
    const outcomes = group.map(({ jobId, job, report }) => toOutcome(jobId, report, job));
    const lived = await real.attempt(
      given.cut,
      async ({ pages }) => void (await pages.commit(outcomes, model.now)),
    );
    met(model.met, 'died in commit', !lived);
    if (lived) for (const { job, report } of group) if (job !== null) store(model, job, report, 'waiting');
  });
const committed = fc
  .record({
    attempts: fc.array(index, { minLength: 1, maxLength: 2 }),
    shapes: fc.array(shape, { minLength: 1, maxLength: 3 }),
    cut,
  })
  .map(commitSome);

/** A vendor's batch is read, by two workers perhaps. */
const answered = fc
  .record({ job: index, shapes: fc.array(shape, { minLength: 1, maxLength: 4 }) })
  .map((given) =>
    command('answer', given, hasJobs, async (model, real) => {
      const job = jobAt(model, given.job);
      if (job.isExpiring) return;
      const reports = given.shapes.map(({ state, charge }, pageNo) => ({
        ...reportOf(model, false, pageNo, {
          state: 'done',
          charge,
          links: [],
          arrivedAt: null,
          canonical: null,
        }),
        state: state === 'failed' ? ('failed' as const) : ('done' as const),
      }));
      const outcomes = reports.map((report) => toOutcome(job.id, report, null));
      const stored = await real.store.modelWork.answer(outcomes, model.now);
      const expected = reports.filter((report) => store(model, job, report, 'parked'));
      assert.deepEqual(ascending(stored), numbers(expected));
    }),
  );

export const addSitemap = (given: { job: number; links: number[]; depth: number }): Command =>
  command('sitemap', given, hasJobs, async (model, real) => {
    const job = jobAt(model, given.job);
    if (job.kind !== 'crawl' || job.isExpiring) return;
    const urls = given.links.map(urlOf);
    await real.store.frontier.add(
      job.id,
      urls.map((url) => ({ url, key: url })),
      given.depth,
    );
    if (job.state !== 'queued' && job.state !== 'running') return;
    job.skipped += urls.length - addLinks(job, urls, given.depth);
  });
const mapped = fc
  .record({ job: index, links: fc.array(fc.nat(9), { maxLength: 4 }), depth: fc.nat(2) })
  .map(addSitemap);

function reportOf(model: Model, isCrawl: boolean, pageNo: number, given: Shape): Report {
  const { state, charge, links, arrivedAt, canonical } = given;
  const isRead = state === 'done' || state === 'parked';
  model.marks += 1;
  return {
    ...{ pageNo, state, mark: `mark ${model.marks}` },
    charge: state === 'done' || state === 'failed' ? charge : 0,
    links: isCrawl && isRead ? links.map(urlOf) : [],
    arrivedAt: isCrawl && arrivedAt !== null ? urlOf(arrivedAt) : null,
    canonical: isCrawl && canonical !== null ? `canonical ${canonical}` : null,
  };
}

function toOutcome(jobId: string, report: Report, job: ModelJob | null): PageOutcome {
  const { pageNo, charge, mark } = report;
  const page = pageRead('fetch', { mark });
  const question = { url: urlOf(pageNo), fields: [], passages: '', lang: null, asOf: '', images: [] };
  const results = {
    done: page,
    failed: pageFailed(failure('TIMEOUT', mark)),
    skipped: { status: 'skipped', why: mark },
    parked: pageParked(page, question),
  } as const;
  const link = (url: string): { url: string; key: string } => ({ url, key: url });
  const discovery = {
    arrivedAt: report.arrivedAt === null ? null : link(report.arrivedAt),
    links: report.links.map(link),
    matched: report.links.length,
    canonicalKey: report.canonical,
  };
  const isCrawl = job?.kind === 'crawl';
  return {
    ...{ jobId, pageNo, charge, exchange: null, result: results[report.state] },
    discovery: isCrawl ? discovery : null,
  };
}

export const workerSteps = { taken, committed, resumed, released, answered, mapped } as const;
