/** What is kept of a run in which a rule was broken: enough to look into it, and to run it again. */

import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../test/support/root.js';
import type { Violation } from '../types.js';
import type { RunResult } from './run-script.js';
import { writeScript } from './script-file.js';

/** Git ignores it. */
const FAILURES = join(ROOT, 'chaos-failures');

/** A new folder for a run of the seed. */
export function newFailureFolder(seed: number): string {
  const folder = join(FAILURES, `seed-${seed}-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Writes the script, what happened, and what is wrong with it; resolves with the script's file. */
export function keepResult(folder: string, { script, history, verdict }: RunResult): string {
  const file = join(folder, 'script.json');
  writeScript(file, script);
  writeFileSync(join(folder, 'history.json'), JSON.stringify(history, null, 1));
  writeFileSync(join(folder, 'violations.json'), JSON.stringify(verdict.violations, null, 1));
  return file;
}

/** Copies logs and data, which are on a disk that goes with the deployment. */
export function keepFiles(folder: string, from: string): void {
  // Sockets and named pipes are of processes that are gone.
  cpSync(from, folder, { recursive: true, filter: (file) => !/Singleton|\.s\.PGSQL/.test(file) });
}

export function describeViolation({ rule, operationId, jobId, text }: Violation): string {
  const where = [operationId, jobId].filter((id) => id !== null).join(', ');
  return `  [${rule}]${where === '' ? '' : ` (${where})`} ${text}`;
}
