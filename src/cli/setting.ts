/** What the groups of commands are given. */

import type { ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';

export interface Setting {
  readonly terminal: Terminal;
  /** Says how the command ends. */
  readonly end: (code: ExitCode) => void;
}
