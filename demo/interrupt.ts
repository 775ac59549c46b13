/** Being told to stop: every wait of a command takes the signal, so that its `finally` blocks put everything away. */

import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Why everything stops; not an error of anybody's. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** Aborts with an `Interrupted` at the first signal. Later ones change nothing: npm passes on what the terminal sent. */
export function watchSignals(): AbortSignal {
  const stop = new AbortController();
  for (const name of SIGNALS) process.on(name, () => stop.abort(new Interrupted(name)));
  return stop.signal;
}

/**
 * Runs a command to its end and sets the exit code: what `run` resolves with, 1 when it throws, 128 and the signal's
 * number when it was interrupted.
 */
export async function runCommand(run: (signal: AbortSignal) => Promise<number>): Promise<void> {
  const signal = watchSignals();
  try {
    process.exitCode = await run(signal);
  } catch (error) {
    if (signal.reason instanceof Interrupted) {
      process.stderr.write(`\nStopped: ${signal.reason.message}.\n`);
      process.exitCode = signal.reason.exitCode;
    } else {
      process.stderr.write(`\n${describe(error)}\n`);
      process.exitCode = 1;
    }
  }
}

/** What happened and what caused it, in one line. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause, message } = error;
  return cause === undefined ? message : `${message} (${describe(cause)})`;
}
