import assert from 'node:assert/strict';
import { createExtractor, type ExtractorDeps } from '../../../src/adapters/extractor.js';
import type { FetchedPage } from '../../../src/ports/fetcher.js';
import type { Schema } from '../../../src/core/schema.js';

const SCHEMA: Schema = [
  { field: 'title', type: 'string' },
  { field: 'unitPrice', type: 'float' },
  { field: 'tags', type: 'array<string>' },
];

const page = (contentType: string, text: string): FetchedPage => ({
  kind: 'page',
  finalUrl: 'https://site.test/x',
  status: 200,
  headers: { 'content-type': contentType },
  contentType,
  body: new TextEncoder().encode(text),
  truncated: false,
  fetchedAt: new Date('2024-06-01T00:00:00Z'),
});

const request = {
  schema: SCHEMA,
  requestedUrl: 'https://site.test/x',
  timeoutMs: 1_000,
  signal: new AbortController().signal,
};
const noPdf = { read: () => Promise.reject(new Error('no PDF was expected')) };
const decode = (body: Uint8Array): string => new TextDecoder().decode(body);

async function answer(
  contentType: string,
  text: string,
  schema = SCHEMA,
  deps: Partial<ExtractorDeps> = {},
): Promise<any> {
  const extractor = createExtractor({ decode, pdfReader: noPdf, ...deps });
  return extractor.extract(page(contentType, text), { ...request, schema });
}

/** Without the text for a model, which is made on demand. */
async function plainAnswer(contentType: string, text: string): Promise<any> {
  const { forModel, ...rest } = await answer(contentType, text);
  assert.equal(typeof forModel, 'function');
  return rest;
}

describe('createExtractor', () => {
  it('reads HTML and returns what the port promises, nothing more', async () => {
    assert.deepEqual(await plainAnswer('text/html', '<title>Hi</title>'), {
      data: { title: 'Hi', unitPrice: null, tags: [] },
      warnings: [],
      structured: false,
      evidence: {
        title: { rule: 'page-title', source: 'page-title', path: 'title', raw: 'Hi', confidence: 0.5 },
      },
      unread: {},
      grounded: [],
      gaps: { missing: ['unitPrice', 'tags'], unproven: ['title'] },
      learned: null,
      block: null,
      need: null,
    });
  });

  it('reads JSON by its key names, one level down as well', async () => {
    const body = JSON.stringify({ id: 1, unit_price: '3.50', product: { name: 'Kettle', tags: ['a', 'b'] } });
    const { data, structured } = await answer('application/json', body);
    assert.deepEqual(data, { title: 'Kettle', unitPrice: 3.5, tags: ['a', 'b'] });
    assert.equal(structured, false);
  });

  it('takes the value of each thing in a list where many are asked for', async () => {
    const schema: Schema = [
      { field: 'title', type: 'string' },
      { field: 'titles', type: 'array<string>' },
      { field: 'prices', type: 'array<float>' },
      { field: 'price', type: 'float' },
    ];
    const items = [
      { title: 'Blue', price: 24.9 },
      { title: 'Red', price: 31 },
    ];
    for (const body of [
      { title: 'Kettles', items },
      { title: 'Kettles', data: { items } },
    ]) {
      const { data } = await answer('application/json', JSON.stringify(body), schema);
      assert.deepEqual(data, {
        title: 'Kettles',
        titles: ['Blue', 'Red'],
        prices: [24.9, 31],
        price: null,
      });
    }
    const { data } = await answer('application/json', JSON.stringify(items), schema);
    assert.deepEqual(data, { title: 'Blue', titles: ['Blue', 'Red'], prices: [24.9, 31], price: 24.9 });
  });

  it('keeps whole numbers as they are written, with more digits than a number can hold', async () => {
    const ids: Schema = [
      { field: 'id', type: 'string' },
      { field: 'parent', type: 'string' },
      { field: 'size', type: 'float' },
    ];
    const json = '{"id":1234567890123456789,"parent":-90071992547409931,"size":1e21}';
    const { data } = await answer('application/json', json, ids);
    assert.deepEqual(data, { id: '1234567890123456789', parent: '-90071992547409931', size: 1e21 });
  });
  it('keeps a list of the thing itself apart from those of a list of things', async () => {
    const body = JSON.stringify({ tags: ['x', 'y'], items: [{ tags: ['a'] }, { tags: ['b', 'c'] }] });
    assert.deepEqual((await answer('application/json', body)).data.tags, ['x', 'y']);
    const inItems = JSON.stringify({ items: [{ tags: ['a'] }, { tags: ['b', 'c'] }] });
    assert.deepEqual((await answer('application/json', inItems)).data.tags, ['a', 'b', 'c']);
  });

  it('reads XML by its element names, and XHTML by the rules of HTML', async () => {
    const product = '<product><name>Kettle</name><unit-price>3.50</unit-price></product>';
    assert.deepEqual((await answer('application/xml', product)).data, {
      title: 'Kettle',
      unitPrice: 3.5,
      tags: [],
    });
    const xhtml =
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Hi</title></head></html>';
    assert.equal((await answer('text/xml', xhtml)).data.title, 'Hi');
  });

  it('reads plain text by its lines', async () => {
    const { data, structured } = await answer('text/plain', 'Kettle\nUnit price: 3.50\nTags: a, b');
    assert.deepEqual(data, { title: 'Kettle', unitPrice: 3.5, tags: ['a', 'b'] });
    assert.equal(structured, false);
  });

  it('reads what the PDF reader reads, and says when that is not all', async () => {
    const pdfReader: ExtractorDeps['pdfReader'] = {
      read: async () => ({
        kind: 'text',
        text: 'Unit price: 3.50',
        facts: { title: 'Kettle' },
        pages: 9,
        pagesRead: 2,
      }),
    };
    const { data, warnings } = await answer('application/pdf', '', SCHEMA, { pdfReader });
    assert.deepEqual(data, { title: 'Kettle', unitPrice: 3.5, tags: [] });
    assert.deepEqual(warnings.at(-1), "read 2 of the PDF's 9 pages");
  });

  it('fails for a PDF that cannot be read, and blames its size when it was cut', async () => {
    const broken = { code: 'URL_UNREACHABLE', message: 'broken' } as const;
    const pdfReader: ExtractorDeps['pdfReader'] = { read: async () => ({ kind: 'failed', failure: broken }) };
    assert.deepEqual(await answer('application/pdf', '', SCHEMA, { pdfReader }), {
      kind: 'failed',
      failure: broken,
    });
    const cut = { ...page('application/pdf', ''), truncated: true };
    const extractor = createExtractor({ decode, pdfReader });
    assert.deepEqual(await extractor.extract(cut, request), {
      kind: 'failed',
      failure: {
        code: 'URL_UNREACHABLE',
        message: 'The PDF did not arrive whole, or is too large to be read.',
      },
    });
  });

  for (const [type, why] of [
    ['application/json', 'the page is application/json, but its text is not valid JSON'],
    ['application/xml', 'the page is application/xml, but its text holds no XML element'],
  ] as const) {
    it(`answers nulls and says why for broken ${type}`, async () => {
      assert.deepEqual(await plainAnswer(type, 'not {json'), {
        data: { title: null, unitPrice: null, tags: [] },
        warnings: [why],
        structured: false,
        evidence: {},
        unread: {},
        grounded: [],
        gaps: { missing: ['title', 'unitPrice', 'tags'], unproven: [] },
        block: null,
        need: null,
      });
    });
  }

  it('fails for what has no text, without decoding it', async () => {
    const deps = {
      decode: () => {
        throw new Error('decoded');
      },
    };
    assert.deepEqual(await answer('image/png', '\u0000', SCHEMA, deps), {
      kind: 'failed',
      failure: {
        code: 'URL_UNREACHABLE',
        message: 'The page is image/png, which has no text that can be read.',
        reason: 'no_text',
      },
    });
    await assert.rejects(answer('text/html', '', SCHEMA, deps), /decoded/);
  });
});
