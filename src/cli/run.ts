/** One call of the command, from its words to its exit code. */

import { CommanderError } from 'commander';
import { EXIT, UsageError, type ExitCode } from './exit.js';
import { createProgram } from './program.js';
import type { Terminal } from './terminal.js';

export async function run(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = createProgram(terminal, (ended) => (code = ended));
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    // Help and version end in the same way, with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    terminal.note(`${describe(error)}\n`);
    return codeOf(error);
  }
}

/** By name: the client is loaded only by the commands that call a service. */
function codeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return EXIT.usage;
  if (!(error instanceof Error)) return EXIT.unexpected;
  if (error.name === 'ConnectionError') return EXIT.unreachable;
  const { status } = error as { status?: number };
  return error.name === 'ApiError' && status !== undefined && status < 500 ? EXIT.refused : EXIT.unexpected;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  return error.name === 'ApiError' && typeof code === 'string' ? `${code}: ${error.message}` : error.message;
}
