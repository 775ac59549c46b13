import { strict as assert } from 'node:assert';
import { pauseMs, retryAfterOf } from '../../../src/core/crawl/slow-down.js';

const NOW = new Date('2026-03-01T12:00:00Z');

describe('how long a host is left alone', () => {
  for (const [header, ms] of [
    ['3', 3_000],
    ['2.5', 2_500],
    [' 7 ', 7_000],
    ['10 seconds', 10_000],
    ['0', 0],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['Sunday, 01-Mar-26 12:00:30 GMT', 30_000],
    ['2026-03-01T12:00:30Z', 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['86400', 600_000],
    ['-5', 1_000],
    ['soon', 1_000],
    ['', 1_000],
  ] as const) {
    it(`is ${ms} ms after "${header}"`, () => {
      assert.equal(pauseMs(1, header, NOW), ms);
    });
  }

  const inSecs = (secs: number): string => String(NOW.getTime() / 1_000 + secs);
  for (const [what, headers, expected] of [
    ['Retry-After', { 'retry-after': '2.5', 'x-ratelimit-reset': '9' }, '2.5'],
    ['a limit where Retry-After says nothing', { 'retry-after': '-5', 'x-ratelimit-reset': '9' }, '9'],
    ['a limit that is lifted in seconds', { 'ratelimit-reset': '20' }, '20'],
    ['a limit that is lifted at a time', { 'x-ratelimit-reset': inSecs(40) }, '40'],
    [
      'a limit that is lifted at a time in milliseconds',
      { 'x-rate-limit-reset': `${inSecs(40)}500` },
      '40.5',
    ],
    ['a limit that is lifted already', { 'x-ratelimit-reset': inSecs(-40) }, '0'],
    ['nothing that can be read', { 'retry-after': 'soon', 'x-ratelimit-reset': 'later' }, null],
    ['nothing', {}, null],
  ] as const) {
    it(`is read from ${what}`, () => {
      assert.equal(retryAfterOf(headers as Record<string, string>, NOW), expected);
    });
  }
});
