/**
 * Turns real pages into Markdown, with Holdfast and with other converters, and counts what of the pages is in it: `npm run
 * bench:markdown -- [--data DIR]... [--pages N] [--rounds N]`. DIR holds .html and .html.gz files; without
 * it the pages are those that three npm packages carry. Time is processor time from text to text, the least of all rounds.
 */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from '../demo/interrupt.js';
import { renderTable } from '../demo/table.js';
import { pageFormats } from '../src/core/formats/index.js';
import { carriedPages, pagesIn, type SavedPage } from './markdown/pages.js';
import { addPage, MEASURES, newScore, type Score } from './markdown/score.js';
import { markdownTools, MODULES, type Converter, type Tools } from './markdown/tools.js';
import { BadOption } from './options.js';
import { percentile, rounded } from './stats.js';

const USAGE = 'Usage: npm run bench:markdown -- [--data DIR]... [--pages N] [--rounds N]';

const print = (text: string): void => void process.stdout.write(text);

const OURS: Converter = {
  name: 'Holdfast',
  convert: (text, url) =>
    pageFormats(
      { text, url, contentType: 'text/html' },
      {
        formats: new Set(['markdown']),
        onlyMainContent: false,
        includeTags: [],
        excludeTags: [],
        removeBase64Images: true,
        attributes: [],
      },
    ).markdown ?? '',
};

interface Result {
  readonly score: Score;
  /** Milliseconds of each page, in order. */
  readonly times: readonly number[];
  readonly failed: number;
}

await runCommand(async (signal) => {
  const { data, most, rounds } = readOptions(process.argv.slice(2));
  const tools = await markdownTools(print, signal);
  const all = data.length === 0 ? carriedPages(MODULES) : data.flatMap((folder) => pagesIn(resolve(folder)));
  if (all.length === 0) throw new BadOption(`There is no page. ${USAGE}`);
  const step = Math.max(1, all.length / most);
  const pages = all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  const rows = [OURS, ...tools.converters].map((converter) => {
    signal.throwIfAborted();
    return [converter.name, ...cellsOf(measure(converter, pages, rounds, tools))];
  });
  const chars = pages.reduce((sum, { html }) => sum + html.length, 0) / 1e6;
  print(`${pages.length} pages, ${rounded(chars, 1)} million characters.\n\n`);
  print(
    `${renderTable(['converter', ...MEASURES, 'added words', 'with HTML', 'failed', 'ms mean', 'median', 'p95'], rows)}\n`,
  );
  return 0;
});

function readOptions(args: readonly string[]): { data: string[]; most: number; rounds: number } {
  try {
    const {
      data = [],
      pages,
      rounds,
    } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string', multiple: true },
        pages: { type: 'string', default: '1000' },
        rounds: { type: 'string', default: '3' },
      },
    }).values;
    return { data, most: count('--pages', pages), rounds: count('--rounds', rounds) };
  } catch (error) {
    throw new BadOption(`${(error as Error).message.split('. ')[0]}. ${USAGE}`);
  }
}

function count(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`${name} must be a whole number from 1`);
  return number;
}

function measure({ convert }: Converter, pages: readonly SavedPage[], rounds: number, tools: Tools): Result {
  const score = newScore();
  let failed = 0;
  const attempt = (html: string, url: string): string => {
    try {
      return convert(html, url);
    } catch {
      // A page that a converter cannot read counts as one of which it keeps nothing.
      failed += 1;
      return '';
    }
  };
  // The first round compiles the code, which is nobody's time.
  for (const { html, url } of pages)
    addPage(score, tools.readPage(html, url), tools.readMarkdown(attempt(html, url), url));
  const failedOnce = failed;
  const times = pages.map(({ html, url }) => {
    let least = Infinity;
    for (let round = 0; round < rounds; round += 1) {
      const before = process.cpuUsage();
      attempt(html, url);
      const { user, system } = process.cpuUsage(before);
      least = Math.min(least, (user + system) / 1_000);
    }
    return least;
  });
  return { score, times, failed: failedOnce };
}

function cellsOf({ score, times, failed }: Result) {
  const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length;
  return [
    ...MEASURES.map((measure) => percent(score.counts[measure].kept, score.counts[measure].all)),
    percent(score.added.kept, score.added.all),
    score.withHtml,
    failed,
    rounded(mean, 1),
    rounded(percentile(times, 0.5), 1),
    rounded(percentile(times, 0.95), 1),
  ];
}

function percent(part: number, all: number): string {
  return all === 0 ? '–' : `${rounded((100 * part) / all, 1)}%`;
}
