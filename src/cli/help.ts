/** What commands have in common in their help. */

import { Option } from 'commander';
import { FORMATS } from './output/format.js';

/** `-o`, for every command that prints a list or a thing. */
export function outputOption(): Option {
  return new Option('-o, --output <format>', 'default: table on a terminal, JSON in a pipe').choices(FORMATS);
}

/** Examples below the help of a command; a test runs them. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
}
