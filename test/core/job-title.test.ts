import { strict as assert } from 'node:assert';
import type { JobKind } from '../../src/core/job-kinds.js';
import { hostsOf, titleOf } from '../../src/core/job-title.js';

const ABOUT = { subject: 'example.com', accountName: 'shop' };
const job = (kind: JobKind, total: number) => ({
  id: 'job_1',
  kind,
  accountId: 'acc_1',
  dialect: 'runo',
  endpoint: `/${kind}`,
  total,
  chunk: 2,
  lanes: 4,
  deadlineAt: new Date(Date.UTC(2026, 0, 2)),
});

describe('the title of a job', () => {
  it('names its kind, its pages and its account in one line', () => {
    const summaries = (['extract', 'batch', 'crawl', 'spider', 'scrapy'] as const).map(
      (kind) => titleOf(job(kind, kind === 'extract' ? 1 : 5_000), ABOUT).summary,
    );
    assert.deepEqual(summaries, [
      'extract of example.com, account shop',
      'batch of 5,000 pages of example.com, account shop',
      'crawl of example.com, at most 5,000 pages, account shop',
      'spider example.com, at most 5,000 pages, account shop',
      'Scrapy spider example.com, at most 5,000 pages, account shop',
    ]);
  });

  it('has details that say what was asked for, and when it must end', () => {
    const { details } = titleOf(job('batch', 60), ABOUT);
    assert.match(details, /`\/batch` of the API runo/);
    assert.match(details, /account: shop \(`acc_1`\)/);
    assert.match(details, /deadline: 2026-01-02T00:00:00\.000Z/);
  });

  it('stays within what Temporal takes, on one line and without Markdown, whatever names say', () => {
    for (const accountName of ['🦊'.repeat(300), 'a\n\n# b `c` | <d>', 'ü'.repeat(5_000)]) {
      const { summary, details } = titleOf(job('crawl', 1), { subject: 'x'.repeat(250), accountName });
      assert.ok(Buffer.byteLength(summary) <= 200, summary);
      assert.doesNotMatch(summary, /[\n`|<]|\uFFFD/);
      assert.ok(details.length < 20_000);
      assert.equal(details.split('\n').length, 7);
    }
  });
});

describe('the hosts of a job', () => {
  it('are one, or the first of several, and never more of a URL', () => {
    assert.equal(hostsOf(['https://a.example/x?key=secret', 'https://a.example/y']), 'a.example');
    assert.equal(
      hostsOf(['https://a.example:8080/', 'http://user:pw@b.example/']),
      'a.example:8080 and other hosts',
    );
    assert.equal(hostsOf(['http://user:pw@b.example/']), 'b.example');
    assert.equal(hostsOf([]), 'no page');
  });
});
