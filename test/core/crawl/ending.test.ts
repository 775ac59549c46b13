import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { END_CODES, endingOf, NOTE_CODES, type Ended } from '../../../src/core/crawl/ending.js';
import type { CrawlNotes } from '../../../src/core/crawl/notes.js';
import type { CrawlJob, JobState } from '../../../src/core/job.js';
import { ROOT } from '../../support/root.js';
import { batchSpec } from '../../support/specs.js';

const NOW = new Date('2030-01-01T00:00:00Z');
const CRAWL = { seedUrl: 'http://a.test/', followPattern: '*', maxDepth: 2, respectNofollow: true };

function ended(state: JobState, notes: CrawlNotes | null, rest: Partial<CrawlJob> = {}): Ended {
  const job: CrawlJob = {
    id: 'job_1',
    accountId: 'account',
    dialect: 'runo',
    webhookUrl: null,
    kind: 'crawl',
    endpoint: '/crawl',
    state,
    spec: { ...batchSpec(), kind: 'crawl', crawl: CRAWL },
    total: 10,
    chunk: 1,
    lanes: 1,
    succeeded: 1,
    failed: 0,
    charged: 1,
    skipped: 0,
    items: 0,
    stats: null,
    notes,
    reserved: { month: 10, prepaid: 0 },
    reason: null,
    requestHash: null,
    createdAt: NOW,
    startedAt: NOW,
    finishedAt: NOW,
    deadlineAt: NOW,
    expiresAt: null,
    ...rest,
  };
  return { job, waiting: 0, beyond: [] };
}

describe('endingOf', () => {
  it('names the reason of a job that was stopped, and none of one that was cancelled', () => {
    const failed = endingOf({ ...ended('failed', null, { reason: 'it ran into its deadline' }), waiting: 5 });
    assert.equal(failed.code, 'JOB_FAILED');
    assert.deepEqual(failed.warnings, [
      { code: 'JOB_FAILED', message: 'The crawl was stopped: it ran into its deadline.' },
    ]);
    const cancelled = endingOf({ ...ended('cancelled', { counts: { blocked: 2 } }), waiting: 5 });
    assert.equal(cancelled.code, null);
    assert.deepEqual(
      cancelled.warnings.map(({ code }) => code),
      ['PAGES_BLOCKED'],
    );
  });

  it('says nothing of crawls of earlier versions, which left no notes', () => {
    assert.deepEqual(endingOf(ended('completed', null)), { code: null, warnings: [] });
    const limited = endingOf({ ...ended('completed', null), waiting: 3 });
    assert.equal(limited.code, 'CRAWL_LIMIT_REACHED');
  });

  it('puts the page limit before the depth limit, and shortens long URLs', () => {
    const beyond = [`http://a.test/${'x'.repeat(5_000)}`];
    const { code, warnings } = endingOf({ ...ended('completed', null), waiting: 1, beyond });
    assert.equal(code, 'CRAWL_LIMIT_REACHED');
    assert.deepEqual(
      warnings.map((warning) => warning.code),
      ['CRAWL_LIMIT_REACHED', 'DEPTH_LIMIT_REACHED'],
    );
    assert.ok((warnings[1]?.message.length ?? 0) < 500);
  });

  it('tells of a failed robots.txt at another host with the number of its pages', () => {
    const notes: CrawlNotes = {
      counts: { robotsUnavailable: 3 },
      firsts: {
        seed: { end: 'read', hasLinks: true },
        robotsUnavailable: 'http://b.test/x',
        robotsUnavailableWhy: 'It answered HTTP 500',
      },
    };
    const { code, warnings } = endingOf(ended('completed', notes, { succeeded: 5 }));
    assert.equal(code, null);
    assert.match(
      warnings[0]?.message ?? '',
      /^3 pages left out\. robots\.txt of b\.test could not be read \(It answered HTTP 500\)\./,
    );
  });

  it('has a line in the documentation for each code', () => {
    const docs = readFileSync(join(ROOT, 'docs/crawling.md'), 'utf8');
    assert.deepEqual(
      END_CODES.filter((code) => !docs.includes(`| \`${code}\``)),
      [],
    );
    assert.deepEqual(
      NOTE_CODES.filter((code) => !docs.includes(`\`${code}\``)),
      [],
    );
  });
});
