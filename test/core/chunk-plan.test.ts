import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { MAX_CONCURRENCY, planJob } from '../../src/core/chunk-plan.js';

const total = fc.integer({ min: 1, max: 100_000 });
const concurrency = fc.integer({ min: 1, max: MAX_CONCURRENCY });

describe('planJob', () => {
  it('never has more pages in flight than were asked for, and always some', () => {
    fc.assert(
      fc.property(total, concurrency, (pages, width) => {
        const { chunk, lanes, perChunk } = planJob(pages, width);
        for (const number of [chunk, lanes, perChunk]) assert.ok(Number.isInteger(number) && number >= 1);
        assert.ok(lanes * perChunk <= width, `${lanes} lanes of ${perChunk} for ${width}`);
        assert.ok(perChunk <= chunk);
      }),
    );
  });

  it('cuts ranges that cover every page once, and starts no lane that finds none', () => {
    fc.assert(
      fc.property(total, concurrency, (pages, width) => {
        const { chunk, lanes } = planJob(pages, width);
        let covered = 0;
        let ranges = 0;
        for (let from = 0; from < pages; from += chunk, ranges++)
          covered += Math.min(from + chunk, pages) - from;
        assert.equal(covered, pages);
        assert.ok(lanes <= ranges, `${lanes} lanes for ${ranges} chunks`);
      }),
    );
  });

  it('gives small batches a chunk per page, and bounds the number of chunks of larger ones', () => {
    for (const pages of [1, 2, 21, 50]) assert.equal(planJob(pages, 8).chunk, 1);
    assert.equal(planJob(51, 8).chunk, 2);
    for (const pages of [51, 200, 1_000, 2_500]) {
      const { chunk } = planJob(pages, 8);
      assert.ok(Math.ceil(pages / chunk) <= 50, `${Math.ceil(pages / chunk)} chunks of ${pages} pages`);
    }
  });

  it('gives a frontier few chunks that lease many pages, however few it may visit', () => {
    assert.deepEqual(planJob(20, 32, 'crawl'), { chunk: 8, lanes: 3, perChunk: 8 });
    assert.deepEqual(planJob(3, 32, 'crawl'), { chunk: 2, lanes: 2, perChunk: 2 });
    assert.deepEqual(planJob(5_000, 32, 'crawl'), { chunk: 8, lanes: 4, perChunk: 8 });
    assert.deepEqual(planJob(8, 8, 'crawl'), { chunk: 4, lanes: 2, perChunk: 4 });
    assert.deepEqual(planJob(5_000, 8, 'crawl'), { chunk: 8, lanes: 2, perChunk: 4 });
    assert.deepEqual(planJob(5_000, 1, 'crawl'), { chunk: 8, lanes: 1, perChunk: 1 });
    assert.deepEqual(planJob(100, 16, 'spider'), { chunk: 16, lanes: 1, perChunk: 16 });
  });

  it('uses the whole of a concurrency that is a power of two', () => {
    for (const width of [1, 2, 4, 8, 16, 32, 64]) {
      for (const pages of [10, 50, 64, 400, 1_000]) {
        const { lanes, perChunk } = planJob(pages, width);
        assert.equal(lanes * perChunk, Math.min(width, pages), `${pages} pages, ${width} at once`);
      }
    }
  });
});
