import { strict as assert } from 'node:assert';
import { lifetimeMs, MAX_LIFETIME_MS, UNSAID_LIFETIME_MS } from '../../../src/core/cache/freshness.js';
import type { FieldValues } from '../../../src/core/schema.js';

const HOUR_MS = 3_600_000;
const FULL: FieldValues = { title: 'Kettle', price: 24.9 };
const date = (fromNowMs: number): string => new Date(Date.now() + fromNowMs).toUTCString();

const life = (headers: Record<string, string>, data = FULL, status = 200, truncated = false): number =>
  lifetimeMs({ status, headers, truncated }, data);

function about(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 2_000, `${actual} ms is not about ${expected} ms`);
}

describe('how long a result is fresh', () => {
  it('is what the page says, at most a day', () => {
    about(life({ 'cache-control': 'public, max-age=600' }), 600_000);
    about(life({ 'cache-control': 'private, max-age=600' }), 600_000);
    about(life({ 'cache-control': 'max-age=600', age: '500' }), 100_000);
    about(life({ expires: date(2 * HOUR_MS), date: date(0) }), 2 * HOUR_MS);
    about(life({ 'last-modified': date(-10 * HOUR_MS), date: date(0) }), HOUR_MS);
    assert.equal(life({ 'cache-control': 'max-age=31536000, immutable' }), MAX_LIFETIME_MS);
  });

  it('is an hour when the page says nothing', () => {
    for (const headers of [{}, { 'cache-control': 'public' }, { 'cache-control': 's-maxage=5' }])
      assert.equal(life(headers), UNSAID_LIFETIME_MS, JSON.stringify(headers));
  });

  it('is nothing when the page forbids it or is stale already', () => {
    const forbidding: Record<string, string>[] = [
      { 'cache-control': 'no-store' },
      { 'cache-control': 'no-cache' },
      { 'cache-control': 'no-cache, max-age=600' },
      { 'cache-control': 'max-age=0' },
      { 'cache-control': 'max-age=0, stale-while-revalidate=86400, stale-if-error=86400' },
      { 'cache-control': 'must-revalidate' },
      { pragma: 'no-cache' },
      { vary: '*' },
      { vary: 'accept, *', 'cache-control': 'max-age=600' },
      { expires: '0' },
      { expires: date(-HOUR_MS) },
      { 'cache-control': 'max-age=600', age: '600' },
    ];
    for (const headers of forbidding) assert.equal(life(headers), 0, JSON.stringify(headers));
  });

  it('is nothing for what is not the whole page', () => {
    for (const status of [204, 206, 301, 404, 500]) assert.equal(life({}, FULL, status), 0, String(status));
    assert.equal(life({}, FULL, 200, true), 0);
  });

  it('is shorter for a result with gaps, and nothing for a poor one', () => {
    const many = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`f${at}`, 'x'] as const));
    assert.equal(life({}, { title: 'x', price: null }), 0);
    assert.equal(life({}, { title: 'x', tags: [] }), 0);
    assert.equal(life({}, { ...many, f0: null }), UNSAID_LIFETIME_MS / 2);
    assert.equal(life({ 'cache-control': 'max-age=86400' }, { ...many, f0: null }), HOUR_MS);
    assert.equal(life({}, { ...many, f0: null, f1: null, f2: null, f3: null, f4: null }), 0);
  });
});
