/** The pages of the benchmark and what they say, known apart from every contestant. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { BadOption, type Options } from './options.js';

const DEFAULT_PAGES = 1_000;

export interface ExpectedPage {
  /** Begins with a slash. */
  readonly path: string;
  readonly title: string | null;
  /** Undefined where a folder's pages do not make it plain what their heading is. */
  readonly heading?: string;
}

export interface SiteFolder {
  readonly folder: string;
  readonly pages: readonly ExpectedPage[];
  readonly description: string;
}

/** Generated pages below `scratch`, or the first pages of the folder that the caller named. */
export function prepareSite(options: Options, scratch: string): SiteFolder {
  const pages = options.pages ?? DEFAULT_PAGES;
  return options.site === null ? generate(scratch, pages) : openFolder(options.site, pages);
}

function openFolder(folder: string, limit: number): SiteFolder {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.html'));
  } catch {
    throw new BadOption(`--site ${folder} cannot be read.`);
  }
  if (names.length === 0) throw new BadOption(`--site ${folder} has no .html files.`);
  const chosen = names.sort().slice(0, limit);
  const pages = chosen.map((name) => ({
    path: `/${encodeURIComponent(name)}`,
    title: collapse(
      load(readFileSync(join(folder, name)))('title')
        .first()
        .text(),
    ),
  }));
  return { folder, pages, description: `${pages.length} pages of ${folder}` };
}

/** What browsers show: runs of blanks are one blank, none at the ends, no width is nothing; null when that is all. */
export function collapse(text: string | null | undefined): string | null {
  return (
    text
      ?.replace(/\u200b/g, '')
      .replace(/\s+/g, ' ')
      .trim() || null
  );
}

function generate(scratch: string, count: number): SiteFolder {
  const folder = join(scratch, 'site');
  mkdirSync(folder);
  const random = createRandom(1);
  const pages = Array.from({ length: count }, (_, at) => {
    const heading = sentence(random, 4).slice(0, -1) + ` ${at + 1}`;
    const name = `page-${at + 1}.html`;
    writeFileSync(join(folder, name), render(random, heading, at, count));
    return { path: `/${name}`, title: `${heading} | The Benchmark`, heading };
  });
  return { folder, pages, description: `${count} generated pages of 5 to 10 KB` };
}

function render(random: () => number, heading: string, at: number, count: number): string {
  const description = sentence(random, 12);
  const paragraphs = Array.from({ length: 10 + Math.floor(random() * 10) }, () => {
    const text = Array.from({ length: 5 }, () => sentence(random, 12)).join(' ');
    return `      <p>${text}</p>`;
  });
  const links = [1, 2, 3].map((step) => {
    const number = ((at + step) % count) + 1;
    return `        <li><a href="/page-${number}.html">Page ${number}</a></li>`;
  });
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${heading} | The Benchmark</title>
    <meta name="description" content="${description}" />
    <meta property="og:type" content="article" />
    <meta property="og:title" content="${heading}" />
    <meta property="og:description" content="${description}" />
    <link rel="stylesheet" href="/style.css" />
  </head>
  <body>
    <header><nav><a href="/">Home</a></nav></header>
    <main>
      <h1>${heading}</h1>
${paragraphs.join('\n')}
      <ul>
${links.join('\n')}
      </ul>
    </main>
    <footer><p>Made for measuring.</p></footer>
  </body>
</html>
`;
}

const SYLLABLES =
  'ba be bi bo da de do ka ke ko la le li lo ma me mi mo na ne no ra re ri ro sa se so ta te to'.split(' ');

export function sentence(random: () => number, words: number): string {
  const word = (): string =>
    Array.from(
      { length: 2 + Math.floor(random() * 3) },
      () => SYLLABLES[Math.floor(random() * SYLLABLES.length)],
    ).join('');
  const text = Array.from({ length: words }, word).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The same numbers in every run, so all runs are of the same pages (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
