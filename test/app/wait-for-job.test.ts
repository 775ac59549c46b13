import { strict as assert } from 'node:assert';
import { createWaitForJob, type WaitForJob } from '../../src/app/wait-for-job.js';
import type { JobState, Job } from '../../src/core/job.js';
import type { Log } from '../../src/ports/log.js';
import type { Runner } from '../../src/ports/runner.js';
import type { Store } from '../../src/ports/store/index.js';
import type { Jobs } from '../../src/ports/store/jobs.js';
import { batchSpec } from '../support/specs.js';

const NOW = new Date('2030-01-01T00:00:00Z');

function job(state: JobState): Job {
  return {
    id: 'job_1',
    accountId: 'account',
    dialect: 'runo',
    webhookUrl: null,
    kind: 'batch',
    endpoint: '/batch',
    state,
    spec: batchSpec(),
    total: 1,
    chunk: 1,
    lanes: 1,
    succeeded: 0,
    failed: 0,
    charged: 0,
    skipped: 0,
    items: 0,
    stats: null,
    notes: null,
    reserved: { month: 1, prepaid: 0 },
    reason: null,
    requestHash: null,
    createdAt: NOW,
    startedAt: null,
    finishedAt: null,
    deadlineAt: NOW,
    expiresAt: null,
  };
}

/** Gives one answer after the other, and the last one for ever. An error is thrown. */
function inTurn<T>(...answers: (T | Error)[]): () => Promise<T> {
  let at = 0;
  return async () => {
    const answer = answers[Math.min(at++, answers.length - 1)] as T | Error;
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

describe('waiting for a job', () => {
  let warned: string[];
  beforeEach(() => {
    warned = [];
  });

  const never = (): AbortSignal => new AbortController().signal;
  /** Rejects when the signal aborts, as the port asks. */
  const untilAborted = (_id: string, signal: AbortSignal): Promise<boolean> =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });

  function waiter(waitForEnd: Runner['waitForEnd'], get: Jobs['get']): WaitForJob {
    const ignore = (): void => undefined;
    const log: Log = {
      debug: ignore,
      info: ignore,
      error: ignore,
      warn: (_, text) => void warned.push(text),
    };
    return createWaitForJob({
      store: { jobs: { get } as Jobs } as Store,
      runner: { waitForEnd } as Runner,
      log,
    });
  }

  for (const state of ['completed', 'cancelled', 'failed'] as const) {
    it(`resolves at once for a job that is ${state}, and asks nobody`, async () => {
      const refuse = inTurn<never>(new Error('was asked'));
      const final = job(state);
      assert.equal(await waiter(refuse, refuse)(final, never()), final);
    });
  }

  it('resolves with the job as it is in the database when the workflow has ended', async () => {
    const done = job('completed');
    const wait = waiter(inTurn(true), inTurn<Job | null>(done));
    assert.equal(await wait(job('queued'), never()), done);
  });

  it('asks the database when Temporal cannot tell', async () => {
    const done = job('failed');
    const wait = waiter(inTurn(false), inTurn<Job | null>(job('running'), done));
    assert.equal(await wait(job('running'), never()), done);
  });

  it('waits on while the database says that an ended job is not final yet', async () => {
    const done = job('cancelled');
    const wait = waiter(inTurn(true), inTurn<Job | null>(job('cancelling'), done));
    assert.equal(await wait(job('running'), never()), done);
  });

  it('survives a database that does not answer, and says so in the log', async () => {
    const done = job('completed');
    const wait = waiter(inTurn(true), inTurn<Job | null>(new Error('the connection was lost'), done));
    assert.equal(await wait(job('running'), never()), done);
    assert.equal(warned.length, 1);
  });

  it('rejects with the reason when its caller leaves while the workflow runs', async () => {
    const leave = new AbortController();
    const waiting = waiter(untilAborted, inTurn<Job | null>(job('running')))(job('running'), leave.signal);
    leave.abort(new Error('the caller left'));
    await assert.rejects(waiting, /the caller left/);
  });

  it('rejects when its caller leaves between two questions', async () => {
    const leave = new AbortController();
    let asked = (): void => undefined;
    const onceAsked = new Promise<void>((resolve) => (asked = resolve));
    const get = async (): Promise<Job> => {
      asked();
      return job('running');
    };
    const waiting = waiter(inTurn(false), get)(job('running'), leave.signal);
    waiting.catch(() => undefined);
    await onceAsked;
    leave.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
  });
});
