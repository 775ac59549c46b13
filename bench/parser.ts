/**
 * Measures the parser over saved pages: `npm run bench:parser -- --data DIR [--data DIR]... [--rounds N] [--pages N]
 * [--agreement]`. DIR holds .html and .html.gz files, in folders or not. Time is processor time, of all parsers in turn, the
 * least of all rounds. `--agreement` compares the trees, and what selectors find in them, with Chromium's.
 */

import { load } from 'cheerio';
import { parseDocument } from 'htmlparser2';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { runCommand } from '../demo/interrupt.js';
import { renderTable } from '../demo/table.js';
import { parseHtml } from '../src/core/extract/parse-html.js';
import { BadOption } from './options.js';
import { startChromium, type Found } from './parser/chromium-tree.js';
import { findIn, linesOf } from './parser/our-tree.js';
import { rounded } from './stats.js';

const USAGE =
  'Usage: npm run bench:parser -- --data DIR [--data DIR]... [--rounds N] [--pages N] [--agreement]';

interface Page {
  readonly name: string;
  readonly html: string;
}

interface Options {
  readonly pages: readonly Page[];
  readonly rounds: number;
  readonly agreement: boolean;
}

function readOptions(args: readonly string[]): Options {
  const { data = [], rounds = '3', pages, agreement = false } = parse(args);
  const all = data.flatMap((folder) => pagesOf(resolve(folder)));
  if (all.length === 0) throw new BadOption(`There is no page to parse. ${USAGE}`);
  const most = pages === undefined ? all.length : count('--pages', pages);
  const step = Math.max(1, all.length / most);
  const chosen = Array.from({ length: Math.min(most, all.length) }, (_, at) => all[Math.floor(at * step)]);
  return {
    pages: chosen.filter((page) => page !== undefined),
    rounds: count('--rounds', rounds),
    agreement,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string', multiple: true },
        rounds: { type: 'string' },
        pages: { type: 'string' },
        agreement: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new BadOption(`${(error as Error).message.split('. ')[0]}. ${USAGE}`);
  }
}

function count(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new BadOption(`${name} must be a whole number from 1, not ${JSON.stringify(text)}.`);
  return number;
}

function pagesOf(folder: string): Page[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.html?(?:\.gz)?$/.test(name))
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      return { name, html: (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString() };
    });
}

const PARSERS: readonly (readonly [name: string, parse: (html: string) => unknown])[] = [
  ['Holdfast', parseHtml],
  ['htmlparser2', (html) => parseDocument(html)],
  ['cheerio (parse5)', (html) => load(html)],
];

async function compareTimes({ pages, rounds }: Options, signal: AbortSignal): Promise<string> {
  const least = new Map<string, number>();
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, read] of PARSERS) {
      signal.throwIfAborted();
      const before = process.cpuUsage();
      for (const { html } of pages) read(html);
      const { user, system } = process.cpuUsage(before);
      // The first round compiles the code, which is nobody's time.
      if (round > 0) least.set(name, Math.min(least.get(name) ?? Infinity, (user + system) / 1_000));
    }
  const chars = pages.reduce((sum, { html }) => sum + html.length, 0) / 1e6;
  const ours = least.get('Holdfast') ?? NaN;
  const rows = [...least].map(([name, ms]) => [name, rounded(ms / chars, 1), rounded(ms / ours, 2)]);
  const head = ['parser', 'ms for a million characters', 'ratio'];
  return `${pages.length} pages, ${rounded(chars, 1)} million characters.\n\n${renderTable(head, rows)}\n`;
}

async function compareTrees(pages: readonly Page[], signal: AbortSignal): Promise<string> {
  const chromium = await startChromium();
  const different: string[] = [];
  const asked = new Map<Found['kind'], number>();
  const missed = new Map<Found['kind'], number>();
  try {
    for (const { name, html } of pages) {
      signal.throwIfAborted();
      const { lines, selectors } = await chromium.read(html);
      const root = parseHtml(html);
      const ours = linesOf(root);
      for (const { kind } of selectors) asked.set(kind, (asked.get(kind) ?? 0) + 1);
      if (ours === lines) continue;
      different.push(`${name}: ${firstDifference(ours, lines)}`);
      for (const { kind, css, found } of selectors)
        if (findIn(root, css) !== found) missed.set(kind, (missed.get(kind) ?? 0) + 1);
    }
  } finally {
    await chromium.close();
  }
  const rows = [...asked].map(([kind, all]) => {
    const other = missed.get(kind) ?? 0;
    return [kind, all, other, rounded((100 * other) / all, 3)];
  });
  const same = `${pages.length - different.length} of ${pages.length} trees are Chromium's.`;
  return `${same}\n${different.map((line) => `  ${line}\n`).join('')}\n${renderTable(['selectors', 'asked', 'find another', '%'], rows)}`;
}

function firstDifference(ours: string, theirs: string): string {
  const [a, b] = [ours.split('\n'), theirs.split('\n')];
  const at = a.findIndex((line, index) => line !== b[index]);
  const cut = (line: string | undefined): string => line?.slice(0, 120) ?? 'the end';
  return `line ${at + 1}, ours ${cut(a[at])}, Chromium's ${cut(b[at])}`;
}

await runCommand(async (signal) => {
  const options = readOptions(process.argv.slice(2));
  process.stdout.write(await compareTimes(options, signal));
  if (options.agreement) process.stdout.write(await compareTrees(options.pages, signal));
  return 0;
});
