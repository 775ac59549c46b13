/**
 * Runs the extractor of the service over saved pages: `npm run bench:extraction -- --data DIR [--out FILE] [--kind K]
 * [--strip markup|all] [--peers] [--without RULE]... [--explain ID]`. It writes the answers and reports what a page costs;
 * scoring them is the business of the data set. `--without` leaves rules out and counts the answers that this changes; the
 * answers that are written are then those without. `--explain` prints every candidate of one page's fields. With `--hostile`
 * it reads pages that were made to cost time instead.
 */

import { writeFileSync } from 'node:fs';
import { renderTable } from '../demo/table.js';
import { runCommand } from '../demo/interrupt.js';
import { createExtractor } from '../src/adapters/extractor.js';
import { extractFields, openDocument } from '../src/core/extract/index.js';
import { decodeText } from '../src/core/html/decode.js';
import type { FieldValues, Schema } from '../src/core/schema.js';
import type { FetchedPage } from '../src/ports/fetcher.js';
import { readWithPeers } from './extraction/array-peers.js';
import { readCases, readPage, type Case } from './extraction/cases.js';
import { compareArrays, type Reading } from './extraction/compare-arrays.js';
import { explain } from './extraction/explain.js';
import { HOSTILE_PAGES } from './extraction/hostile-pages.js';
import { readListings, withOwnExamples, type Listing } from './extraction/listings.js';
import { readExtractionOptions, type ExtractionOptions } from './extraction/options.js';
import { strip } from './extraction/strip.js';
import { renderWorth } from './extraction/worth.js';
import { BadOption } from './options.js';
import { percentile, rounded } from './stats.js';

/** Pages read before the clock counts, so that compiling the code is nobody's time. */
const WARM_UP = 20;

/** One field of each kind that is looked for in ways of its own. */
const HOSTILE_SCHEMA: Schema = [
  { field: 'title', type: 'string' },
  { field: 'author', type: 'string' },
  { field: 'date', type: 'date' },
  { field: 'price', type: 'float' },
  { field: 'in_stock', type: 'boolean' },
  { field: 'ingredients', type: 'array<string>' },
  { field: 'rating', type: 'float' },
  { field: 'tags', type: 'array<string>' },
  { field: 'total_time', type: 'integer' },
  { field: 'rank', type: 'array<integer>' },
  { field: 'sku', type: 'string' },
  { field: 'bedrooms', type: 'integer' },
  { field: 'plot_area', type: 'float' },
  { field: 'latitude', type: 'float' },
  { field: 'energy_rating', type: 'string' },
  { field: 'postal_code', type: 'string' },
  { field: 'anything_else', type: 'string' },
];

interface Answer {
  readonly id: string;
  readonly kind: string;
  readonly bytes: number;
  readonly tookMs: number;
  readonly data: FieldValues;
}

const extractor = createExtractor({
  decode: decodeText,
  pdfReader: { read: () => Promise.reject(new Error('the pages of a data set are HTML')) },
});

/** Saved pages are UTF-8, whatever a meta in them says about the bytes the site once sent. */
const UTF8 = 'text/html; charset=utf-8';

const never = new AbortController().signal;

await runCommand(async (signal) => {
  const options = readExtractionOptions(process.argv.slice(2));
  process.stdout.write(await run(options, signal));
  return 0;
});

function run(options: ExtractionOptions, signal: AbortSignal): Promise<string> {
  const { data: folder, kind, peers } = options;
  if (folder === null) return readHostilePages(signal);
  return peers ? compareWithPeers(folder, kind, signal) : readData(folder, options, signal);
}

async function readData(folder: string, options: ExtractionOptions, signal: AbortSignal): Promise<string> {
  const { out, kind, strip: level, explain: id, without } = options;
  const cases = readCases(folder, kind);
  const read = (one: Case): Uint8Array => {
    const page = readPage(folder, one);
    return level === null ? page : Buffer.from(strip(Buffer.from(page).toString(), level));
  };
  if (id !== null) {
    const one = cases.find((each) => each.id === id);
    if (one === undefined) throw new BadOption(`There is no case ${id}.`);
    return explain(openDocument(decodeText(read(one), UTF8), one.url), one.schema, without);
  }
  for (const one of cases.slice(0, WARM_UP)) await answer(one, read(one));
  const answers: Answer[] = [];
  for (const one of cases) {
    signal.throwIfAborted();
    answers.push(await answer(one, read(one)));
  }
  const write = (lines: readonly Pick<Answer, 'id' | 'data'>[]): void => {
    if (out !== null)
      writeFileSync(
        out,
        lines.map(({ id: page, data }) => `${JSON.stringify({ id: page, data })}\n`).join(''),
      );
  };
  if (without.size === 0) {
    write(answers);
    return report(answers);
  }
  const changed = cases.map((one) => {
    signal.throwIfAborted();
    const doc = openDocument(decodeText(read(one), UTF8), one.url);
    return { id: one.id, data: extractFields(doc, one.schema, { fetchedAt: new Date(), without }).data };
  });
  write(changed);
  return renderWorth(
    answers.map(({ kind: of, data }, at) => ({ kind: of, data, changed: changed[at]?.data ?? {} })),
    without,
  );
}

/** The arrays of a data set, read with the examples of the schema, with the page's own first values, and by others. */
async function compareWithPeers(folder: string, kind: string | null, signal: AbortSignal): Promise<string> {
  const listings = readListings(folder, kind);
  for (const one of listings.slice(0, WARM_UP)) await answer(one, readPage(folder, one));
  const read = async (given: readonly Listing[]): Promise<Reading> => {
    const answers: Answer[] = [];
    for (const one of given) {
      signal.throwIfAborted();
      answers.push(await answer(one, readPage(folder, one)));
    }
    return {
      answers: new Map(answers.map(({ id, data }) => [id, data])),
      timesMs: answers.map(({ tookMs }) => tookMs),
    };
  };
  const readings = new Map([
    ['Holdfast', await read(listings)],
    ['Holdfast, own value', await read(listings.map(withOwnExamples))],
    ...(await readWithPeers(folder, listings, signal)),
  ]);
  return compareArrays(listings, readings);
}

/** What each hostile page costs, the dearest first, and the most memory that the process had. */
async function readHostilePages(signal: AbortSignal): Promise<string> {
  const costs: (string | number | null)[][] = [];
  for (const [what, html] of HOSTILE_PAGES) {
    signal.throwIfAborted();
    const body = Buffer.from(html());
    const page = { id: what, kind: 'hostile', url: 'https://site.test/', html: '', schema: HOSTILE_SCHEMA };
    const { tookMs } = await answer(page, body);
    costs.push([what, rounded(body.length / 1e6, 1), rounded(tookMs, 0)]);
  }
  costs.sort((a, b) => Number(b[2]) - Number(a[2]));
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  return `${renderTable(['hostile page', 'MB', 'ms'], costs)}\nAt most ${peakMb} MB of memory for all of them in a row.\n`;
}

async function answer({ id, kind, url, schema }: Case, body: Uint8Array): Promise<Answer> {
  const page: FetchedPage = {
    kind: 'page',
    finalUrl: url,
    status: 200,
    headers: { 'content-type': UTF8 },
    contentType: 'text/html',
    body,
    truncated: false,
    fetchedAt: new Date(),
  };
  const before = process.cpuUsage();
  const request = { schema, requestedUrl: url, timeoutMs: Infinity, signal: never };
  const extraction = await extractor.extract(page, request);
  if ('failure' in extraction) throw new Error(`${id}: ${extraction.failure.message}`);
  // Processor time, garbage collection included: what else the machine does is not the page's doing.
  const { user, system } = process.cpuUsage(before);
  return { id, kind, bytes: body.length, tookMs: (user + system) / 1_000, data: extraction.data };
}

function report(answers: readonly Answer[]): string {
  const kinds = [...new Set(answers.map(({ kind }) => kind))].sort();
  const rows = kinds.map((kind) =>
    row(
      kind,
      answers.filter((one) => one.kind === kind),
    ),
  );
  const head = ['kind', 'pages', 'pages/s', 'p50 ms', 'p95 ms', 'max ms', 'median kB', 'values', 'of fields'];
  return renderTable(head, rows.length > 1 ? [...rows, row('all', answers)] : rows);
}

function row(name: string, answers: readonly Answer[]): (string | number | null)[] {
  const times = answers.map(({ tookMs }) => tookMs);
  const totalMs = times.reduce((sum, one) => sum + one, 0);
  const values = answers.flatMap(({ data }) => Object.values(data));
  const sizes = answers.map(({ bytes }) => bytes / 1024);
  return [
    name,
    answers.length,
    rounded((answers.length / totalMs) * 1_000, 0),
    rounded(percentile(times, 0.5), 1),
    rounded(percentile(times, 0.95), 1),
    rounded(Math.max(...times), 1),
    rounded(percentile(sizes, 0.5), 0),
    values.filter((value) => value !== null && !(Array.isArray(value) && value.length === 0)).length,
    values.length,
  ];
}
