/** What chunks of every kind do while the disk is almost full. */

import { strict as assert } from 'node:assert';
import { mock } from 'node:test';
import { createBrake } from '../../src/app/brake.js';
import { createRunChunk, type ChunkDeps } from '../../src/app/run-chunk.js';
import { createRunCrawlChunk, type CrawlChunkDeps } from '../../src/app/run-crawl-chunk.js';
import { createRunSpiderChunk, type SpiderChunkDeps } from '../../src/app/run-spider-chunk.js';
import { CHUNK_MS } from '../../src/core/timings.js';
import { PLENTY } from '../support/room.js';

const HOLD = { chunk: 'a chunk', attempt: 1 };
const never = (): AbortSignal => new AbortController().signal;

describe('a chunk without room on the disk', () => {
  /** Nothing else of these is touched: a chunk that asks for its job, or leases a page, fails. */
  const deps = { shutdown: never(), room: { ...PLENTY, wait: () => Promise.resolve(false) } };

  it('gives its range back', async () => {
    const runChunk = createRunChunk(deps as unknown as ChunkDeps);
    const result = await runChunk({ jobId: 'job_1', from: 3, to: 9, hold: HOLD, recovering: false }, never());
    assert.deepEqual(result, { next: 3, succeeded: 0, failed: 0, stop: false });
  });

  it('leaves its frontier as it is, with work to do', async () => {
    const request = { jobId: 'job_1', hold: HOLD, alone: true, recovering: false };
    for (const run of [
      createRunCrawlChunk(deps as unknown as CrawlChunkDeps),
      createRunSpiderChunk(deps as unknown as SpiderChunkDeps),
    ])
      assert.deepEqual(await run(request, never()), { succeeded: 0, failed: 0, more: true, stop: false });
  });

  it('begins no further page, and cuts off none', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const low = new AbortController();
    const brake = createBrake({ cancelled: never(), shutdown: never(), low: low.signal }, 60_000);
    try {
      low.abort();
      mock.timers.tick(10 * CHUNK_MS.drain);
      assert.deepEqual([brake.stop.aborted, brake.cutOff.aborted], [true, false]);
    } finally {
      brake.release();
      mock.timers.reset();
    }
  });
});
