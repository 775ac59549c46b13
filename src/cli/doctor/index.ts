/** `holdfast doctor`: what this machine has, and whether the service is well. */

import { EXIT, type ExitCode } from '../exit.js';
import { readLogin } from '../login.js';
import { printEntries, type Format } from '../output/format.js';
import type { Terminal } from '../terminal.js';
import { chromiumCheck, diskCheck, nodeCheck, portCheck, temporalCheck } from './machine.js';
import { databaseCheck } from './database.js';
import { serviceChecks } from './service.js';

/** With a warning it ends well: a machine that only calls a service needs neither Temporal nor a browser. */
export async function examine(
  terminal: Terminal,
  { output }: { readonly output?: Format },
): Promise<ExitCode> {
  const { env } = terminal;
  const service = await serviceChecks(readLogin(env).url);
  const runs = service.some(({ name, state }) => name === 'service' && state === 'ok');
  const checks = [
    nodeCheck(),
    await temporalCheck(env),
    await databaseCheck(env),
    chromiumCheck(env),
    diskCheck(env),
    await portCheck(env, runs),
    ...service,
  ];
  await printEntries(
    terminal,
    output,
    checks.map((check) => ({ value: check, cells: { ...check } })),
  );
  return checks.some(({ state }) => state === 'wrong') ? EXIT.unhealthy : EXIT.ok;
}
