import assert from 'node:assert/strict';
import { createExtractor, type ExtractorDeps } from '../../../src/adapters/extractor.js';
import { ruleOutcomes, type Evidence } from '../../../src/core/evidence.js';
import { parseSelector } from '../../../src/core/select/selector.js';
import type { Schema } from '../../../src/core/schema.js';
import type { Extraction } from '../../../src/ports/extractor.js';

const SCHEMA: Schema = [
  { field: 'title', type: 'string' },
  { field: 'price', type: 'float' },
  { field: 'titles', type: 'array<string>' },
];

interface Asking {
  readonly schema?: Schema;
  readonly selectors?: Readonly<Record<string, string>>;
  readonly pdfReader?: ExtractorDeps['pdfReader'];
}

async function extract(contentType: string, text: string, asking: Asking = {}): Promise<Extraction> {
  const { schema = SCHEMA, selectors, pdfReader } = asking;
  const extractor = createExtractor({
    decode: (body) => new TextDecoder().decode(body),
    pdfReader: pdfReader ?? { read: () => Promise.reject(new Error('no PDF was expected')) },
  });
  const parsed = Object.entries(selectors ?? {}).map(([field, css]) => {
    const selector = parseSelector(field, css);
    assert.ok(selector, css);
    return selector;
  });
  const answer = await extractor.extract(
    {
      kind: 'page',
      finalUrl: 'https://site.test/x',
      status: 200,
      headers: { 'content-type': contentType },
      contentType,
      body: new TextEncoder().encode(text),
      truncated: false,
      fetchedAt: new Date('2024-06-01T00:00:00Z'),
    },
    {
      schema,
      requestedUrl: 'https://site.test/x',
      timeoutMs: 1_000,
      signal: new AbortController().signal,
      ...(selectors === undefined ? {} : { selectors: parsed }),
    },
  );
  assert.ok(!('failure' in answer));
  return answer;
}

const places = (evidence: Readonly<Record<string, Evidence>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(evidence).map(([field, { source, rule, path }]) => [field, `${source} ${rule} ${path}`]),
  );

describe('evidence', () => {
  it('points into JSON, as a JSON pointer', async () => {
    const body = { 'a/b~': { name: 'Kettle', offer: '$24.90' }, rows: [{ title: 'A' }, {}, { title: 'B' }] };
    const { data, evidence, warnings } = await extract('application/json', JSON.stringify(body), {
      schema: [...SCHEMA, { field: 'offer', type: 'float' }],
    });
    assert.deepEqual(data, { title: 'Kettle', price: null, titles: ['A', 'B'], offer: 24.9 });
    assert.deepEqual(evidence, {
      title: { rule: 'keyed.meaning', source: 'json', path: '/a~1b~0/name', raw: 'Kettle', confidence: 0.8 },
      titles: {
        ...{ rule: 'keyed.items', source: 'json', path: '/rows/*/title', raw: '["A","B"]', confidence: 0.8 },
        items: 2,
      },
      offer: { rule: 'keyed.name', source: 'json', path: '/a~1b~0/offer', raw: '$24.90', confidence: 0.9 },
    });
    assert.deepEqual(warnings, ["coerced 'offer' from '$24.90' to 24.9"]);
  });

  it('points into the first thing of a JSON list', async () => {
    const { evidence } = await extract('application/json', '[1, {"title": "A"}]');
    assert.equal(evidence['title']?.path, '/1/title');
  });

  it('points into XML by the names of its elements', async () => {
    const xml = '<shop><title>Kettles</title><item><name>A</name></item><item><name>B</name></item></shop>';
    const { evidence } = await extract('application/xml', xml);
    assert.deepEqual(places(evidence), {
      title: 'xml keyed.name /title',
      titles: 'xml keyed.items /item/*/name',
    });
  });

  it('tells what could not be read, of JSON and XML too', async () => {
    for (const [type, body] of [
      ['application/json', '{"price": "on request"}'],
      ['application/xml', '<shop><price>on request</price></shop>'],
    ] as const) {
      const { data, unread, warnings } = await extract(type, body);
      assert.equal(data['price'], null);
      assert.deepEqual(Object.keys(unread), ['price']);
      assert.equal(unread['price']?.raw, 'on request');
      assert.deepEqual(warnings, ["could not read 'price' as float from 'on request'"]);
    }
  });

  it('says of a text which line it was, as the line has it', async () => {
    const { data, evidence } = await extract('text/plain', 'Tea & "toast"\nCost: 3.50\nMade by: A & B', {
      schema: [...SCHEMA.slice(0, 2), { field: 'made by', type: 'string' }],
    });
    assert.deepEqual(data, { title: 'Tea & "toast"', price: 3.5, 'made by': 'A & B' });
    assert.deepEqual(places(evidence), {
      title: 'text text.title first line',
      price: 'text text.label Cost',
      'made by': 'text text.label Made by',
    });
    assert.equal(evidence['title']?.raw, 'Tea & "toast"');
    assert.equal(evidence['made by']?.raw, 'A & B');
  });

  it('says of a PDF what its metadata and what its lines said', async () => {
    const read = { text: 'Price: on request', facts: { title: 'Kettle' }, pages: 1, pagesRead: 1 };
    const { evidence, unread } = await extract('application/pdf', '', {
      pdfReader: { read: async () => ({ kind: 'text', ...read }) },
    });
    assert.deepEqual(places(evidence), { title: 'pdf text.metadata title' });
    assert.deepEqual(places(unread), { price: 'pdf text.label Price' });
  });

  it('names the selector', async () => {
    const html = '<h1> Blue  kettle </h1><a href=/a>A</a><a href=/b>B</a>';
    const selectors = { title: 'h1', links: 'a@href[]', none: 'h2' };
    const { evidence } = await extract('text/html', html, { selectors, schema: [] });
    const selector = { rule: 'selector', source: 'selector', confidence: 1 };
    assert.deepEqual(evidence, {
      title: { ...selector, path: 'h1', raw: 'Blue kettle' },
      links: { ...selector, path: 'a@href[]', raw: '["/a","/b"]', items: 2 },
    });
  });

  it('quotes long texts in part', async () => {
    const { evidence } = await extract('text/html', `<title>${'long '.repeat(50)}</title>`);
    assert.equal(evidence['title']?.raw.length, 101);
    assert.ok(evidence['title'].raw.endsWith('\u2026'));
  });

  it('is counted by rule, with one outcome for each field', async () => {
    const schema: Schema = [...SCHEMA.slice(0, 2), { field: 'weight', type: 'integer' }];
    const body = '{"title": "A", "price": "on request"}';
    const { evidence, unread } = await extract('application/json', body, { schema });
    assert.deepEqual(ruleOutcomes(schema, { evidence, unread }), [
      { rule: 'keyed.name', outcome: 'answered' },
      { rule: 'keyed.name', outcome: 'coercion_failed' },
      { rule: 'none', outcome: 'empty' },
    ]);
  });
});
