/**
 * What the service keeps on disk, by part: which tables and files belong to it, for how long it is kept, and when its
 * space is given back.
 */

/** Parts that are tables of the database. `database` is what no table of ours takes. */
export const TABLES_OF = {
  results: ['pages', 'items', 'job_logs', 'learned_places', 'session_cookies'],
  jobs: ['jobs', 'model_usage', 'model_questions', 'model_batches'],
  deliveries: ['deliveries', 'delivery_attempts'],
  cache: ['cached_results'],
  ledger: ['ledger_entries', 'account_months'],
} as const;

export const DISK_PARTS = [
  ...(Object.keys(TABLES_OF) as (keyof typeof TABLES_OF)[]),
  'database',
  'wal',
  'temporal',
  'logs',
  'spiders',
  'other',
] as const;

export type DiskPart = (typeof DISK_PARTS)[number];

/** The part of a table; `database` for one of accounts, of settings, or of PostgreSQL's own. */
export function partOfTable(table: string): DiskPart {
  for (const [part, tables] of Object.entries(TABLES_OF))
    if ((tables as readonly string[]).includes(table)) return part as DiskPart;
  return 'database';
}

/** For how long a part is kept, in milliseconds; Infinity where nothing is ever dropped, null where time does not decide. */
export type KeptMs = Readonly<Record<DiskPart, number | null>>;

/** An expired job keeps its row as long again as it had its results, and this long at most: its id answers 410 until then. */
const LONGEST_TOMBSTONE_MS = 30 * 24 * 3_600_000;

/** How long the row of a job stays once its results are gone. */
export function tombstoneMs(resultsMs: number): number {
  return Math.min(resultsMs, LONGEST_TOMBSTONE_MS);
}

/** From the end of a job, but for what has no job. */
export function keptMs(resultsMs: number, temporalMs: number): KeptMs {
  const jobs = resultsMs + tombstoneMs(resultsMs);
  return {
    results: resultsMs,
    jobs,
    deliveries: jobs,
    cache: null,
    ledger: Infinity,
    database: Infinity,
    wal: null,
    temporal: temporalMs,
    logs: null,
    spiders: 0,
    other: Infinity,
  };
}

const BY_VACUUM =
  'Expired rows are dropped each minute. Their space is used again once VACUUM has run, seconds later, and goes back to the disk where it is at the end of a file, or half of a table and 64 MB of it.';

/** When space goes back to the disk, for the operator, of the embedded parts. */
export const GIVEN_BACK: Readonly<Record<DiskPart, string>> = {
  results: BY_VACUUM,
  jobs: BY_VACUUM,
  deliveries: BY_VACUUM,
  cache: 'Results that are no longer fresh are dropped each minute, and those beyond RESULT_CACHE_ENTRIES.',
  ledger: 'Never: the ledger is kept.',
  database: 'Accounts, keys, spiders and schedules stay until they are deleted.',
  wal: 'At each checkpoint, which is made every 32 MB or five minutes; up to 64 MB are kept for further writes.',
  temporal:
    'Ended workflows are deleted when their time is over and their space is used again. The file shrinks at a start.',
  logs: 'The log of the Temporal server is moved aside at 10 MB, and the one before it is dropped.',
  spiders: "A Python spider's folder goes when its job ends.",
  other: 'The token, the lock and the addresses of the running service: some kilobytes.',
};
