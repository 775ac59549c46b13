/** The command line in this process, with a terminal of the test's. */

import { run } from '../../src/cli/run.js';
import type { ExitCode } from '../../src/cli/exit.js';
import type { Terminal } from '../../src/cli/terminal.js';

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** What is answered to each question. */
  readonly answers?: readonly string[];
  /** Interrupts whoever waits, as soon as somebody does. */
  readonly interrupt?: boolean;
  readonly isTerminal?: boolean;
}

export interface CliOutcome {
  readonly code: ExitCode;
  readonly out: string;
  readonly notes: string;
}

export async function holdfast(words: readonly string[], options: CliOptions = {}): Promise<CliOutcome> {
  const { env = {}, input = '', answers = [], interrupt = false, isTerminal = false } = options;
  const left = [...answers];
  let [out, notes] = ['', ''];
  const terminal: Terminal = {
    env,
    outIsTerminal: isTerminal,
    noteIsTerminal: isTerminal,
    canAsk: answers.length > 0,
    columns: 100,
    out: async (text) => void (out += text),
    note: (text) => void (notes += text),
    readInput: async () => input,
    ask: async (question) => {
      notes += question;
      return left.shift() ?? null;
    },
    onInterrupt: (listener) => {
      if (interrupt) setImmediate(listener);
      return () => undefined;
    },
  };
  const code = await run(words, terminal);
  return { code, out, notes };
}
