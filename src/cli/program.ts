/** The commands and what is said of them. What they do is loaded when they run. */

import { Command } from 'commander';
import { VERSION } from '../version.js';
import { addAdminCommands } from './commands/admin.js';
import { addJobCommands } from './commands/jobs.js';
import { addLocalCommands } from './commands/local.js';
import { addPageCommands } from './commands/pages.js';
import { addSpiderCommands } from './commands/spiders.js';
import type { ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';

export function createProgram(terminal: Terminal, end: (code: ExitCode) => void): Command {
  const program = new Command('holdfast')
    .description('Extracts, crawls and runs spiders on a Holdfast service.')
    .version(VERSION)
    .showHelpAfterError('(holdfast --help says more)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.out(text),
      writeErr: (text) => terminal.note(text),
      getOutHelpWidth: () => terminal.columns,
    })
    .addHelpText(
      'after',
      `
Environment:
  HOLDFAST_URL          the service (default: that of holdfast login, then http://127.0.0.1:8080)
  HOLDFAST_KEY          the account's API key
  HOLDFAST_ADMIN_TOKEN  the operator's token, for accounts, keys and topup

Exit codes:
  0 done  1 unexpected  2 wrong usage  3 some pages failed  4 refused by the service
  5 service not reached  6 job cancelled or failed  7 doctor found something  130 detached`,
    );
  const setting = { terminal, end };
  addPageCommands(program, setting);
  addJobCommands(program, setting);
  addSpiderCommands(program, setting);
  addAdminCommands(program, setting);
  addLocalCommands(program, setting);
  return program;
}
