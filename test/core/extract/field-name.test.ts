import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findConcept } from '../../../src/core/extract/find-concept.js';
import { nameKey, wordsOf } from '../../../src/core/extract/field-name.js';
import { fold } from '../../../src/core/extract/structure/heading.js';

describe('nameKey', () => {
  for (const name of ['publishedAt', 'published_at', 'published-at', 'Published At', ' PUBLISHED_AT ']) {
    it(`reads ${JSON.stringify(name)} as two words`, () => assert.equal(nameKey(name), 'published at'));
  }
  it('separates acronyms and numbers', () => assert.equal(nameKey('HTMLTitle isbn13'), 'html title isbn 13'));
  it('keeps letters of any script', () => assert.equal(nameKey('preçoTotal'), 'preço total'));
});

describe('texts without letters beyond ASCII', () => {
  const ascii = fc.string({ unit: fc.constantFrom(...'aAbBzZ019_-. /\n'), maxLength: 24 });

  it('are split into words as they are beside others', () => {
    fc.assert(fc.property(ascii, (text) => assert.deepEqual([...wordsOf(text), 'é'], wordsOf(`${text} é`))));
  });
  it('are folded as they are beside others', () => {
    fc.assert(fc.property(ascii, (text) => assert.equal(`${fold(text)}é`, fold(`${text}é`))));
  });
});

describe('findConcept', () => {
  for (const [first, ...others] of [
    ['price', 'Price', 'product_price', 'priceUsd', 'salePrice', 'prices'],
    ['title', 'name', 'headline', 'articleTitle', 'recipe_name', 'product-name'],
    ['publishedAt', 'datePublished', 'publication_date', 'date', 'publish-date'],
    ['ingredients', 'recipeIngredient', 'ingredient_list', 'what_you_need', 'zutaten'],
    ['prepTime', 'prep_time', 'prep_time_minutes', 'preparation time in minutes', 'prep_minutes'],
    ['ratingCount', 'rating_count', 'number of ratings', 'numRatings', 'total_votes'],
    ['bedrooms', 'num_bedrooms', 'bedroomCount', 'nr of bedrooms', 'numberOfBedrooms'],
    ['property_type', 'typeOfProperty', 'kind_of_property'],
    ['image', 'picture_url', 'photoLink', 'hero_image_url'],
    ['tags', 'tag_list', 'keywordTags', 'Schlagwörter'],
    ['isbn', 'isbn_number', 'isbn13'],
    ['author', 'autor', 'auteur', 'name_of_author'],
    ['in_stock', 'inStock', 'availability', 'isAvailable'],
    ['list_price', 'regular_price', 'originalPrice', 'old_price', 'rrp'],
  ] as const) {
    it(`knows ${others.join(', ')} as ${first}`, () => {
      const concept = findConcept(first);
      assert.ok(concept !== undefined);
      for (const other of others) assert.equal(findConcept(other), concept, other);
    });
  }

  it('takes no address of something for the thing, nor one thing for another', () => {
    for (const name of ['author_url', 'brandLink', 'image_count', 'ingredient amount'])
      assert.equal(findConcept(name), undefined, name);
  });

  it('does not know names of the caller’s own', () => {
    for (const name of [
      'foo',
      '',
      '___',
      'constructor',
      '__proto__',
      'x'.repeat(1_000),
      'code',
      'data',
      'norm',
    ]) {
      assert.equal(findConcept(name), undefined);
    }
  });
});
