/** Sequences for what random ones seldom come to. */

import type { Command } from './command.js';
import { daysPass, pruneSome, settleOne, submitOne } from './jobs.js';
import { addSitemap, commitSome, releaseSome, takeSome } from './workers.js';

const submit = (kind: 'crawl' | 'batch', pages: number): Command =>
  submitOne({ kind, pages, key: null, listens: true, cut: null });
const take = (): Command => takeSome({ job: 0, most: 1 });
/** By the last attempt, or an earlier one. */
const commit = (links: number[], canonical: 0 | null, attempt = 0): Command =>
  commitSome({
    attempts: [attempt],
    shapes: [{ state: 'done', charge: 1, links, arrivedAt: null, canonical }],
    cut: null,
  });

/** More pages of one canonical URL than the crawl may visit: those beyond keep their places. */
const manyDuplicates = [
  submit('crawl', 2),
  ...[take(), commit([1, 2, 3, 4], 0)],
  ...[take(), commit([], 0), take(), commit([], 0), take(), commit([], 0)],
  take(),
];

/** A frozen worker comes back with a page whose place another page has got meanwhile. */
const placeTaken = [
  submit('crawl', 2),
  ...[take(), commit([1], null)],
  ...[take(), releaseSome({ attempt: 0, all: true }), addSitemap({ job: 0, links: [2], depth: 0 })],
  ...[take(), commit([], null, 1), commit([], null), commit([], null, 1)],
];

/** The results of one job are dropped in several transactions, and its row long after. */
const droppedInSteps = [
  submit('batch', 4),
  // What earlier sequences have left goes first.
  ...[daysPass(10_000), pruneSome({ whole: true, limit: 1_000, cut: null })],
  settleOne({ job: 0, ending: 'completed', cut: null }),
  daysPass(2),
  ...[pruneSome({ whole: false, limit: 2, cut: null }), pruneSome({ whole: false, limit: 1, cut: 4 })],
  pruneSome({ whole: true, limit: 2, cut: null }),
  ...[daysPass(3), pruneSome({ whole: true, limit: 1_000, cut: null })],
];

export const RARE: readonly Command[][] = [manyDuplicates, placeTaken, droppedInSteps];
