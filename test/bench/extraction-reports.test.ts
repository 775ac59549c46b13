import { strict as assert } from 'node:assert';
import { explain } from '../../bench/extraction/explain.js';
import { renderWorth } from '../../bench/extraction/worth.js';
import { extractFields, openDocument } from '../../src/core/extract/index.js';
import type { Schema } from '../../src/core/schema.js';

const SCHEMA: Schema = [
  { field: 'title', type: 'string' },
  { field: 'price', type: 'float' },
  { field: 'voltage', type: 'integer' },
];
const HTML = `<html><head><title>Blue kettle - Shop</title><meta property="og:title" content="Blue kettle">
  <script type="application/ld+json">{"@type":"Product","name":"Blue kettle","offers":{"price":"on request"}}</script>
  </head><body><h1>Blue kettle</h1><p>Price: 24.90 EUR</p></body></html>`;

describe("the extraction benchmark's reports", () => {
  const doc = openDocument(HTML, 'https://site.test/kettle');

  it('show every candidate, which one answers, and which cannot be read', () => {
    const text = explain(doc, SCHEMA, new Set());
    assert.match(text, /^title \(string\)\n/);
    assert.match(text, /> +heading\.confirmed +json-ld +name .* yes +Blue kettle\n/);
    assert.match(text, /^ +open-graph\.tag +open-graph +og:title .* yes +Blue kettle\n/m);
    assert.match(text, /^ +json-ld\.property +json-ld +offers\.price .* no +on request\n/m);
    assert.match(text, /^ +> +label .* yes +24\.90 EUR\n/m);
    assert.match(text, /voltage \(integer\)\n {2}no candidate\n$/);
  });

  it('show no candidate of a rule that is left out, and answer without it', () => {
    const without = new Set(['label', 'price.line'] as const);
    assert.doesNotMatch(explain(doc, SCHEMA, without), / label /);
    const { data } = extractFields(doc, SCHEMA, { fetchedAt: new Date(), without });
    assert.deepEqual(data, { title: 'Blue kettle', price: null, voltage: null });
  });

  it('count what leaving a rule out changes', () => {
    const pages = [
      { kind: 'a', data: { x: 1, y: [], z: 'z' }, changed: { x: null, y: ['y'], z: 'z' } },
      { kind: 'b', data: { x: ['p'] }, changed: { x: ['q'] } },
    ];
    const text = renderWorth(pages, new Set(['byline']));
    assert.match(text, /^Without byline:\n/);
    assert.match(text, /^ +a +3 +1 +1 +0$/m);
    assert.match(text, /^ +b +1 +0 +0 +1$/m);
    assert.match(text, /^ +all +4 +1 +1 +1$/m);
  });
});
