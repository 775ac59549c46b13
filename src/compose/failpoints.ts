/**
 * Moments at which this process can be told to kill itself, for tests that ask what such a death loses.
 *
 * FOR TESTS ONLY. They exist where the environment has HOLDFAST_FAILPOINT_FILE, which no operator sets and no documentation of
 * settings names. Without it every function is handed on as it is: nothing is wrapped, counted or read.
 *
 * With it, each passing of a moment reads that file. There mostly is none. One that says `MOMENT COUNT ID` ends the process
 * by SIGKILL at its COUNTth passing of MOMENT since it first saw ID; the file is renamed to `FILE.PID` first, so that of
 * several processes on one file exactly one dies.
 */

import { readFileSync, renameSync } from 'node:fs';
import { codeOf } from '../adapters/error-code.js';

export const FAILPOINTS = [
  /** A page has its turn at its host and was not asked for yet. */
  'before-fetch',
  /** The page was answered and read, nothing of it is stored. */
  'after-fetch',
  /** The page's outcome and charge are stored, nobody was told. */
  'after-commit',
  /** An activity has done all of its work, Temporal has not heard. */
  'before-acknowledge',
  /** The job's end and refund are stored, its deliveries were not woken. */
  'in-settle',
  /** The job is stored with its units reserved, its workflow was not started. */
  'in-submit',
  /** The receiver of a webhook has answered, the attempt is not stored. */
  'in-delivery',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

/** `work`, which passes a moment before it begins, or after it has resolved, or both. */
export type AtFailpoint = <Args extends readonly unknown[], Result>(
  moments: { readonly before?: Failpoint; readonly after?: Failpoint },
  work: (...args: Args) => Promise<Result>,
) => (...args: Args) => Promise<Result>;

/** `file`: from HOLDFAST_FAILPOINT_FILE; null where it is not set, and `work` is then returned itself. */
export function createFailpoints(file: string | null): AtFailpoint {
  if (file === null) return (_moments, work) => work;
  const pass = createPass(file);
  return ({ before, after }, work) =>
    async (...args) => {
      if (before !== undefined) pass(before);
      const result = await work(...args);
      if (after !== undefined) pass(after);
      return result;
    };
}

function createPass(file: string): (moment: Failpoint) => void {
  let seenId: string | null = null;
  let passed = 0;
  return (moment) => {
    const order = readOrder(file);
    if (order === null || order.moment !== moment) return;
    if (order.id !== seenId) [seenId, passed] = [order.id, 0];
    passed += 1;
    if (passed < order.count) return;
    if (moved(file, `${file}.${process.pid}`)) process.kill(process.pid, 'SIGKILL');
  };
}

interface Order {
  readonly moment: string;
  readonly count: number;
  readonly id: string;
}

/** Null when there is none. */
function readOrder(file: string): Order | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  const [moment = '', count = '', id = ''] = text.trim().split(' ');
  if (!(FAILPOINTS as readonly string[]).includes(moment) || !(Number(count) >= 1) || id === '')
    throw new Error(`${file} must say MOMENT COUNT ID, and says ${JSON.stringify(text)}.`);
  return { moment, count: Number(count), id };
}

/** False when another process was quicker. */
function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
