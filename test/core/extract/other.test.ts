import assert from 'node:assert/strict';
import { createExtractor } from '../../../src/adapters/extractor.js';
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

const extractor = createExtractor({ decode: (body) => new TextDecoder().decode(body) });

const asks = {
  schema: SCHEMA,
  requestedUrl: 'https://site.test/x',
  timeoutMs: 10_000,
  signal: new AbortController().signal,
};

describe('createExtractor', () => {
  it('reads HTML and returns what the port promises, nothing more', async () => {
    const answer = await extractor.extract(page('text/html', '<title>Hi</title>'), asks);
    assert.deepEqual(answer, {
      data: { title: 'Hi', unitPrice: null, tags: [] },
      warnings: [],
      structured: false,
      grounded: [],
      block: null,
      need: null,
    });
  });

  it('reads JSON by its key names, one level down as well', async () => {
    const body = JSON.stringify({ id: 1, unit_price: '3.50', product: { name: 'Kettle', tags: ['a', 'b'] } });
    const answer = await extractor.extract(page('application/json', body), asks);
    assert.ok('data' in answer);
    const { data, structured } = answer;
    assert.deepEqual(data, { title: 'Kettle', unitPrice: 3.5, tags: ['a', 'b'] });
    assert.equal(structured, false);
  });

  for (const [type, why] of [
    ['application/pdf', 'the page is application/pdf, which has no fields to read'],
    ['text/plain', 'the page is text/plain, which has no fields to read'],
    ['application/xml', 'the page is application/xml, which has no fields to read'],
    ['application/json', 'the page is application/json, but its text is not valid JSON'],
  ] as const) {
    it(`answers nulls and says why for ${type}`, async () => {
      const answer = await extractor.extract(page(type, 'not {json'), asks);
      assert.deepEqual(answer, {
        data: { title: null, unitPrice: null, tags: [] },
        warnings: [why],
        structured: false,
        grounded: ['title', 'unitPrice', 'tags'],
        block: null,
        need: null,
      });
    });
  }

  it('does not decode what it does not read', async () => {
    const strict = createExtractor({
      decode: () => {
        throw new Error('decoded');
      },
    });
    await strict.extract(page('image/png', '\u0000'), asks);
    await assert.rejects(strict.extract(page('text/html', ''), asks), /decoded/);
  });
});
