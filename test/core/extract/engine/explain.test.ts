import assert from 'node:assert/strict';
import { openDocument, extractFields } from '../../../../src/core/extract/index.js';
import { explainField } from '../../../../src/core/extract/engine/explain.js';
import { openPage } from '../../../../src/core/extract/engine/page.js';
import type { Rule } from '../../../../src/core/extract/engine/rule.js';
import type { Field } from '../../../../src/core/schema.js';

const fetchedAt = new Date('2024-06-01T12:00:00Z');
const price: Field = { field: 'price', type: 'float' };
const PAGE = `<meta property="og:price:amount" content="on request">
  <script type="application/ld+json">{"@type":"Product","name":"Kettle","offers":{"price":"24.90"}}</script>
  <h1>Kettle</h1><p class="price">&euro; 22.50</p>`;

function explain(without: readonly Rule[] = []): ReturnType<typeof explainField> {
  const doc = openDocument(PAGE, 'https://shop.test/kettle');
  return explainField(price, openPage(doc, [price], { fetchedAt, without: new Set(without) }));
}

describe('explainField', () => {
  it('lists what every rule found, by score, with what could not be read', () => {
    const found = explain();
    assert.deepEqual(
      found.map(({ rule, value }) => [rule, value]),
      [
        ['json-ld.property', 24.9],
        ['open-graph.tag', null],
        ['price.line', 22.5],
      ],
    );
    assert.deepEqual(
      found.map(({ score }) => score),
      found.map(({ score }) => score).sort((a, b) => b - a),
    );
    const [first] = found;
    assert.deepEqual(first, {
      ...{ rule: 'json-ld.property', source: 'json-ld', path: 'offers.price', raw: '24.90' },
      ...{ trust: 1, confidence: 0.95, score: 0.95, value: 24.9 },
    });
  });

  it('puts what the example shows first, as it stands, where rules would not look', () => {
    const day: Field = { field: 'published', type: 'string', example: '12 March 2024, in the morning' };
    const html = '<main><h1>News</h1><p>12 March 2024, in the morning</p></main>';
    const doc = openDocument(html, 'https://news.test/');
    const [first] = explainField(day, openPage(doc, [day], { fetchedAt }));
    assert.deepEqual([first?.rule, first?.value], ['example.place', '12 March 2024, in the morning']);
  });

  it('leaves rules out', () => {
    assert.deepEqual(
      explain(['json-ld.property', 'open-graph.tag']).map(({ rule }) => rule),
      ['price.line'],
    );
    const doc = openDocument(PAGE, 'https://shop.test/kettle');
    const without = new Set<Rule>(['json-ld.property']);
    const { data, evidence } = extractFields(doc, [price], { fetchedAt, without });
    assert.equal(data['price'], 22.5);
    assert.equal(evidence['price']?.rule, 'price.line');
  });
});
