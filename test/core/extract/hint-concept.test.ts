import assert from 'node:assert/strict';
import { findConcept } from '../../../src/core/extract/find-concept.js';
import { conceptInHint } from '../../../src/core/extract/hint-concept.js';

describe('conceptInHint', () => {
  for (const [field, ...hints] of [
    ['price', 'The price of the product', 'Current price in USD', 'product price including tax'],
    ['published_at', 'date the article was published', 'when it was published', 'publication date'],
    ['author', 'The name of the author, as shown.', 'full name of the author'],
    ['rating', 'star rating out of 5', 'Average rating (of all readers)'],
    ['ingredients', 'list of ingredients'],
    ['in_stock', 'whether the product is in stock', 'availability'],
    ['bedrooms', 'how many bedrooms', 'number of bedrooms'],
    ['image', 'URL of the main image', 'image URL'],
    ['city', 'city where the property is'],
    ['title', 'the main title of the page'],
    ['sku', 'SKU or product code'],
  ] as const) {
    for (const hint of hints)
      it(`reads "${hint}" as ${field}`, () => assert.equal(conceptInHint(hint), findConcept(field)));
  }

  it('is bounded for hostile hints', () => {
    assert.equal(conceptInHint('name of '.repeat(200)), findConcept('name'));
  });

  it('knows no more than the name says', () => {
    for (const hint of [
      'author biography',
      'price history of the last year',
      'image caption',
      'Member price if shown.',
      'anything that is blue',
      '',
      'of the',
    ])
      assert.equal(conceptInHint(hint), undefined, hint);
  });
});
