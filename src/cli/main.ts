/** The command `holdfast`. Parts are loaded when they are needed, so that it starts at once. */

import { processTerminal } from './process-terminal.js';
import { run } from './run.js';

process.exitCode = await run(process.argv.slice(2), processTerminal(process.env));
