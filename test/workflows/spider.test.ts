import { ApplicationFailure } from '@temporalio/common';
import { strict as assert } from 'node:assert';
import type { FrontierChunkInput } from '../../activities/frontier-chunk.js';
import { startWorkflows, type Workflows } from './support.js';

describe("the workflow of a spider's job", function () {
  this.timeout(120_000);
  let workflows: Workflows;

  before(async () => {
    workflows = await startWorkflows();
  });
  after(() => workflows?.close());

  it('runs no page before the start requests are there, and then all of them', async () => {
    const calls: string[] = [];
    let left = 0;
    const seedSpider = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      calls.push('seed');
      left = 5;
    };
    const spiderChunk = async ({ alone }: FrontierChunkInput) => {
      calls.push('chunk');
      const taken = Math.min(left, alone ? 1 : 2);
      left -= taken;
      return { succeeded: taken, failed: 0, more: left > 0, stop: false };
    };
    const run = await workflows.run({ kind: 'spider', total: 100, lanes: 2 }, { seedSpider, spiderChunk });
    assert.equal(run.error, null);
    assert.equal(calls[0], 'seed');
    assert.equal(left, 0);
    assert.deepEqual(
      run.settled.map(({ outcome }) => outcome),
      ['completed'],
    );
    await workflows.store('spider-completed', run.handle);
  });

  it('ends the job with the reason when the spider cannot run', async () => {
    const seedSpider = async (): Promise<void> => {
      throw ApplicationFailure.nonRetryable('There is no file x.ts', 'SpiderBroken');
    };
    const run = await workflows.run({ kind: 'spider', total: 100, lanes: 1 }, { seedSpider });
    assert.deepEqual(
      run.settled.map(({ outcome, reason }) => [outcome, reason]),
      [['failed', 'There is no file x.ts']],
    );
  });
});
