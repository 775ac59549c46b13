import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { FieldValues, ObjectField, Schema } from '../../../../src/core/schema.js';

function extract(html: string, schema: Schema): FieldValues {
  const doc = openDocument(
    `<html lang="en"><body><main>${html}</main></body></html>`,
    'https://site.test/l/',
  );
  return extractFields(doc, schema, { fetchedAt: new Date('2026-06-01T12:00:00Z') }).data;
}

const NAMES = ['Oak chair', 'Blue kettle', 'Wool scarf', 'Desk lamp'];
const RATINGS = [4.5, 3.2, 5, 4];
const COUNTS = [38, 1204, 7, 112];

function cards(stars: (rating: number, count: number) => string): string {
  return NAMES.map(
    (name, at) =>
      `<div class="card"><h3><a href="/p/${at}">${name}</a></h3>${stars(RATINGS[at] ?? 0, COUNTS[at] ?? 0)}<span class="price">$${at + 3}.50</span></div>`,
  ).join('');
}

const flat = (field: string): Schema => [
  { field: 'name', type: 'array<string>' },
  { field, type: 'array<float>' },
];

describe('ratings of cards', () => {
  const forms: Readonly<Record<string, (rating: number) => string>> = {
    'an aria-label': (rating) => `<span aria-label="${rating} out of 5 stars"></span>`,
    'an image for screen readers': (rating) =>
      `<div role="img" aria-label="Rated ${rating} out of 5"><i></i><i></i></div>`,
    'a title': (rating) => `<span class="s" title="${rating} out of 5 stars">★★★★★</span>`,
    'the text of an image': (rating) => `<img src="/s.png" alt="${rating} out of 5 stars">`,
    'a drawing': (rating) => `<svg aria-label="${rating} out of 5 stars"><path d="M0 0"></path></svg>`,
    'whole stars too': (rating) => `<span aria-label="${rating} stars"></span>`,
    'German words': (rating) => `<span title="${String(rating).replace('.', ',')} von 5 Sternen"></span>`,
    'the width of stars': (rating) => `<span class="stars" style="width: ${rating * 20}%"></span>`,
    'the width of a part of stars': (rating) =>
      `<div class="star-rating"><span style="color:red;width:${rating * 20}%">★★★★★</span></div>`,
  };
  for (const [form, stars] of Object.entries(forms)) {
    it(`are read from ${form}`, () => {
      for (const field of ['rating', 'ratings', 'stars', 'score'])
        assert.deepEqual(extract(cards(stars), flat(field)), { name: NAMES, [field]: RATINGS });
    });
  }

  const things: ObjectField = {
    field: 'products',
    type: 'array<object>',
    fields: [
      { field: 'name', type: 'string' },
      { field: 'rating', type: 'float' },
      { field: 'rating_count', type: 'integer' },
    ],
  };

  it('are read with their counts, for flat lists and for objects', () => {
    const html = cards(
      (rating, count) => `<span aria-label="${rating} out of 5 stars, ${count} ratings"></span>`,
    );
    assert.deepEqual(extract(html, [...flat('rating'), { field: 'rating_count', type: 'array<integer>' }]), {
      name: NAMES,
      rating: RATINGS,
      rating_count: COUNTS,
    });
    assert.deepEqual(
      extract(html, [things])['products'],
      NAMES.map((name, at) => ({
        name,
        rating: RATINGS[at],
        rating_count: COUNTS[at],
      })),
    );
  });

  it('are null in the cards without one', () => {
    const html = cards((rating, count) =>
      count === 7 ? '' : `<span title="${rating} out of 5 stars"></span> <span>(${count})</span>`,
    );
    const found = extract(html, [things])['products'] as { rating: number | null }[];
    assert.deepEqual(
      found.map(({ rating }) => rating),
      [4.5, 3.2, null, 4],
    );
  });

  it('are no stars to choose from, nor other widths', () => {
    const choice = [1, 2, 3, 4, 5].map((star) => `<a href="#" title="${star} stars">★</a>`).join('');
    assert.deepEqual(
      extract(
        cards(() => `<div class="vote">${choice}</div>`),
        flat('rating'),
      )['rating'],
      [],
    );
    const bar = (rating: number): string =>
      `<div class="rating-bar"><span style="width: ${rating * 20}%"></span></div><div style="width: 33%"></div>`;
    assert.deepEqual(extract(cards(bar), flat('rating'))['rating'], []);
  });
});
