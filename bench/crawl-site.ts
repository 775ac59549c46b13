/** Real pages to crawl, and which of them a crawl must find: a walk along the links of the files themselves. */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { runChild } from './child.js';
import { wrong, type FoundPage } from './contest.js';
import type { Bench } from './part.js';
import { collapse } from './site.js';
import { onPath } from './static-server.js';

const PACKAGE = 'postgresql-doc-15';
const MANUAL = `/usr/share/doc/${PACKAGE}/html`;
const START = '/index.html';

export interface CrawlSite {
  readonly folder: string;
  /** What the crawl begins with. */
  readonly start: string;
  /** By path, every page that can be reached. */
  readonly pages: ReadonlyMap<string, Texts>;
  /** Linked, but no page: a crawler may list them or not. */
  readonly others: ReadonlySet<string>;
  readonly description: string;
}

export interface Texts {
  readonly title: string | null;
  /** Undefined where it is not plain what a page's heading is. */
  readonly heading?: string;
}

/** There is nothing to crawl; the message says what to do. */
export class NoSite extends Error {
  override readonly name = 'NoSite';
}

/** The folder of `--site`, else the PostgreSQL manual. */
export async function openCrawlSite(bench: Bench): Promise<CrawlSite> {
  const folder = bench.options.site ?? MANUAL;
  if (bench.options.site === null && !existsSync(folder)) await installManual(bench);
  if (!existsSync(join(folder, START))) throw new NoSite(`${folder} has no index.html to begin with.`);
  return walk(folder);
}

async function installManual({ print, signal }: Bench): Promise<void> {
  const hint = `install the Debian package ${PACKAGE}, or name a folder of linked HTML pages with --site.`;
  const mayInstall = process.getuid?.() === 0 && onPath('apt-get') !== null;
  if (!mayInstall) throw new NoSite(`There is no ${MANUAL} to crawl: ${hint}`);
  print(`Installing ${PACKAGE}, real pages to crawl (apt-get, once).\n`);
  // Slim images leave out documentation unless it is asked for.
  const wanted = ['-o', `Dpkg::Options::=--path-include=/usr/share/doc/${PACKAGE}/*`];
  const steps = [['update'], ['install', '-y', '--no-install-recommends', ...wanted, PACKAGE]];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of steps) {
    const problem = await runChild('apt-get', args, { env }, signal);
    if (problem !== null) throw new NoSite(`apt-get ${args[0]} failed (${problem}): ${hint}`);
  }
  if (!existsSync(MANUAL)) throw new NoSite(`${PACKAGE} brought no ${MANUAL}: ${hint}`);
}

function walk(folder: string): CrawlSite {
  const origin = 'http://site.invalid';
  const pages = new Map<string, Texts>();
  const others = new Set<string>();
  const queue = [START];
  const known = new Set(queue);
  let bytes = 0;
  let links = 0;
  for (const path of queue) {
    const html = readPage(folder, path);
    if (html === null) {
      others.add(path);
      continue;
    }
    bytes += html.length;
    const $ = load(html);
    const title = collapse($('title').first().text());
    // In the manual the first heading is the page's; one page has none.
    const heading = folder === MANUAL ? collapse($('h1, h2, h3, h4, h5, h6').first().text()) : null;
    pages.set(path, heading === null ? { title } : { title, heading });
    for (const element of $('a[href], area[href]')) {
      const href = $(element).attr('href') ?? '';
      if (!URL.canParse(href, origin + path)) continue;
      const url = new URL(href, origin + path);
      if (url.origin !== origin) continue;
      links += 1;
      const target = url.pathname + url.search;
      if (known.has(target)) continue;
      known.add(target);
      queue.push(target);
    }
  }
  const what = folder === MANUAL ? 'the PostgreSQL manual' : folder;
  const size = `${pages.size} pages, ${(bytes / 1e6).toFixed(0)} MB, ${links} links`;
  return { folder, start: START, pages, others, description: `${what}, ${size}` };
}

function readPage(folder: string, path: string): Buffer | null {
  if (!path.endsWith('.html')) return null;
  try {
    const file = join(folder, decodeURIComponent(path));
    return statSync(file).isFile() ? readFileSync(file) : null;
  } catch {
    return null;
  }
}

/** Names the first page that is missing, double, too many or wrong. */
export function findCrawlProblem(
  host: string,
  { pages, others }: Pick<CrawlSite, 'pages' | 'others'>,
  found: readonly FoundPage[],
): string | null {
  const seen = new Set<string>();
  for (const { url, title, heading } of found) {
    const path = (url.split('#')[0] ?? '').replace(`http://${host}`, '');
    if (others.has(path)) continue;
    const wanted = pages.get(path);
    if (wanted === undefined) return `${url} is not a page of the site`;
    if (seen.has(path)) return `${path} is there twice`;
    seen.add(path);
    if (collapse(title) !== wanted.title) return wrong(path, 'title', collapse(title), wanted.title);
    if (wanted.heading === undefined || collapse(heading) === wanted.heading) continue;
    return wrong(path, 'heading', collapse(heading), wanted.heading);
  }
  const missing = [...pages.keys()].find((path) => !seen.has(path));
  return missing === undefined ? null : `${seen.size} of ${pages.size} pages; ${missing} is missing`;
}
