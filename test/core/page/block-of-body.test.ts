import assert from 'node:assert/strict';
import { getElementsByTagName } from 'domutils';
import fc from 'fast-check';
import { createExtractor } from '../../../src/adapters/extractor.js';
import { openDocument } from '../../../src/core/extract/index.js';
import { parseHtml, parseHtmlUntil } from '../../../src/core/extract/parse-html.js';
import { decodeText } from '../../../src/core/html/decode.js';
import { blockOf, MAX_WALL_CHARS } from '../../../src/core/page/block.js';
import { blockOfBody } from '../../../src/core/page/block-of-body.js';
import { INNOCENTS } from './innocents.js';
import { page, paragraphs, URL_OF_PAGE, type Vector } from './vectors.js';
import { WALLS } from './walls.js';

const VECTORS: readonly Vector[] = [...WALLS, ...INNOCENTS];

/** Both judgements of one page: of all of it, and of as much as it takes. */
function bothOf(vector: Vector, body: Uint8Array, start?: Parameters<typeof blockOfBody>[1]) {
  const { status = 200, headers = {}, requested = URL_OF_PAGE, final = requested } = vector;
  const asked = { status, headers, requestedUrl: requested };
  const text = decodeText(body, headers['content-type']);
  return [
    blockOf({ ...asked, doc: openDocument(text, final) }),
    blockOfBody({ ...asked, url: final, body }, start),
  ];
}

const starts = fc.record({
  bytes: fc.oneof(fc.integer({ min: 1, max: 4_000 }), fc.constant(64 * 1024)),
  stepChars: fc.integer({ min: 1, max: 4_000 }),
});

/** Text around the bound between walls and pages with content, with what the count of visible text passes over. */
const fillers = fc
  .array(
    fc.oneof(
      fc.integer({ min: 1, max: 14 }).map(paragraphs),
      fc.integer({ min: 0, max: MAX_WALL_CHARS + 300 }).map((chars) => 'x'.repeat(chars)),
      fc.constantFrom('{{ name }}', '{{', '}}', ' ', 'é', '漢', '&amp;', '&#x41', '<!-- -->', '</p>', '<'),
      fc.constantFrom(
        '<script>',
        '</script>',
        '<template>',
        '</template>',
        '<noscript>',
        '<title>',
        '<div id="root">',
      ),
      fc.integer({ min: 0, max: 250 }).map((chars) => `{{${'n'.repeat(chars)}`),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

describe('blockOfBody', () => {
  it('says what blockOf says of every vector', () => {
    for (const vector of VECTORS) {
      const [whole, start] = bothOf(vector, Buffer.from(vector.html));
      assert.deepEqual(start, whole, vector.name);
    }
  });

  it('says what blockOf says, wherever a page is cut and whatever stands in it', () => {
    const encodings = fc.constantFrom('utf8', 'latin1', 'utf16le') as fc.Arbitrary<BufferEncoding>;
    fc.assert(
      fc.property(
        fc.constantFrom(...VECTORS),
        fillers,
        fc.double({ min: 0, max: 1, noNaN: true }),
        encodings,
        starts,
        (vector, filler, share, encoding, start) => {
          const at = Math.floor(share * vector.html.length);
          const html = `${vector.html.slice(0, at)}${filler}${vector.html.slice(at)}`;
          const mark = encoding === 'utf16le' ? '\ufeff' : '';
          const [whole, judged] = bothOf(vector, Buffer.from(mark + html, encoding), start);
          assert.deepEqual(judged, whole);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('reads no further than it takes to see that a page has content', () => {
    const wall = WALLS.find(({ rule }) => rule === 'cloudflare_check');
    assert.ok(wall !== undefined);
    const body = Buffer.from(`${page('x', paragraphs(15))}${'<p>more</p>'.repeat(500_000)}`);
    const secondsOf = (judge: () => unknown): number => {
      const startedAt = performance.now();
      judge();
      return performance.now() - startedAt;
    };
    const asked = { status: 200, headers: {}, requestedUrl: URL_OF_PAGE };
    const [start, whole] = [
      secondsOf(() => blockOfBody({ ...asked, url: URL_OF_PAGE, body })),
      secondsOf(() => blockOf({ ...asked, doc: openDocument(decodeText(body), URL_OF_PAGE) })),
    ];
    assert.ok(start * 5 < whole, `${start} ms for the start, ${whole} ms for all of 5 MB`);
  });
});

describe('parseHtmlUntil', () => {
  const shapeOf = (root: ReturnType<typeof parseHtml>): string =>
    JSON.stringify(root.children, (key, value: unknown) =>
      ['parent', 'prev', 'next', 'startIndex', 'endIndex'].includes(key) ? undefined : value,
    );

  it('gives the tree of parseHtml when it is never enough, whatever the steps', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VECTORS),
        fillers,
        fc.integer({ min: 1, max: 500 }),
        (vector, filler, step) => {
          const html = filler + vector.html;
          const tree = parseHtmlUntil(html, step, () => false);
          assert.ok(tree !== null);
          assert.equal(shapeOf(tree), shapeOf(parseHtml(html)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('stops when it is enough', () => {
    const sizes: number[] = [];
    const tree = parseHtmlUntil('<p>x</p>'.repeat(1_000), 80, (root) => {
      const { length } = getElementsByTagName('p', root);
      sizes.push(length);
      return length >= 40;
    });
    assert.equal(tree, null);
    assert.deepEqual(sizes, [10, 20, 40]);
  });
});

describe('a page of which no field is asked', () => {
  const extractor = createExtractor({
    decode: decodeText,
    pdfReader: { read: () => Promise.reject(new Error('no PDF here')) },
  });

  for (const [contentType, bodies] of [
    ['text/html', VECTORS.map(({ html }) => html)],
    ['application/json', ['{"a":[1]}', '{"a":', '', '"x"']],
  ] as const) {
    it(`is judged as one with links: ${contentType}`, async () => {
      for (const text of bodies) {
        const fetched = {
          kind: 'page' as const,
          finalUrl: URL_OF_PAGE,
          status: 200,
          headers: { 'content-type': contentType },
          contentType,
          body: Buffer.from(text),
          truncated: false,
          fetchedAt: new Date(0),
        };
        const limits = { timeoutMs: 1_000, signal: new AbortController().signal };
        const request = { schema: [], requestedUrl: URL_OF_PAGE, ...limits };
        const judged = await extractor.extract(fetched, request);
        // Where links are asked for, all of the page is read.
        const read = await extractor.extract(fetched, { ...request, links: { respectNofollow: true } });
        assert.ok(!('failure' in judged) && !('failure' in read));
        const { data, structured, evidence, unread, grounded, gaps, block, need } = read;
        assert.deepEqual(judged, {
          ...{ data, warnings: [], structured, evidence, unread },
          ...{ grounded, gaps, block, need },
        });
      }
    });
  }
});
