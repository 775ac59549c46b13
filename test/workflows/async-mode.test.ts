import { ApplicationFailure } from '@temporalio/activity';
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChunkInput } from '../../activities/scrape-chunk.js';
import type { ChunkResult } from '../../src/app/run-chunk.js';
import { startWorkflows, type JobActivities, type Run, type Workflows } from './support.js';

describe('the workflow of a job with async_mode', function () {
  this.timeout(120_000);
  let workflows: Workflows;
  let steps: string[];

  before(async () => {
    workflows = await startWorkflows();
  });
  after(() => workflows?.close());
  beforeEach(() => {
    steps = [];
  });

  const scrapeChunk = async ({ to }: ChunkInput): Promise<ChunkResult> => ({
    next: to,
    succeeded: 0,
    failed: 0,
    stop: false,
  });
  const underWay = (nextRetryDelay: number): ApplicationFailure =>
    ApplicationFailure.create({ message: 'under way', nextRetryDelay, category: 'BENIGN' });

  /** Two rounds of ordinary calls behind a batch that ends at its third look, unless a test wants it otherwise. */
  function activities(over: Partial<JobActivities> = {}): Partial<JobActivities> {
    let looks = 0;
    let rounds = 0;
    return {
      scrapeChunk,
      submitModelBatches: async () => {
        steps.push('submit');
        return true;
      },
      awaitModelBatches: async () => {
        steps.push('look');
        if (++looks < 3) throw underWay(20);
      },
      collectModelBatches: async () => {
        steps.push('collect');
        return { succeeded: 6, failed: 1 };
      },
      answerParkedPages: async () => {
        steps.push('ask');
        rounds += 1;
        return { succeeded: 1, failed: 0, more: rounds < 2 };
      },
      cancelModelBatches: async () => void steps.push('cancel'),
      ...over,
    };
  }
  const run = (
    over: Partial<JobActivities> = {},
    act?: (run: Run) => Promise<void>,
  ): ReturnType<Workflows['run']> =>
    workflows.run({ asyncMode: true, chunk: 10, lanes: 1 }, activities(over), act);

  it('waits for its batch behind its pages, and asks for what is left', async () => {
    const { settled, error, handle } = await run();
    assert.equal(error, null);
    assert.deepEqual(steps, ['submit', 'look', 'look', 'look', 'collect', 'ask', 'ask']);
    assert.deepEqual(
      settled.map(({ outcome }) => outcome),
      ['completed'],
    );
    await workflows.store('async-mode', handle);
  });

  it('has a history that does not grow with the waiting', async () => {
    const eventsAfter = async (looks: number): Promise<number> => {
      let seen = 0;
      const awaitModelBatches = async (): Promise<void> => {
        if (++seen < looks) throw underWay(1);
      };
      const { handle, error } = await run({ awaitModelBatches });
      assert.equal(error, null);
      return (await handle.fetchHistory()).events?.length ?? 0;
    };
    assert.equal(await eventsAfter(5), await eventsAfter(1));
  });

  it('asks one by one where there is no batch, or one that cannot be submitted or collected', async () => {
    await run({ submitModelBatches: async () => false });
    assert.deepEqual(steps, ['ask', 'ask']);
    steps = [];
    const broken = async (): Promise<never> => {
      throw ApplicationFailure.nonRetryable('broken');
    };
    const { settled } = await run({ collectModelBatches: broken, awaitModelBatches: broken });
    assert.deepEqual(steps, ['submit', 'ask', 'ask']);
    assert.deepEqual(
      settled.map(({ outcome }) => outcome),
      ['completed'],
    );
  });

  it('cancelled while it waits, ends at once and cancels the batch', async () => {
    const awaitModelBatches = async (): Promise<void> => {
      steps.push('look');
      throw underWay(600_000);
    };
    const startedAt = Date.now();
    const { settled, handle } = await run({ awaitModelBatches }, async ({ handle: job }) => {
      while (!steps.includes('look')) await sleep(20);
      await job.cancel();
    });
    assert.ok(Date.now() - startedAt < 30_000);
    assert.equal(await workflows.statusOf(handle.workflowId), 'CANCELLED');
    assert.deepEqual(steps, ['submit', 'look', 'cancel']);
    assert.deepEqual(
      settled.map(({ outcome }) => outcome),
      ['cancelled'],
    );
    await workflows.store('async-mode-cancelled', handle);
  });
});
