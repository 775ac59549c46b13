/** Files that are named on the command line. */

import { readFile } from 'node:fs/promises';
import { UsageError } from './exit.js';
import type { Terminal } from './terminal.js';

/** The file's text; `-` is standard input. */
export async function readText(terminal: Terminal, file: string): Promise<string> {
  if (file === '-') return terminal.readInput();
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    });
  }
}
