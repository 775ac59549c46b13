import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { createSitemapReader, type SitemapEntry } from '../../../src/core/crawl/sitemap.js';
import { MAX_URL_LENGTH } from '../../../src/core/url.js';

interface ReadOptions {
  readonly maxEntries?: number;
  readonly maxBytes?: number;
  readonly chunk?: number;
}

async function read(
  content: string | Uint8Array,
  { chunk, ...limits }: ReadOptions = {},
): Promise<{ locs: string[]; entries: SitemapEntry[]; full: boolean }> {
  const entries: SitemapEntry[] = [];
  const reader = createSitemapReader({ ...limits, onEntry: (entry) => entries.push(entry) });
  const bytes = Buffer.from(content as Uint8Array);
  const size = chunk ?? Math.max(bytes.length, 1);
  for (let at = 0; at < bytes.length; at += size) await reader.write(bytes.subarray(at, at + size));
  await reader.end();
  return { locs: entries.map(({ loc }) => loc), entries, full: reader.full };
}

const A = 'https://site.test/a';
const B = 'https://site.test/b';
const urlset = (...urls: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls
    .map((url) => `<url><loc>${url}</loc><lastmod>2026-01-01</lastmod></url>\n`)
    .join('')}</urlset>`;

describe('createSitemapReader', () => {
  it('reads the pages of a urlset', async () => {
    const { entries, full } = await read(urlset(A, ` \n${B}\n `));
    assert.deepEqual(entries, [
      { kind: 'url', loc: A },
      { kind: 'url', loc: B },
    ]);
    assert.equal(full, false);
  });

  it('reads the sitemaps of an index', async () => {
    const index = `<sitemapindex><sitemap><loc>${A}.xml.gz</loc></sitemap></sitemapindex>`;
    assert.deepEqual((await read(index)).entries, [{ kind: 'sitemap', loc: `${A}.xml.gz` }]);
  });

  it('reads a list with one URL per line', async () => {
    const { entries } = await read(`${A}\r\n\n  ${B}\t\nnot a URL\nftp://x.test/\nHTTPS://c.test/\u00fc`);
    assert.deepEqual(
      entries.map(({ kind, loc }) => [kind, loc]),
      [A, B, 'HTTPS://c.test/\u00fc'].map((loc) => ['url', loc]),
    );
  });

  const readable: readonly (readonly [what: string, content: string | Uint8Array])[] = [
    ['a byte order mark', `\uFEFF${urlset(A, B)}`],
    ['a byte order mark before a list', `\uFEFF${A}\n${B}`],
    ['UTF-16', Buffer.from(`\uFEFF${urlset(A, B)}`, 'utf16le')],
    ['blanks before the document', `\n\n  ${urlset(A, B)}`],
    ['CDATA', urlset(`<![CDATA[${A}]]>`, `https://<![CDATA[site.test]]>/b`)],
    [
      'prefixes',
      `<sm:urlset xmlns:sm="x"><sm:url><sm:loc>${A}</sm:loc></sm:url><sm:url><sm:loc>${B}</sm:loc></sm:url></sm:urlset>`,
    ],
    ['names in another case', `<URLSET><URL><LOC>${A}</LOC></URL><Url><Loc>${B}</Loc></Url></URLSET>`],
    [
      'comments and unknown elements',
      `<urlset><!-- <loc>${B}x</loc> --><x/><url><y>1</y><loc>${A}</loc></url><url><loc>${B}</loc></url>`,
    ],
    ['elements that are never closed', `<urlset><url><loc>${A}</url><url><loc>${B}</loc><priority>`],
    [
      'elements that were never opened',
      `<urlset></x></url><url><loc>${A}</loc></z></url><loc>${B}</loc></urlset>`,
    ],
    [
      'the locations of images and alternates',
      urlset(
        `${A}</loc><image:image><image:loc>https://i.test/1</image:loc></image:image><xhtml:link href="https://x.test/"/><loc>${B}`,
      ),
    ],
    [
      'attributes',
      `<urlset a='<loc>'><url x="1"><loc y="2">${A}</loc></url><url><loc>${B}</loc></url></urlset>`,
    ],
    [
      'a document cut short',
      `${urlset(A, B).replace('</urlset>', '')}<url><loc>https://site.test/half-of-a-na`,
    ],
    ['gzip', gzipSync(urlset(A, B))],
    [
      'gzip in several members',
      Buffer.concat([gzipSync(urlset(A).replace('</urlset>', '')), gzipSync(urlset(B))]),
    ],
    ['gzip padded with zeros', Buffer.concat([gzipSync(urlset(A, B)), Buffer.alloc(100)])],
  ];
  for (const [what, content] of readable) {
    for (const chunk of [undefined, 1, 7]) {
      it(`copes with ${what}, ${chunk === undefined ? 'whole' : `${chunk} bytes at a time`}`, async () => {
        assert.deepEqual((await read(content, chunk === undefined ? {} : { chunk })).locs, [A, B]);
      });
    }
  }

  it('decodes entities', async () => {
    const { locs } = await read(
      urlset('https://site.test/?a=1&amp;b=&#50;&#x33;', 'https://site.test/&lt;&apos;&quot;'),
    );
    assert.deepEqual(locs, ['https://site.test/?a=1&b=23', 'https://site.test/<\'"']);
  });

  it('passes over locations that are no URL', async () => {
    const long = `https://site.test/${'a'.repeat(MAX_URL_LENGTH)}`;
    assert.deepEqual(
      (await read(urlset('', '/relative', 'javascript:x', long, 'https://site.test/\0', A))).locs,
      [A],
    );
    assert.deepEqual((await read(`${long}\n${long}`, { chunk: 1_000 })).locs, []);
  });

  it('finds nothing in a page of HTML', async () => {
    assert.deepEqual(
      (await read('<!doctype html><html><a href="https://site.test/">https://site.test/</a>')).locs,
      [],
    );
  });

  it('stops at the number of entries', async () => {
    const urls = Array.from({ length: 10 }, (_, i) => `https://site.test/${i}`);
    for (const content of [urlset(...urls), urls.join('\n'), gzipSync(urlset(...urls))]) {
      for (const chunk of [1, 10_000]) {
        const { locs, full } = await read(content, { maxEntries: 4, chunk });
        assert.deepEqual(locs, urls.slice(0, 4));
        assert.equal(full, true);
      }
    }
  });

  it('stops at the number of bytes, and tells no URL that this cuts in two', async () => {
    const urls = Array.from({ length: 10 }, (_, i) => `https://site.test/page-${i}`);
    for (const content of [
      urlset(...urls),
      urls.join('\n'),
      gzipSync(urlset(...urls)),
      gzipSync(urls.join('\n')),
    ]) {
      for (let maxBytes = 1; maxBytes < 400; maxBytes += 1) {
        const { locs } = await read(content, { maxBytes });
        assert.deepEqual(locs, urls.slice(0, locs.length));
      }
    }
  });

  it('reads what a truncated gzip file holds', async () => {
    const urls = Array.from({ length: 5_000 }, (_, i) => `https://site.test/${(i * 7_919) % 100_003}`);
    const bytes = gzipSync(urlset(...urls));
    const { locs } = await read(bytes.subarray(0, bytes.length / 2), { chunk: 500 });
    assert.ok(locs.length > 1_000 && locs.length < 4_000, `${locs.length} entries`);
    assert.deepEqual(locs, urls.slice(0, locs.length));
  });

  it('reads what a damaged gzip file holds before the damage', async () => {
    const urls = Array.from({ length: 20_000 }, (_, i) => `https://site.test/${(i * 7_919) % 100_003}`);
    const bytes = gzipSync(urlset(...urls));
    bytes.fill(0xff, bytes.length - 1_000, bytes.length - 500);
    const { locs } = await read(bytes);
    assert.ok(locs.length > 10_000, `${locs.length} entries`);
    assert.deepEqual(locs.slice(0, 10_000), urls.slice(0, 10_000));
  });

  it('ends a decompression bomb at its limit', async function () {
    this.timeout(20_000);
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, `${A}\n`));
    const before = process.memoryUsage().rss;
    const { locs, full } = await read(bomb, { maxBytes: 1_000_000, maxEntries: 1_000_000 });
    assert.equal(full, true);
    assert.equal(locs.length, Math.floor(1_000_000 / (A.length + 1)));
    assert.ok(process.memoryUsage().rss - before < 100_000_000);
  });

  it('reads nesting to its end', async () => {
    const nested = [
      await read(`<urlset>${'<a>'.repeat(3_000_000)}`),
      await read(`<urlset>${'<a>'.repeat(60)}${'</b>'.repeat(1_000_000)}`),
      await read(`<urlset>${'<url>'.repeat(1_000_000)}`, { chunk: 65_536 }),
    ];
    assert.deepEqual(
      nested.map(({ locs }) => locs),
      [[], [], []],
    );
  });

  it('never throws, whatever the bytes', async () => {
    const part = fc.constantFrom(
      '<url>',
      '<loc>',
      A,
      '</loc>',
      '</url>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&#x',
      ';',
      '<',
      '"',
      '\n',
    );
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .uint8Array({ maxLength: 200 })
        .map((bytes) => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), bytes])),
      fc.array(part, { maxLength: 20 }).map((parts) => Buffer.from(parts.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(content, fc.integer({ min: 1, max: 50 }), async (bytes, chunk) => {
        const { locs } = await read(bytes, { chunk });
        for (const loc of locs) assert.match(loc, /^https?:/i);
      }),
      { numRuns: 1_000 },
    );
  });

  it('can be ended twice, and before anything is written', async () => {
    const reader = createSitemapReader({ onEntry: () => assert.fail('nothing was written') });
    await reader.end();
    await reader.end();
    assert.equal(reader.full, false);
  });
});
