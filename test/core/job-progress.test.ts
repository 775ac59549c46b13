import { strict as assert } from 'node:assert';
import { addErrors, addResult, describeProgress, emptyTally } from '../../src/core/job-progress.js';
import type { JobRef } from '../../src/core/job.js';
import { failure } from '../../src/core/failure.js';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 1, 12, 0, second));
const ref = (kind: JobRef['kind']): JobRef => ({
  id: 'job_1',
  kind,
  accountId: 'a',
  total: 5_000,
  chunk: 1,
  lanes: 1,
  failFast: false,
  deadlineAt: '2026-01-02T00:00:00Z',
});

describe("a job's progress in Markdown", () => {
  it('has counts, the rate, and errors by code, the last one first', () => {
    const errors = addErrors(addErrors({}, { TIMEOUT: 2 }, at(10)), { TIMEOUT: 1, HTTP_ERROR: 1 }, at(20));
    const later = addErrors(errors, { HTTP_ERROR: 1_500 }, at(30));
    const progress = { succeeded: 1_200, failed: 50, since: at(0).toISOString(), errors: later };
    assert.equal(
      describeProgress(ref('crawl'), progress, 'Running', at(50)),
      [
        '**Running**',
        '',
        '1,250 of at most 5,000 pages done: 1,200 succeeded, 50 failed, 25.0 pages a second.',
        '',
        '| error | pages | last |',
        '| --- | ---: | --- |',
        '| HTTP_ERROR | 1,501 | 2026-01-01 12:00:30 UTC |',
        '| TIMEOUT | 3 | 2026-01-01 12:00:20 UTC |',
        '',
        'As of 2026-01-01 12:00:50 UTC.',
      ].join('\n'),
    );
  });

  it('says slow rates by the minute, and none where nothing is known', () => {
    const slow = { succeeded: 1, failed: 0, since: at(0).toISOString() };
    assert.match(
      describeProgress(ref('batch'), slow, 'Running', at(20)),
      /1 of 5,000 pages done.*3\.0 pages a minute/,
    );
    assert.doesNotMatch(
      describeProgress(ref('batch'), { succeeded: 1, failed: 0 }, 'Running', at(20)),
      / a minute/,
    );
  });
});

describe('the tally of a chunk', () => {
  it('counts pages that succeeded and failed, by code, and no others', () => {
    const tally = emptyTally();
    addResult(tally, { status: 'error', failure: failure('TIMEOUT', 'late') });
    addResult(tally, { status: 'error', failure: failure('TIMEOUT', 'late') });
    addResult(tally, { status: 'skipped', why: 'robots.txt' });
    addResult(tally, {
      status: 'success',
      renderMode: 'fetch',
      data: {},
      warnings: [],
      imagesProcessed: null,
    });
    assert.deepEqual(tally, { succeeded: 1, failed: 2, errors: { TIMEOUT: 2 } });
  });
});
