/** The items of a spider's job: a page of them, or all piece by piece so that memory does not grow with the job. */

import { csvRecord } from '../core/csv.js';
import type { Job } from '../core/job.js';
import type { StoredItem } from '../core/item.js';
import type { Store } from '../ports/store/index.js';

const ITEMS_PER_READ = 500;
/** An item of odd shape must not make a table that nothing can open. */
const MAX_COLUMNS = 2_000;

export interface ItemRange {
  readonly after: number;
  /** How many at the most; null for all that there are now. */
  readonly limit: number | null;
}

export interface ReadItems {
  /** Up to `limit` items behind the one numbered `after`, in the order in which they were stored. */
  page(job: Job, after: number, limit: number): Promise<StoredItem[]>;
  /** JSON, one item a line. */
  lines(job: Job, range: ItemRange): AsyncGenerator<string>;
  /** A table of all fields that any of the items has, in the order in which they come up. */
  csv(job: Job, range: ItemRange): AsyncGenerator<string>;
}

type Items = Pick<Store, 'items'>;

export function createReadItems(store: Items): ReadItems {
  return {
    page: (job, after, limit) => store.items.read(job.id, after, limit),
    lines: (job, range) => asLines(store, job, range),
    csv: (job, range) => asCsv(store, job, range),
  };
}

async function* readRange({ items }: Items, job: Job, range: ItemRange): AsyncGenerator<StoredItem> {
  let { after } = range;
  const upTo = Math.min(job.items, after + (range.limit ?? job.items));
  while (after < upTo) {
    const read = await items.read(job.id, after, Math.min(ITEMS_PER_READ, upTo - after));
    if (read.length === 0) return;
    yield* read;
    after = read.at(-1)?.itemNo ?? upTo;
  }
}

async function* asLines(store: Items, job: Job, range: ItemRange): AsyncGenerator<string> {
  // JSON text as a spider wrote it may have line ends between its parts.
  for await (const { json } of readRange(store, job, range)) yield `${JSON.stringify(JSON.parse(json))}\n`;
}

async function* asCsv(store: Items, job: Job, range: ItemRange): AsyncGenerator<string> {
  const names = new Set<string>();
  for await (const { json } of readRange(store, job, range)) {
    for (const name of Object.keys(JSON.parse(json) as object)) if (names.size < MAX_COLUMNS) names.add(name);
  }
  const columns = [...names];
  if (columns.length === 0) return;
  yield csvRecord(columns);
  for await (const { json } of readRange(store, job, range)) {
    const item = new Map<string, unknown>(Object.entries(JSON.parse(json) as object));
    yield csvRecord(columns.map((column) => item.get(column)));
  }
}
