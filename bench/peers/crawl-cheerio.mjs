// What a script of an afternoon does: fetch, cheerio, a set of URLs.
import { load } from 'cheerio';
import { createCrawl } from './crawl-loop.mjs';
import { compete } from './handshake.mjs';

await compete(async () =>
  createCrawl((html) => {
    const $ = load(html);
    return {
      title: $('title').first().text(),
      heading: $('h1, h2, h3, h4, h5, h6').first().text(),
      links: $('a[href], area[href]')
        .toArray()
        .map(({ attribs }) => attribs.href),
    };
  }),
);
