/** What must hold after an upgrade: every job has ended, with every page once, and is charged for each once. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../api.js';
import { KINDS, type Account, type End } from './jobs.js';
import type { Started } from './load.js';

/** After the last job was started. */
const ENDED_MS = 180_000;
const MESSAGES_THAT_MUST_NOT_BE = /cached plan|does not exist|nondeterminis|TMPRL1100/i;

/** What is wrong, a sentence each. */
export async function findFaults(api: Api, account: Account, started: readonly Started[]): Promise<string[]> {
  const faults: string[] = [];
  const until = Date.now() + ENDED_MS;
  for (const job of started) {
    let end: End | null;
    while ((end = await KINDS[job.kind].read(api, account, job.id)) === null && Date.now() < until)
      await sleep(200);
    if (end === null) {
      faults.push(`${job.name} (${job.id}) has not ended`);
      continue;
    }
    const expected = Array.from({ length: KINDS[job.kind].pages }, (_, n) => `${job.name} ${n}`);
    if (end.status !== 'completed') faults.push(`${job.name} (${job.id}) has ended as ${end.status}`);
    if (JSON.stringify([...end.titles].sort()) !== JSON.stringify(expected.sort()))
      faults.push(`${job.name} (${job.id}) has the pages ${end.titles.join(', ')}`);
  }
  return [...faults, ...(await wrongCharges(api, account, started))];
}

async function wrongCharges(api: Api, account: Account, started: readonly Started[]): Promise<string[]> {
  const charged = new Map<string | null, number>();
  for (const { job_id, kind, units } of await api.ledger(account.id)) {
    const sign = kind === 'refund' ? -1 : 1;
    charged.set(job_id, (charged.get(job_id) ?? 0) + sign * units);
  }
  return started
    .filter(({ kind, id }) => charged.get(id) !== KINDS[kind].pages)
    .map(
      ({ name, id, kind }) => `${name} (${id}) cost ${charged.get(id)} units for ${KINDS[kind].pages} pages`,
    );
}

/** How often a role has said what, from warnings on: `level message` to its count. */
export function complaintsOf(output: string): { complaints: Map<string, number>; isBad: boolean } {
  const complaints = new Map<string, number>();
  let isBad = false;
  for (const line of output.split('\n')) {
    const entry = line.startsWith('{')
      ? (JSON.parse(line) as { level: number; msg: string; err?: { message: string } })
      : null;
    if ((entry?.level ?? 0) >= 50 || MESSAGES_THAT_MUST_NOT_BE.test(line)) isBad = true;
    if (entry === null && !MESSAGES_THAT_MUST_NOT_BE.test(line)) continue;
    const message =
      entry === null ? line : `${entry.level} ${entry.msg}${entry.err ? `: ${entry.err.message}` : ''}`;
    complaints.set(message, (complaints.get(message) ?? 0) + 1);
  }
  return { complaints, isBad };
}
