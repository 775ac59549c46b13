import { strict as assert } from 'node:assert';
import { readSpec, type StoredSpec } from '../../src/adapters/store/stored-spec.js';
import type { JobKind } from '../../src/core/job-kinds.js';
import type { JobSpec } from '../../src/core/job-spec.js';
import type { FieldSelector } from '../../src/core/select/selector.js';
import { batchSpec } from '../support/specs.js';

/** What the first version wrote, and all others have written too. */
const FIRST = {
  schema: [{ field: 'title', type: 'string' }],
  renderJs: 'auto',
  timeoutMs: 15_000,
  locale: 'de',
  processImages: true,
  perChunk: 2,
  failFast: true,
} as const satisfies StoredSpec;
/** What is read of members that a row does not have. */
const UNSAID = { name: null, failuresFree: false, errorStatusFails: false, tries: 1 };
/** The same of jobs whose fields rules find. */
const UNFOUND = { asyncMode: false, evidence: false };
const CRAWL = { seedUrl: 'http://a.test/', followPattern: '**', maxDepth: 3, respectNofollow: true };
const SPIDER = {
  id: 'a6f7e3f0-0000-4000-8000-000000000000',
  name: 'site',
  repoPath: 'site.mjs',
  settings: {},
  arguments: {},
  limited: true,
  scheduleId: null,
};
const EXTRAS = { headers: { 'x-token': '1' }, cookies: { a: 'b' }, userAgent: 'Reader/2.0' };
const SELECTORS: readonly FieldSelector[] = [{ field: 'title', css: 'h1', attribute: null, all: false }];

/** Rows without `kind`, by the version that wrote them, and what they mean. */
const EARLIER: readonly (readonly [what: string, kind: JobKind, stored: StoredSpec, spec: JobSpec])[] = [
  ['an extract', 'extract', FIRST, { kind: 'extract', ...FIRST, ...UNSAID, ...UNFOUND }],
  ['a batch', 'batch', FIRST, { kind: 'batch', ...FIRST, ...UNSAID, ...UNFOUND }],
  [
    'a crawl',
    'crawl',
    { ...FIRST, crawl: CRAWL },
    { kind: 'crawl', ...FIRST, ...UNSAID, ...UNFOUND, crawl: CRAWL },
  ],
  [
    'a batch with a result cache',
    'batch',
    { ...FIRST, cache: 'use' },
    { kind: 'batch', ...FIRST, ...UNSAID, ...UNFOUND, cache: 'use' },
  ],
  [
    'a batch with headers, cookies and a user agent',
    'batch',
    { ...FIRST, extras: EXTRAS },
    { kind: 'batch', ...FIRST, ...UNSAID, ...UNFOUND, extras: EXTRAS },
  ],
  [
    'a batch that waits for a selector',
    'batch',
    { ...FIRST, waitFor: { selector: '.price' } },
    { kind: 'batch', ...FIRST, ...UNSAID, ...UNFOUND, waitFor: { selector: '.price' } },
  ],
  [
    'a crawl in async_mode',
    'crawl',
    { ...FIRST, cache: 'refresh', crawl: CRAWL, asyncMode: true },
    { kind: 'crawl', ...FIRST, ...UNSAID, ...UNFOUND, cache: 'refresh', crawl: CRAWL, asyncMode: true },
  ],
  [
    'a batch with selectors and a name',
    'batch',
    {
      ...FIRST,
      ...{ name: 'n', selectors: SELECTORS, failuresFree: true, errorStatusFails: true, tries: 3 },
    },
    {
      kind: 'select',
      ...FIRST,
      ...{ name: 'n', selectors: SELECTORS, failuresFree: true, errorStatusFails: true, tries: 3 },
    },
  ],
  [
    'a batch with selectors and no name',
    'batch',
    { ...FIRST, selectors: SELECTORS, failuresFree: true, errorStatusFails: true, tries: 3 },
    {
      kind: 'select',
      ...FIRST,
      ...{ name: null, selectors: SELECTORS, failuresFree: true, errorStatusFails: true, tries: 3 },
    },
  ],
  [
    'a spider',
    'spider',
    { ...FIRST, schema: [], spider: SPIDER },
    { kind: 'spider', ...FIRST, ...UNSAID, schema: [], spider: SPIDER },
  ],
  [
    'a spider of Scrapy',
    'scrapy',
    { ...FIRST, schema: [], spider: SPIDER },
    { kind: 'scrapy', ...FIRST, ...UNSAID, schema: [], spider: SPIDER },
  ],
];

describe('a stored spec', () => {
  for (const [what, kind, stored, spec] of EARLIER) {
    it(`of an earlier version is read: ${what}`, () => assert.deepEqual(readSpec(kind, stored), spec));
    it(`is read as it was written: ${what}`, () => assert.deepEqual(readSpec(kind, spec), spec));
  }

  it('has the names of earlier versions, so that their workers can read it', () => {
    const { kind, name, failuresFree, errorStatusFails, tries, asyncMode, evidence, ...first } = batchSpec();
    assert.deepEqual(Object.keys(first).sort(), Object.keys(FIRST).sort());
    assert.equal(kind, 'batch');
    // Those workers go by `?? job.id`, `=== true` and `?? 1`.
    assert.deepEqual(
      [name, failuresFree, errorStatusFails, tries, asyncMode, evidence],
      [null, false, false, 1, false, false],
    );
  });

  it('does not pass for one that it is not', () => {
    assert.throws(() => readSpec('crawl', FIRST), /kind crawl/);
    assert.throws(() => readSpec('spider', FIRST), /kind spider/);
  });
});
