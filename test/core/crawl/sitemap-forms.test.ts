import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { parseRobots } from '../../../src/core/crawl/robots.js';
import { createSitemapReader } from '../../../src/core/crawl/sitemap.js';

const BASE = 'https://site.test/maps/sitemap.xml';

async function read(
  content: string | Uint8Array,
  chunk?: number,
  base: string | null = BASE,
): Promise<string[]> {
  const found: string[] = [];
  const reader = createSitemapReader({
    ...(base === null ? {} : { base }),
    onEntry: ({ kind, loc }) => found.push(`${kind} ${loc}`),
  });
  const bytes = Buffer.from(content as Uint8Array);
  const size = chunk ?? bytes.length;
  for (let at = 0; at < bytes.length; at += size) await reader.write(bytes.subarray(at, at + size));
  await reader.end();
  return found;
}

const RSS = `<?xml version="1.0"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>News</title><link>https://site.test/</link>
<atom:link rel="self" href="https://site.test/feed"/>
<image><url>https://site.test/logo.png</url><link>https://site.test/about</link></image>
<item><title>One</title><link>https://site.test/one</link><media:content url="https://site.test/1.jpg"/>
  <atom:link rel="alternate" href="https://other.test/"/></item>
<item><link><![CDATA[ /two?a=1&b=2 ]]></link><url>https://site.test/no</url><guid>https://site.test/?p=2</guid></item>
<link>https://site.test/behind</link>
</channel></rss>`;

const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><link rel="alternate" href="https://site.test/"/>
<entry><link rel="self" href="/feed/1"/><link rel="alternate" type="text/html" href="/one"/></entry>
<entry><link href="https://site.test/two"/><link rel="enclosure" href="/two.mp3"/></entry></feed>`;

const FORMS: readonly (readonly [what: string, content: string, found: readonly string[]])[] = [
  ['RSS 2.0', RSS, ['url https://site.test/one', 'url https://site.test/two?a=1&b=2']],
  ['Atom', ATOM, ['url https://site.test/one', 'url https://site.test/two']],
  [
    'Atom with prefixes',
    ATOM.replaceAll(/<(\/?)(\w)/g, '<$1a:$2'),
    ['url https://site.test/one', 'url https://site.test/two'],
  ],
  [
    'RSS 1.0',
    `<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel><link>https://site.test/</link></channel>
     <item rdf:about="x"><link>https://site.test/one</link></item></rdf:RDF>`,
    ['url https://site.test/one'],
  ],
  [
    'relative locations',
    '<urlset><url><loc>/a</loc></url><url><loc>b</loc></url><url><loc>//site.test/c</loc></url></urlset>',
    ['url https://site.test/a', 'url https://site.test/maps/b', 'url https://site.test/c'],
  ],
  [
    'relative sitemaps of an index',
    '<sitemapindex><sitemap><loc>part-1.xml.gz</loc></sitemap></sitemapindex>',
    ['sitemap https://site.test/maps/part-1.xml.gz'],
  ],
  [
    'versions of a page in other languages',
    `<urlset xmlns:xhtml="http://www.w3.org/1999/xhtml"><url><loc>https://site.test/en</loc>
     <xhtml:link rel="alternate" hreflang="de" href="https://site.test/de"/><xhtml:link rel="icon" href="/i"/>
     </url></urlset>`,
    ['url https://site.test/en', 'url https://site.test/de'],
  ],
  [
    'a list with paths',
    '/a\nhttps://site.test/b\nSome words\n/ two words\n// a comment\n/* another\n<p>\n',
    ['url https://site.test/a', 'url https://site.test/b'],
  ],
  [
    'locations that lead elsewhere',
    '<urlset><url><loc>javascript:x</loc></url><url><loc>mailto:a@b</loc></url></urlset>',
    [],
  ],
  [
    'an error page',
    `<!doctype html><html><head><link rel="alternate" href="/feed"></head><body><a href="/a">/a</a></body></html>`,
    [],
  ],
  ['an error in JSON', '{\n"path":\n"/sitemap.xml"\n}', []],
];

describe('the forms of sitemaps', () => {
  for (const [what, content, found] of FORMS) {
    for (const chunk of [undefined, 1, 9]) {
      it(`include ${what}, ${chunk === undefined ? 'whole' : `${chunk} bytes at a time`}`, async () => {
        assert.deepEqual(await read(content, chunk), found);
        assert.deepEqual(await read(gzipSync(`\uFEFF${content}`), chunk), found);
      });
    }
  }

  it('have no relative locations without an address of their own', async () => {
    assert.deepEqual(await read('<urlset><url><loc>/a</loc></url></urlset>', undefined, null), []);
    assert.deepEqual(await read('/a\n', undefined, null), []);
  });
});

describe('Sitemap lines of robots.txt', () => {
  it('are in no file that is not text, though a line of it looks like one', async () => {
    assert.deepEqual(await read('/a\n/b\n'), ['url https://site.test/a', 'url https://site.test/b']);
    assert.deepEqual(await read(Buffer.from('\x89PNG\n/a\n\xff\n/b\n', 'latin1')), []);
    assert.deepEqual(await read('\u0000\n/a\n'), []);
  });

  it('may be relative to the file', () => {
    const text =
      'Sitemap: /map.xml\nSitemap: news/map.xml\nSitemap: //cdn.test/m\nSitemap:\nSitemap: mailto:a@b';
    assert.deepEqual(parseRobots(text, 'https://site.test/robots.txt').sitemaps, [
      'https://site.test/map.xml',
      'https://site.test/news/map.xml',
      'https://cdn.test/m',
    ]);
  });
});
