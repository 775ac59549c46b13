/** The command: `main.js all | gateway | worker`. Starts the role, prints where it is, and stops it on a signal. */

import './node-version.js';
import 'dotenv/config';
import { setFlagsFromString } from 'node:v8';
import { pino } from 'pino';
import { banner } from './banner.js';
import { BadSetting, readConfig } from './config.js';
import { DataDirLocked } from './data-dir.js';
import { createLogDestination } from './log-destination.js';
import { ROLES, type Role } from './roles.js';
import { startService } from './service.js';

/**
 * How far the heap may grow above what was live in it before it is swept. On a machine with much memory V8 lets it grow
 * fourfold, which looks like a leak for hours; half costs a sweep per some hundred pages.
 */
setFlagsFromString('--heap-growing-percent=50');

/** npm passes a signal on that the terminal has sent already: only a later one is a second wish. */
const SAME_SIGNAL_MS = 2_000;

async function main(): Promise<number> {
  const role = process.argv[2] as Role;
  if (!ROLES.includes(role)) throw new BadSetting(`Say which role to run: ${ROLES.join(', ')}.`);
  const config = readConfig(undefined, role);
  // Logs go to standard error; standard output is for people.
  const log = pino({ level: config.logLevel, base: { role } }, createLogDestination(2));

  const stopAsked = firstSignal(log);
  const service = await startService(role, config, log);
  process.stdout.write(banner(role, service, config));

  const broken = await Promise.race([stopAsked, service.broken]);
  if (broken !== null) log.error({ err: broken }, 'a part broke for good, stopping everything');
  const inTime = await service.stop();
  if (!inTime) log.error({}, 'some parts did not stop in time');
  return broken === null && inTime ? 0 : 1;
}

/** Resolves with null at the first SIGTERM or SIGINT; a later one ends the process at once. */
function firstSignal(log: { info(fields: object, message: string): void }): Promise<null> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    const onSignal = (signal: NodeJS.Signals): void => {
      if (firstAt !== undefined && Date.now() - firstAt > SAME_SIGNAL_MS) process.exit(1);
      if (firstAt === undefined) log.info({ signal }, 'stopping');
      firstAt ??= Date.now();
      resolve(null);
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const expected = error instanceof BadSetting || error instanceof DataDirLocked;
    process.stderr.write(expected ? `${error.message}\n` : `Holdfast could not start: ${describe(error)}\n`);
    process.exit(1);
  },
);

/** One sentence for the operator; the causes tell what to look at. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${describe(error.cause)})`;
}
