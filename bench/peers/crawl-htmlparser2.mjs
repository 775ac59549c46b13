// The same without a tree: the cheapest there is. htmlparser2 comes with cheerio.
import { Parser } from 'htmlparser2';
import { createCrawl } from './crawl-loop.mjs';
import { compete } from './handshake.mjs';

await compete(async () =>
  createCrawl((html) => {
    const texts = { title: null, heading: null };
    const links = [];
    let open = null;
    const parser = new Parser({
      onopentag: (name, attribs) => {
        if ((name === 'a' || name === 'area') && attribs.href !== undefined) links.push(attribs.href);
        const what = name === 'title' ? 'title' : /^h[1-6]$/.test(name) ? 'heading' : null;
        if (open !== null || what === null || texts[what] !== null) return;
        open = { name, what };
        texts[what] = '';
      },
      ontext: (text) => {
        if (open !== null) texts[open.what] += text;
      },
      onclosetag: (name) => {
        if (open?.name === name) open = null;
      },
    });
    parser.end(html);
    return { ...texts, links };
  }),
);
