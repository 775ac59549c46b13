import assert from 'node:assert/strict';
import {
  extractFields,
  extractFromJson,
  openDocument,
  type Fields,
} from '../../../src/core/extract/index.js';
import type { FieldType, Schema } from '../../../src/core/schema.js';

const fetchedAt = new Date('2026-06-01T12:00:00Z');
const NAMES = ['Oak chair', 'Blue kettle', 'Wool scarf'];

function cards(prices: readonly string[], field: string, type: FieldType): Fields {
  const items = NAMES.map(
    (name, at) =>
      `<li><h3><a href="/${at}">${name}</a></h3><span class="price">${prices[at] ?? ''}</span></li>`,
  );
  const doc = openDocument(`<html lang="en"><main><ul>${items.join('')}</ul></main>`, 'https://acme.test/l');
  return extractFields(doc, [{ field, type }], { fetchedAt });
}

describe('warnings of lists', () => {
  it('tell the first item that was changed, and of how many', () => {
    const { data, warnings } = cards(['$10.50', '$3.20', '$7.00'], 'price', 'array<integer>');
    assert.deepEqual(data, { price: [10, 3, 7] });
    assert.deepEqual(warnings, ["coerced 'price' from '$10.50' to 10 (3 of 3 items)"]);
  });

  it('are silent for items that are as they stand', () => {
    assert.deepEqual(cards(['10', '3', '7'], 'price', 'array<integer>').warnings, []);
    assert.deepEqual(cards(['$10', '$3', '$7'], 'price', 'array<string>').warnings, []);
  });

  it('tell the items of data that could not be read', () => {
    const read = (sizes: readonly unknown[]): Fields => {
      const schema: Schema = [{ field: 'sizes', type: 'array<integer>' }];
      const context = { url: 'https://acme.test/s.json', fetchedAt, contentType: 'application/json' };
      return extractFromJson(JSON.stringify({ sizes }), schema, context);
    };
    assert.deepEqual(read([38, 'wide', 40, 'narrow']).data, { sizes: [38, 40] });
    assert.deepEqual(read([38, 'wide', 40, 'narrow']).warnings, [
      "could not read 'sizes' as array<integer> from 'wide' (2 of 4 items)",
    ]);
    assert.deepEqual(read([38, 40]).warnings, []);
    assert.equal(read(['wide', 'narrow']).warnings.length, 1);
  });
});
