import assert from 'node:assert/strict';
import { findConcept } from '../../../src/core/extract/concepts.js';
import { nameKey } from '../../../src/core/extract/field-name.js';

describe('nameKey', () => {
  for (const name of ['publishedAt', 'published_at', 'published-at', 'Published At', ' PUBLISHED_AT ']) {
    it(`reads ${JSON.stringify(name)} as two words`, () => assert.equal(nameKey(name), 'published at'));
  }
  it('separates acronyms and numbers', () => assert.equal(nameKey('HTMLTitle isbn13'), 'html title isbn 13'));
  it('keeps letters of any script', () => assert.equal(nameKey('preçoTotal'), 'preço total'));
});

describe('findConcept', () => {
  for (const [first, ...others] of [
    ['price', 'Price', 'product_price', 'priceUsd', 'salePrice', 'prices'],
    ['title', 'name', 'headline', 'articleTitle', 'recipe_name', 'product-name'],
    ['publishedAt', 'datePublished', 'publication_date', 'date', 'publish-date'],
    ['ingredients', 'recipeIngredient', 'ingredient_list'],
    ['prepTime', 'prep_time', 'prep_time_minutes', 'preparation time in minutes'],
    ['ratingCount', 'rating_count', 'number of ratings'],
    ['in_stock', 'inStock', 'availability', 'isAvailable'],
  ] as const) {
    it(`knows ${others.join(', ')} as ${first}`, () => {
      const concept = findConcept(first);
      assert.ok(concept !== undefined);
      for (const other of others) assert.equal(findConcept(other), concept, other);
    });
  }

  it('does not know names of the caller’s own', () => {
    for (const name of ['foo', '', '___', 'constructor', '__proto__', 'x'.repeat(1_000)]) {
      assert.equal(findConcept(name), undefined);
    }
  });
});
