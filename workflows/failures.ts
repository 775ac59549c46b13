/** Why a job ended early, in words that say what to do. */

import { ActivityFailure, ApplicationFailure, rootCause } from '@temporalio/workflow';

/** What an operator can do about failures that no retry mends, by their types. */
const ADVICE: Readonly<Record<string, string>> = {
  JobGone:
    'The database of this worker does not have the job: check that all roles have the same DATABASE_URL or DATA_DIR.',
  SpiderBroken: 'Mend the spider and start it again.',
};

export interface Reason {
  /** What the job's owner is told, without a full stop: it becomes part of a sentence. */
  readonly text: string;
  /** What the operator can do; empty when nobody knows. */
  readonly advice: string;
}

/** Of what a lane was rejected with. */
export function whyBroken(error: unknown): Reason {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const advice = cause instanceof ApplicationFailure ? ADVICE[cause.type ?? ''] : undefined;
  return { text: rootCause(error) ?? 'a chunk could not be run', advice: advice ?? '' };
}

export function whyLate(deadlineAt: number): Reason {
  const text = `The job did not end by its deadline, ${new Date(deadlineAt).toISOString()}`;
  return { text, advice: 'JOB_DEADLINE_HOURS sets the deadline of new jobs.' };
}

/** The failure that ends the workflow, a line for each part of its message. `type` names it in the UI. */
export function jobFailure(type: string, { text, advice }: Reason, counts: string): ApplicationFailure {
  const lines = [text, advice, counts].filter((line) => line !== '');
  const failure = ApplicationFailure.nonRetryable(lines.join('\n'), type);
  // It is made in one place only, so its stack tells nothing, and would hide the message behind paths.
  failure.stack = '';
  return failure;
}
