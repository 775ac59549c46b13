import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, Context } from '@temporalio/activity';
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChunkInput } from '../../activities/scrape-chunk.js';
import type { ChunkResult } from '../../src/app/run-chunk.js';
import type { JobRef } from '../../src/core/job.js';
import { HEARTBEAT_TIMEOUT_MS } from '../../src/core/timings.js';
import { startWorkflows, type Run, type Workflows } from './support.js';

describe('the workflow of a batch', function () {
  this.timeout(120_000);
  let workflows: Workflows;

  before(async () => {
    workflows = await startWorkflows();
  });
  after(() => workflows?.close());

  type BatchRun = Run & { readonly chunks: ChunkInput[] };

  /** Runs a batch whose chunks do what `chunk` does, and `act` beside it; resolves when its workflow has ended. */
  async function run(
    job: Partial<JobRef>,
    chunk: (input: ChunkInput, call: number) => Promise<Partial<ChunkResult>>,
    act: (run: BatchRun) => Promise<void> = async () => undefined,
    type?: 'runJob',
  ): Promise<BatchRun & { error: unknown }> {
    const chunks: ChunkInput[] = [];
    const scrapeChunk = async (input: ChunkInput): Promise<ChunkResult> => {
      chunks.push(input);
      const result = await chunk(input, chunks.length);
      return { next: input.to, succeeded: input.to - input.from, failed: 0, stop: false, ...result };
    };
    const ended = await workflows.run(job, { scrapeChunk }, (soFar) => act({ ...soFar, chunks }), type);
    return { ...ended, chunks };
  }

  /** Every page number that some chunk was asked for and reported done, in order. */
  function covered(chunks: readonly ChunkInput[]): number[] {
    return [
      ...new Set(chunks.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at))),
    ].sort((a, b) => a - b);
  }
  const upTo = (total: number): number[] => Array.from({ length: total }, (_, at) => at);

  const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

  async function held(): Promise<void> {
    const beat = setInterval(() => Context.current().heartbeat(), 50);
    await Context.current().cancelled.catch(() => undefined);
    clearInterval(beat);
  }

  it('runs every page and settles once as completed', async () => {
    const { chunks, settled, error, handle } = await run({}, async () => ({}));
    assert.equal(error, null);
    assert.deepEqual(covered(chunks), upTo(10));
    assert.equal(chunks.length, 5);
    assert.deepEqual(
      settled.map(({ outcome }) => outcome),
      ['completed'],
    );
    await workflows.store('completed', handle);
  });

  it('runs the one page of an extract', async () => {
    const { chunks, settled, error, handle } = await run(
      { kind: 'extract', total: 1, chunk: 1, lanes: 1 },
      async () => ({}),
    );
    assert.equal(error, null);
    assert.deepEqual(covered(chunks), [0]);
    assert.deepEqual(
      settled.map(({ outcome }) => outcome),
      ['completed'],
    );
    await workflows.store('extract-completed', handle);
  });

  it('takes up again what a chunk that stopped early left over', async () => {
    const { chunks, settled } = await run({ total: 12, chunk: 6 }, async ({ from, to }, call) =>
      call <= 2 ? { next: from + 2, succeeded: 2 } : { next: to },
    );
    assert.deepEqual(
      chunks
        .slice(2)
        .map(({ from, to }) => [from, to])
        .sort(),
      [
        [2, 6],
        [8, 12],
      ].sort(),
    );
    assert.deepEqual(
      settled.map(({ outcome }) => outcome),
      ['completed'],
    );
  });

  it('waits for its chunks when cancelled, settles as cancelled and ends as Cancelled', async () => {
    const { settled, error, chunks, handle } = await run(
      { total: 100 },
      async ({ from }) => {
        await held();
        return { next: from, succeeded: 0 };
      },
      async ({ handle: job, chunks: begun }) => {
        while (begun.length < 2) await sleep(20);
        await job.cancel();
      },
    );
    assert.ok(error instanceof WorkflowFailedError);
    assert.equal(await workflows.statusOf(handle.workflowId), 'CANCELLED');
    assert.equal(chunks.length, 2, 'no chunk is started after the cancel');
    assert.deepEqual(
      settled.map(({ outcome }) => outcome),
      ['cancelled'],
    );
    await workflows.store('cancelled', handle);
  });

  it('settles as failed when a chunk can never be run', async () => {
    const { settled, error, handle } = await run({}, async () => {
      throw ApplicationFailure.nonRetryable('no such job', 'JobGone');
    });
    assert.ok(error instanceof WorkflowFailedError);
    assert.match(
      error.cause?.message ?? '',
      /^no such job\n.* check that all roles have the same DATABASE_URL or DATA_DIR\.\n0 of 10 pages done.*refunded\.$/,
    );
    assert.equal(await workflows.statusOf(handle.workflowId), 'FAILED');
    assert.deepEqual(
      settled.map(({ outcome, reason }) => [outcome, reason]),
      [['failed', 'no such job']],
    );
    await workflows.store('failed', handle);
  });

  it('settles as failed at its deadline, after its chunks have stopped', async () => {
    const deadlineAt = inMs(1_500);
    const { settled, error, handle } = await run({ deadlineAt }, async ({ from }) => {
      await held();
      return { next: from, succeeded: 0 };
    });
    assert.ok(error instanceof WorkflowFailedError);
    assert.ok(
      error.cause?.message.startsWith(
        `The job did not end by its deadline, ${deadlineAt}\nJOB_DEADLINE_HOURS sets`,
      ),
      error.cause?.message,
    );
    assert.equal(await workflows.statusOf(handle.workflowId), 'FAILED');
    assert.deepEqual(
      settled.map(({ outcome }) => outcome),
      ['deadline'],
    );
    await workflows.store('deadline', handle);
  });

  it('goes on under the name and with the numbers that earlier versions gave it', async () => {
    const begun = await run({}, async () => ({}), undefined, 'runJob');
    assert.equal(begun.error, null);
    assert.deepEqual(covered(begun.chunks), upTo(10));
    const late = await run(
      { deadlineAt: Date.now() + 1_500 },
      async ({ from }) => {
        await held();
        return { next: from, succeeded: 0 };
      },
      undefined,
      'runJob',
    );
    assert.deepEqual(
      [...begun.settled, ...late.settled].map(({ outcome }) => outcome),
      ['completed', 'deadline'],
    );
  });

  it('says what it has done, and how pages failed, while it runs and without an event of its history', async () => {
    let shown = '';
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const { handle } = await run(
      { total: 4, chunk: 2, lanes: 1 },
      async (_input, call) => {
        if (call === 2) await released;
        return call === 1 ? { succeeded: 0, failed: 2, errors: { TIMEOUT: 1, FETCH_BLOCKED: 1 } } : {};
      },
      async ({ handle: job, chunks }) => {
        while (chunks.length < 2) await sleep(20);
        shown = (await job.query<{ currentDetails: string }>('__temporal_workflow_metadata')).currentDetails;
        release();
      },
    );
    assert.match(
      shown,
      /^\*\*Running\*\*\n\n2 of 4 pages done: 0 succeeded, 2 failed, [\d.]+ pages a (second|minute)\.\n/,
    );
    assert.match(shown, /\n\| TIMEOUT \| 1 \| \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC \|\n/);
    assert.match(shown, /\n\| FETCH_BLOCKED \| 1 \|/);
    const { events } = await handle.fetchHistory();
    const scheduled = (events ?? []).flatMap(
      ({ activityTaskScheduledEventAttributes: task, userMetadata }) =>
        task == null ? [] : [Buffer.from(userMetadata?.summary?.data ?? []).toString()],
    );
    assert.deepEqual(scheduled, [
      '"pages 1 to 2 of 4"',
      '"pages 3 to 4 of 4"',
      '"refund what did not run, set the final state"',
    ]);
    // A task that was handed out and never arrived shows by its missing heartbeats only.
    const bounds = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: task }) =>
      task == null ? [] : [Number(task.heartbeatTimeout?.seconds ?? 0)],
    );
    assert.deepEqual(bounds, Array(3).fill(HEARTBEAT_TIMEOUT_MS / 1_000));
  });

  it('with failFast, starts no further chunk after a failure and completes', async () => {
    const { settled, chunks, error, handle } = await run(
      { total: 100, lanes: 1, failFast: true },
      async (_input, call) => (call === 3 ? { succeeded: 1, failed: 1 } : {}),
    );
    assert.equal(error, null);
    assert.equal(chunks.length, 3);
    assert.deepEqual(
      settled.map(({ outcome }) => outcome),
      ['completed'],
    );
    await workflows.store('fail-fast', handle);
  });

  it('stops when a chunk says that the job is being cancelled already', async () => {
    const { settled, chunks } = await run({ total: 100, lanes: 1 }, async ({ from }) => ({
      next: from,
      stop: true,
    }));
    assert.equal(chunks.length, 1);
    assert.deepEqual(
      settled.map(({ outcome }) => outcome),
      ['completed'],
    );
  });

  it('continues as new when its history grows, and still runs every page once', async () => {
    const { chunks, settled, handle, error } = await run({ total: 120 }, async () => ({}));
    assert.equal(error, null);
    assert.deepEqual(
      chunks.map(({ from }) => from).sort((a, b) => a - b),
      upTo(60).map((at) => at * 2),
    );
    assert.deepEqual(
      settled.map(({ outcome }) => outcome),
      ['completed'],
    );
    const first = await workflows.statusOf(handle.workflowId, handle.firstExecutionRunId);
    assert.equal(first, 'CONTINUED_AS_NEW');
    await workflows.store('continued-as-new', handle, handle.firstExecutionRunId);
  });
});
