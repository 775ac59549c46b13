import { strict as assert } from 'node:assert';
import type { FrontierChunkInput } from '../../activities/frontier-chunk.js';
import type { FrontierChunkResult } from '../../src/app/drain-frontier.js';
import type { JobRef } from '../../src/core/job.js';
import { startWorkflows, type Run, type Workflows } from './support.js';

/** A frontier of pages at given depths, as much of it as the workflow can see. */
function fakeFrontier(pages: number, perChunk: number) {
  let left = pages;
  const calls: FrontierChunkInput[] = [];
  let atOnce = 0;
  let most = 0;
  const crawlChunk = async (input: FrontierChunkInput): Promise<FrontierChunkResult> => {
    calls.push(input);
    most = Math.max(most, (atOnce += 1));
    const taken = Math.min(left, input.alone ? 1 : perChunk);
    left -= taken;
    await new Promise((resolve) => setTimeout(resolve, 30));
    atOnce -= 1;
    return { succeeded: taken, failed: 0, more: left > 0, stop: false };
  };
  return { crawlChunk, calls, most: () => most, left: () => left };
}

describe('the workflow of a crawl', function () {
  this.timeout(120_000);
  let workflows: Workflows;

  before(async () => {
    workflows = await startWorkflows();
  });
  after(() => workflows?.close());

  /** Runs a crawl whose chunks do what `crawlChunk` does; `reads` counts how often its sitemaps were read. */
  async function run(
    job: Partial<JobRef>,
    crawlChunk: (input: FrontierChunkInput) => Promise<FrontierChunkResult>,
    readSitemaps: () => Promise<void> = async () => undefined,
  ): Promise<Run & { error: unknown; reads: number }> {
    let reads = 0;
    const counted = async (): Promise<void> => {
      reads += 1;
      await readSitemaps();
    };
    const crawl = { kind: 'crawl', total: 100, ...job } as const;
    const ended = await workflows.run(crawl, { crawlChunk, readSitemaps: counted });
    return { ...ended, reads };
  }

  it('starts with one chunk, and uses all its lanes once there is more', async () => {
    const frontier = fakeFrontier(40, 5);
    const ended = await run({ lanes: 3 }, frontier.crawlChunk);
    assert.equal(ended.error, null);
    assert.equal(frontier.left(), 0);
    assert.equal(frontier.calls[0]?.alone, true);
    assert.equal(frontier.calls[1]?.alone, false);
    assert.equal(frontier.most(), 3);
    assert.deepEqual(
      ended.settled.map(({ outcome }) => outcome),
      ['completed'],
    );
    assert.equal(ended.reads, 1);
    await workflows.store('crawl-completed', ended.handle);
  });

  it('waits for the others when the frontier is empty, since they may fill it', async () => {
    let call = 0;
    const crawlChunk = async (): Promise<FrontierChunkResult> => {
      call += 1;
      if (call === 1) return { succeeded: 1, failed: 0, more: true, stop: false };
      if (call === 2) {
        // The one that still works finds more, long after the other has found nothing.
        await new Promise((resolve) => setTimeout(resolve, 600));
        return { succeeded: 1, failed: 0, more: true, stop: false };
      }
      return { succeeded: call > 3 ? 1 : 0, failed: 0, more: false, stop: false };
    };
    const ended = await run({ lanes: 2 }, crawlChunk);
    assert.equal(ended.error, null);
    assert.ok(call >= 4);
    assert.deepEqual(
      ended.settled.map(({ outcome }) => outcome),
      ['completed'],
    );
  });

  it('looks again when the sitemaps have been read', async () => {
    const calls: FrontierChunkInput[] = [];
    let read = false;
    const ended = await run(
      { lanes: 2 },
      async (input) => {
        calls.push(input);
        return { succeeded: read ? 1 : 0, failed: 0, more: false, stop: false };
      },
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        read = true;
      },
    );
    assert.equal(ended.error, null);
    assert.ok(calls.length >= 2);
  });

  it('continues as new when its history grows, and reads the sitemaps once', async () => {
    const frontier = fakeFrontier(60, 1);
    const ended = await run({ lanes: 2 }, frontier.crawlChunk);
    assert.equal(ended.error, null);
    assert.equal(frontier.left(), 0);
    assert.equal(ended.reads, 1);
    assert.deepEqual(
      ended.settled.map(({ outcome }) => outcome),
      ['completed'],
    );
    await workflows.store('crawl-continued-as-new', ended.handle, ended.handle.firstExecutionRunId);
  });
});
