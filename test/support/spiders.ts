/** A folder of spiders, and what they are written in. */

import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { runFolder } from './run.js';

export interface SpiderFolder {
  readonly path: string;
  /** The path of one of its files for the service that runs them. */
  at(file: string): string;
  write(file: string, text: string): void;
  remove(): void;
}

/** What the shared service runs that tests write. */
export function sharedSpiders(): string {
  const folder = join(runFolder(), 'spiders');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A folder that is all that a service of the test's own runs. */
export function spiderFolder(): SpiderFolder {
  return makeFolder(tmpdir(), (_path, file) => file);
}

/** A folder of the caller's own in that of the shared service. */
export function sharedSpiderFolder(): SpiderFolder {
  return makeFolder(sharedSpiders(), (path, file) => join(basename(path), file));
}

function makeFolder(parent: string, at: (path: string, file: string) => string): SpiderFolder {
  const path = mkdtempSync(join(parent, 'holdfast-spiders-'));
  return {
    path,
    at: (file) => at(path, file),
    write: (file, text) => {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Follows every link and keeps each page's path and title. */
export const FOLLOWS_ALL = `
import { defineSpider } from 'holdfast/spider';

export default defineSpider({
  start: ({ arguments: { url } }) => [url],
  *parse(page) {
    yield { path: new URL(page.url).pathname, title: page.text('title') };
    yield* page.followAll();
  },
});
`;

/** The same for Scrapy. */
export const FOLLOWS_ALL_PY = `
from urllib.parse import urlsplit

import scrapy


class All(scrapy.Spider):
    name = "all"

    async def start(self):
        # Seen by the filter of duplicates, unlike the requests of start_urls.
        yield scrapy.Request(self.url)

    def parse(self, response):
        yield {"path": urlsplit(response.url).path, "title": response.css("title::text").get()}
        yield from response.follow_all(css="a")
`;
