import { WorkflowFailedError, type WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Runtime, Worker, DefaultLogger } from '@temporalio/worker';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Activities } from '../../activities/index.js';
import type { ChunkInput } from '../../activities/scrape-chunk.js';
import { findTemporalCli } from '../../src/adapters/temporal/find-cli.js';
import type { ChunkResult } from '../../src/app/run-chunk.js';
import type { Settlement } from '../../src/app/settle-job.js';
import type { JobRef } from '../../src/core/job.js';
import type { runJob } from '../../workflows/run-job.js';

const BUNDLE = fileURLToPath(new URL('../../workflows.bundle.js', import.meta.url));
/** Set to store the histories that the replay test replays (the README says when). */
const RECORD = process.env['RECORD_HISTORIES'] === '1';
const HISTORIES = fileURLToPath(new URL('../../../test/histories/', import.meta.url));

describe('the workflow of a job', function () {
  this.timeout(60_000);
  let env: TestWorkflowEnvironment;

  before(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
    env = await TestWorkflowEnvironment.createLocal({
      server: {
        executable: { type: 'existing-path', path: findTemporalCli(process.env) ?? '' },
        searchAttributes: [],
        extraArgs: [
          ...['Owner', 'JobKind', 'JobOutcome'].flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
          // Small, so that a test sees a run continue as new.
          ...['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=60'],
          ...['--dynamic-config-value', 'history.transferProcessorMaxPollRPS=1000'],
        ],
      },
    });
  });
  after(() => env?.teardown());

  interface Run {
    readonly handle: WorkflowHandleWithFirstExecutionRunId<typeof runJob>;
    readonly settled: Settlement[];
    readonly chunks: ChunkInput[];
  }

  /** Runs a job whose chunks do what `chunk` does, and `act` beside it; resolves when its workflow has ended. */
  async function run(
    job: Partial<JobRef>,
    chunk: (input: ChunkInput, call: number) => Promise<Partial<ChunkResult>>,
    act: (run: Run) => Promise<void> = async () => undefined,
  ): Promise<Run & { error: unknown }> {
    const taskQueue = `test-${randomUUID()}`;
    const settled: Settlement[] = [];
    const chunks: ChunkInput[] = [];
    const short: Pick<Activities, 'settleJob' | 'reconcileJobs'> = {
      settleJob: async (settlement) => {
        settled.push(settlement);
        return settlement.outcome === 'deadline' ? 'failed' : settlement.outcome;
      },
      reconcileJobs: async () => undefined,
    };
    const scrapeChunk: Activities['scrapeChunk'] = async (input) => {
      chunks.push(input);
      const result = await chunk(input, chunks.length);
      return { next: input.to, succeeded: input.to - input.from, failed: 0, stop: false, ...result };
    };
    const common = { connection: env.nativeConnection, maxHeartbeatThrottleInterval: 100 };
    const flows = await Worker.create({
      ...common,
      taskQueue,
      workflowBundle: { codePath: BUNDLE },
      activities: short,
    });
    const pages = await Worker.create({
      ...common,
      taskQueue: `${taskQueue}-pages`,
      activities: { scrapeChunk },
    });
    const ref: JobRef = {
      id: `job_${randomUUID().slice(0, 8)}`,
      kind: 'batch',
      accountId: 'account',
      total: 10,
      chunk: 2,
      lanes: 2,
      failFast: false,
      deadlineAt: Date.now() + 3_600_000,
      ...job,
    };
    return flows.runUntil(
      pages.runUntil(async () => {
        const handle = await env.client.workflow.start<typeof runJob>('runJob', {
          taskQueue,
          workflowId: ref.id,
          args: [ref],
        });
        const soFar = { handle, settled, chunks };
        await act(soFar);
        const error: unknown = await handle.result().then(
          () => null,
          (reason: unknown) => reason,
        );
        return { ...soFar, error };
      }),
    );
  }

  async function store(name: string, handle: Run['handle'], runId?: string): Promise<void> {
    if (!RECORD) return;
    mkdirSync(HISTORIES, { recursive: true });
    const history = await env.client.workflow.getHandle(handle.workflowId, runId).fetchHistory();
    writeFileSync(`${HISTORIES}${name}.json`, `${historyToJSON(history)}\n`);
  }

  /** Every page number that some chunk was asked for and reported done, in order. */
  function covered(chunks: readonly ChunkInput[]): number[] {
    return [
      ...new Set(chunks.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at))),
    ].sort((a, b) => a - b);
  }
  const upTo = (total: number): number[] => Array.from({ length: total }, (_, at) => at);

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
    await store('completed', handle);
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
    assert.equal((await handle.describe()).status.name, 'CANCELLED');
    assert.equal(chunks.length, 2, 'no chunk is started after the cancel');
    assert.deepEqual(
      settled.map(({ outcome }) => outcome),
      ['cancelled'],
    );
    await store('cancelled', handle);
  });

  it('settles as failed when a chunk can never be run', async () => {
    const { settled, handle } = await run({}, async () => {
      throw ApplicationFailure.nonRetryable('no such job', 'JobGone');
    });
    assert.equal((await handle.describe()).status.name, 'FAILED');
    assert.deepEqual(
      settled.map(({ outcome, reason }) => [outcome, reason]),
      [['failed', 'no such job']],
    );
    await store('failed', handle);
  });

  it('settles as failed at its deadline, after its chunks have stopped', async () => {
    const { settled, handle } = await run({ deadlineAt: Date.now() + 1_500 }, async ({ from }) => {
      await held();
      return { next: from, succeeded: 0 };
    });
    assert.equal((await handle.describe()).status.name, 'FAILED');
    assert.deepEqual(
      settled.map(({ outcome }) => outcome),
      ['deadline'],
    );
    await store('deadline', handle);
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
    await store('fail-fast', handle);
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
    const first = await env.client.workflow
      .getHandle(handle.workflowId, handle.firstExecutionRunId)
      .describe();
    assert.equal(first.status.name, 'CONTINUED_AS_NEW');
    await store('continued-as-new', handle, handle.firstExecutionRunId);
  });
});
