import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import { readRating } from '../../../../src/core/extract/structure/rating-text.js';
import type { Schema } from '../../../../src/core/schema.js';

const SCHEMA: Schema = [
  { field: 'rating', type: 'float' },
  { field: 'rating_count', type: 'integer' },
];

function rated(html: string): unknown[] {
  const doc = openDocument(`<title>Kettle</title><h1>Kettle</h1>${html}`, 'https://acme.test/kettle');
  const { data } = extractFields(doc, SCHEMA, { fetchedAt: new Date('2024-06-01T12:00:00Z') });
  return [data['rating'], data['rating_count']];
}

describe('a rating without markup', () => {
  const reads = (html: string, ...expected: readonly (number | null)[]): void => {
    it(`is read from ${html}`, () => assert.deepEqual(rated(html), expected));
  };

  reads('<p>4.34 from 3 votes</p>', 4.34, 3);
  reads('<p>4,8 von 5 Sternen (1.204 Bewertungen)</p>', 4.8, 1204);
  reads('<p><span>4.9</span>/5 (<span>38</span> ratings)</p>', 4.9, 38);
  reads('<p>4.96 stars (1,806 ratings)</p>', 4.96, 1806);
  reads(
    '<div class="review-bar"><div class="rating">4.8</div><div class="rating-count">(489)</div></div>',
    4.8,
    489,
  );
  reads('<div><span>4.3</span></div><div><a>11 Ratings</a></div>', 4.3, 11);
  reads('<span class="stars" aria-label="Rated 4.5 out of 5 stars"></span>', 4.5, null);
  reads('<div class="rating" data-average="4.95" data-count="39"></div>', 4.95, 39);
  reads('<div class="reviews" data-rating="5" data-total-ratings="7"></div>', 5, 7);
  reads('<p>1.2k reviews</p>', null, 1200);
  reads('<p>4,6 із 5 зірок (38 відгуків)</p>', 4.6, 38);
  reads('<p>4,7 z 5 hviezdičiek (12 hodnotení)</p>', 4.7, 12);
});

it('those who wrote are counted apart from those who rated', () => {
  const counts = (html: string): unknown => {
    const schema: Schema = ['rating_count', 'review_count'].map((field) => ({ field, type: 'integer' }));
    const doc = openDocument(`<h1>Kettle</h1>${html}`, 'https://acme.test/kettle');
    return Object.values(extractFields(doc, schema, { fetchedAt: new Date(0) }).data);
  };
  assert.deepEqual(counts('<p>1,204 ratings · 187 reviews</p>'), [1204, 187]);
  assert.deepEqual(counts('<p>4.2 of 5, 187 reviews and 1,204 ratings</p>'), [1204, 187]);
  assert.deepEqual(counts('<p>187 reviews</p>'), [187, 187]);
});

it('a rating is looked for around the heading, whatever stands above it', () => {
  const menu = `<ul class="menu">${'<li>Town</li>'.repeat(4_500)}</ul>`;
  const doc = openDocument(`${menu}<h1>Kettle</h1><p>4.34 from 3 votes</p>`, 'https://acme.test/kettle');
  const { data } = extractFields(doc, SCHEMA, { fetchedAt: new Date('2024-06-01T12:00:00Z') });
  assert.deepEqual(data, { rating: 4.34, rating_count: 3 });
});

describe('what is no rating of the page', () => {
  const isNone = (what: string, html: string): void => {
    it(what, () => assert.deepEqual(rated(html), [null, null]));
  };

  isNone(
    'stars to choose from',
    '<p class="rating"><a data-rating="1">1 star</a> <a data-rating="5">5 stars</a></p>',
  );
  isNone('what one reader gave', '<div class="review-item"><p>Rated 4.5 out of 5</p></div>');
  isNone('that of a related thing', '<div class="related"><p>4.8 out of 5 stars (12 reviews)</p></div>');
  isNone('a place in a row', '<p>Step 4/5</p><p>Page 2 of 10</p>');
  isNone('more than its scale allows', '<p>7.5 out of 5 stars</p>');
  isNone('one of two that differ', '<p>4.8/5 stars (12 votes)</p><p>3.1/5 stars (99 votes)</p>');
});

describe('readRating', () => {
  it('takes a bare number only where the element is named for ratings', () => {
    assert.equal(readRating('4.5', false), null);
    assert.deepEqual(readRating('4.5', true), { value: 4.5, count: null, says: 'nothing' });
  });
  it('is bounded for long texts', () => {
    assert.equal(readRating(`${'9.'.repeat(50_000)}x`, true), null);
  });
});
