/** Chooses what a seed's callers do. */

import { createRandom, type Random } from '../random.js';
import type { Abilities, Operation, PlanOperations } from '../types.js';
import type { AccountName } from './accounts.js';
import type { JobOperationKind } from './inputs.js';
import { makeJob } from './make.js';

const OPERATIONS_A_MINUTE = 30;
const MINUTE_MS = 60_000;

type Kind = JobOperationKind | 'list';

/** How often each kind is, and what it needs. */
const KINDS: readonly { readonly kind: Kind; readonly weight: number; readonly needs?: keyof Abilities }[] = [
  { kind: 'extract', weight: 6 },
  { kind: 'batch', weight: 6 },
  { kind: 'rendered', weight: 2, needs: 'browser' },
  { kind: 'async', weight: 2 },
  { kind: 'crawl', weight: 4 },
  { kind: 'selectors', weight: 6 },
  { kind: 'spider', weight: 3 },
  { kind: 'scrapy', weight: 1, needs: 'scrapy' },
  { kind: 'list', weight: 2 },
];

const ACCOUNTS: readonly AccountName[] = ['open', 'open', 'open', 'other', 'other', 'tight', 'small'];

export const planOperations: PlanOperations = (seed, minutes, abilities) => {
  const random = createRandom(seed);
  const lastMs = minutes * MINUTE_MS;
  const kinds = KINDS.filter(({ needs }) => needs === undefined || abilities[needs]).flatMap(
    ({ kind, weight }) => Array.from({ length: weight }, () => kind),
  );
  const times = Array.from({ length: Math.ceil(minutes * OPERATIONS_A_MINUTE) }, () =>
    random.integer(0, lastMs),
  ).sort((one, other) => one - other);
  return [schedule(lastMs), ...times.map((atMs, at) => operation(`s${seed}n${at + 1}`, atMs, kinds, random))];
};

function operation(id: string, atMs: number, kinds: readonly Kind[], random: Random): Operation {
  const kind = random.pick(kinds);
  const account = random.pick(ACCOUNTS);
  const input = kind === 'list' ? { account } : makeJob(kind, account, { id, random });
  return { id, atMs, kind, input };
}

/** One schedule for the whole run: its spider's pages are the same for all of them. */
function schedule(lastMs: number): Operation {
  const input = { account: 'open', spider: 'scheduled', deleteAfterMs: lastMs };
  return { id: 'scheduled', atMs: 0, kind: 'schedule', input };
}
