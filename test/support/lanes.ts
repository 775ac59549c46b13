/**
 * The lanes of the test run: which files each has, and how many of them run at the same time. `npm test` runs the lanes of
 * one turn side by side, `npm run test:unit` and the like one lane.
 */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Lane {
  readonly name: string;
  /**
   * Lanes of a turn run side by side, and turns follow each other. Functions go first, on a quiet machine: beside services
   * of many processes they would wait for their share of the cores until their time-outs. Null: `npm test` leaves it out.
   */
  readonly turn: 1 | 2 | null;
  /**
   * Files at a time. Each service of a test is several processes, so a few files keep two cores busy; with more, time-outs
   * that guard against endless work are met by work that only waits for its turn.
   */
  readonly jobs: number;
  /** By their path below test/. A file is in the first lane that has it. */
  readonly files: RegExp;
}

export const LANES: readonly Lane[] = [
  // Minutes of services that are copied, moved and put back: by `npm run test:long`, before each release.
  { name: 'long', turn: null, jobs: 2, files: /^e2e\/(?:restore|restore-postgres|step-by-step)\./ },
  // Starts, stops and kills services and servers.
  { name: 'e2e', turn: 2, jobs: 2, files: /^(?:e2e\/|setup-script\.|adapters\/dev-server\.)/ },
  // Needs a running service, database, browser or Temporal server.
  {
    name: 'service',
    turn: 2,
    jobs: 2,
    files:
      /^(?:http\/(?!dialects\/)|contracts\/|store\/|console\/|model\/|workflows\/|security\/(?:service|secrets|tenants)\.|app\/reconcile\.|adapters\/(?:scheduler|reconcile-schedule|renderer(?:-starts|-deaths)?|scrapy-runner)\.)/,
  },
  // Everything else: functions and modules, within one process.
  { name: 'unit', turn: 1, jobs: 2, files: /./ },
];

const COMPILED = join('dist', 'test');

/** The lane's compiled test files, as paths from `root`, the repository's folder. */
export function filesOf(root: string, lane: Lane): string[] {
  return readdirSync(join(root, COMPILED), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js'))
    .filter((name) => LANES.find(({ files }) => files.test(name)) === lane)
    .map((name) => join(COMPILED, name));
}
