/** A folder of spiders, and what they are written in. */

import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface SpiderFolder {
  readonly path: string;
  write(file: string, text: string): void;
  remove(): void;
}

export function spiderFolder(): SpiderFolder {
  const path = mkdtempSync(join(tmpdir(), 'holdfast-spiders-'));
  return {
    path,
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
