/** The steps of a job's model work under Temporal. */

import { ApplicationFailure, Context } from '@temporalio/activity';
import type { AnsweredParked, ModelBatchWork } from '../src/app/model-batches/index.js';
import { underHeartbeat } from './heartbeat.js';

export interface JobStep {
  readonly jobId: string;
}

/** A submit that fails after this is the last: with the wait before it, at most 30 s, all of them take two minutes. */
const SUBMIT_MS = 90_000;

/** `pollMs`: between looks at a vendor's batch. */
export function createModelBatchActivities(work: ModelBatchWork, pollMs: number) {
  return {
    submitModelBatches: ({ jobId }: JobStep): Promise<boolean> => {
      const giveUpAt = new Date(Context.current().info.scheduledTimestampMs + SUBMIT_MS);
      return underHeartbeat((signal) => work.submit(jobId, giveUpAt, signal));
    },

    /** Fails while a batch is under way: waiting is Temporal's retrying, which adds nothing to the history. */
    awaitModelBatches: async ({ jobId }: JobStep): Promise<void> => {
      if (await underHeartbeat((signal) => work.haveEnded(jobId, signal))) return;
      throw ApplicationFailure.create({
        message: 'the batch is under way',
        type: 'BatchUnderWay',
        nextRetryDelay: pollMs,
        // Nothing is wrong: no log of it.
        category: 'BENIGN',
      });
    },

    collectModelBatches: ({ jobId }: JobStep): Promise<Pick<AnsweredParked, 'succeeded' | 'failed'>> =>
      underHeartbeat((signal) => work.collect(jobId, signal)),

    answerParkedPages: ({ jobId }: JobStep): Promise<AnsweredParked> =>
      underHeartbeat((signal) => work.answerLeft(jobId, signal)),

    cancelModelBatches: ({ jobId }: JobStep): Promise<void> =>
      underHeartbeat((signal) => work.cancel(jobId, signal)),
  };
}
