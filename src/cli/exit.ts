/** How the command ends. The numbers are a contract with scripts: docs/command-line.md. */

export const EXIT = {
  ok: 0,
  /** Something that should not happen. */
  unexpected: 1,
  usage: 2,
  /** The job is over, and some of its pages failed. */
  pagesFailed: 3,
  /** The service has refused the call: no such job, a bad key, no units left. */
  refused: 4,
  /** The service cannot be reached. */
  unreachable: 5,
  /** The job was cancelled, or failed as a whole. */
  jobNotCompleted: 6,
  /** `doctor` has found something that is wrong. */
  unhealthy: 7,
  /** Ctrl-C: whoever waited has left, the job goes on. */
  detached: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A mistake in how the command was called; the message is one sentence for who called it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
