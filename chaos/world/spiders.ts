/** The spiders that jobs of the workload run, written into a folder of their own. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathOf } from './paths.js';

/** Of jobs that a schedule starts, which have no arguments: all its runs visit the same pages. */
export const SCHEDULED = 'scheduled';
export const SCHEDULED_PAGES = 6;

/** By the names that accounts register them under. */
export const SPIDERS = {
  links: 'links.mjs',
  scheduled: 'scheduled.mjs',
  scrapy: 'links.py',
} as const;
export type SpiderName = keyof typeof SPIDERS;

const ITEM = 'yield { path: new URL(page.url).pathname, title: page.text("title") };';

const links = (start: string): string => `
import { defineSpider } from 'holdfast/spider';

export default defineSpider({
  start: ({ arguments: given }) => [${start}],
  *parse(page) {
    ${ITEM}
    yield* page.followAll();
  },
});
`;

const SCRAPY = `
from urllib.parse import urlsplit

import scrapy


class Links(scrapy.Spider):
    name = "links"

    async def start(self):
        yield scrapy.Request(self.url)

    def parse(self, response):
        yield {"path": urlsplit(response.url).path, "title": response.css("title::text").get()}
        yield from response.follow_all(css="a")
`;

export interface SpiderFolder {
  readonly path: string;
  remove(): void;
}

export function writeSpiders(siteUrl: string): SpiderFolder {
  const path = mkdtempSync(join(tmpdir(), 'holdfast-chaos-spiders-'));
  const scheduled = siteUrl + pathOf(SCHEDULED, 'tree', 0, SCHEDULED_PAGES);
  writeFileSync(join(path, SPIDERS.links), links('given.url'));
  writeFileSync(join(path, SPIDERS.scheduled), links(JSON.stringify(scheduled)));
  writeFileSync(join(path, SPIDERS.scrapy), SCRAPY);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
