import { strict as assert } from 'node:assert';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { ObjectField, Schema } from '../../../../src/core/schema.js';

function read(html: string, ...schema: Schema): ReturnType<typeof extractFields> {
  const doc = openDocument(
    `<html lang="en"><body><main>${html}</main></body></html>`,
    'https://site.test/shop/',
  );
  return extractFields(doc, schema, { fetchedAt: new Date('2024-06-01T00:00:00Z') });
}
const valueOf = (html: string, field: ObjectField): unknown => read(html, field).data[field.field];

const PRODUCTS: ObjectField = {
  field: 'products',
  type: 'array<object>',
  fields: [
    { field: 'name', type: 'string' },
    { field: 'price', type: 'float' },
    { field: 'url', type: 'string' },
    { field: 'added', type: 'date' },
  ],
};

const TITLES = ['Red kettles are back', 'How tea is made', 'The last of the copper pots'];

const card = (n: number, price: string | null): string =>
  `<div class="card"><h3 class="name"><a href="/p/${n}">Kettle of model ${'ABCDEFGH'[n]}</a></h3>
   ${price === null ? '' : `<span class="price">${price}</span>`}<time datetime="2024-03-1${n}">some day</time></div>`;
const thing = (n: number, price: number | null): object => ({
  name: `Kettle of model ${'ABCDEFGH'[n]}`,
  price,
  url: `https://site.test/p/${n}`,
  added: `2024-03-1${n}`,
});

describe('things that a page shows', () => {
  it('are its cards, with null where a card has a gap', () => {
    const html = `<div>${card(1, '$10.50')}${card(2, null)}${card(3, '$7.00')}${card(4, '$9.25')}</div>`;
    const { data, evidence, warnings, structured } = read(html, PRODUCTS);
    assert.deepEqual(data, { products: [thing(1, 10.5), thing(2, null), thing(3, 7), thing(4, 9.25)] });
    assert.equal(evidence['products']?.rule, 'group.rows');
    assert.equal(evidence['products'].items, 4);
    assert.equal(structured, false);
    assert.deepEqual(warnings, ["coerced 'products.price' from '$10.50' to 10.5"]);
  });

  it('are the rows of a table', () => {
    const row = (...cells: string[]): string =>
      `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    const html = `<table><tr><th>Name</th><th>Qty</th><th>Price</th></tr>${row('Bolt', '12', '0.20 EUR')}
      ${row('Nut', '', '0.10 EUR')}${row('Washer', '200', '0.05 EUR')}</table>`;
    const field: ObjectField = {
      field: 'parts',
      type: 'array<object>',
      fields: [
        { field: 'name', type: 'string' },
        { field: 'qty', type: 'integer' },
        { field: 'price', type: 'float' },
      ],
    };
    const { data, evidence } = read(html, field);
    assert.deepEqual(data['parts'], [
      { name: 'Bolt', qty: 12, price: 0.2 },
      { name: 'Nut', qty: null, price: 0.1 },
      { name: 'Washer', qty: 200, price: 0.05 },
    ]);
    assert.equal(evidence['parts']?.rule, 'table.rows');
  });

  it('may hold a thing of their own', () => {
    const post = (n: number): string =>
      `<article class="post"><h2><a href="/t/${n}">${TITLES[n]}</a></h2>
       <p>by <span class="author">${['Ann Lee', 'Bob Ray', 'Cy Poe'][n]}</span></p></article>`;
    const field: ObjectField = {
      field: 'posts',
      type: 'array<object>',
      fields: [
        { field: 'title', type: 'string' },
        { field: 'author', type: 'object', fields: [{ field: 'name', type: 'string' }] },
        { field: 'replies', type: 'array<object>', fields: [{ field: 'text', type: 'string' }] },
      ],
    };
    const posts = valueOf(post(0) + post(1) + post(2), field) as Record<string, unknown>[];
    assert.equal(posts.length, 3);
    assert.deepEqual(posts[1], {
      title: TITLES[1],
      author: { name: 'Bob Ray' },
      replies: [],
    });
  });

  it('give way to what describes as many of them', () => {
    const items = [1, 2, 3, 4].map((n) => ({
      '@type': 'Product',
      name: `Kettle ${n}`,
      offers: { price: `${n}.5` },
    }));
    const html = `${[1, 2, 3, 4].map((n) => card(n, `$${n}.5`)).join('')}<script type="application/ld+json">${JSON.stringify(items)}</script>`;
    const fields = PRODUCTS.fields.slice(0, 2);
    assert.equal(read(html, { ...PRODUCTS, fields }).evidence['products']?.rule, 'json-ld.things');
    for (const described of [1, 2, 3]) {
      const few = `${[1, 2, 3, 4].map((n) => card(n, `$${n}.5`)).join('')}<script type="application/ld+json">${JSON.stringify(items.slice(0, described))}</script>`;
      assert.equal(read(few, { ...PRODUCTS, fields }).evidence['products']?.rule, 'group.rows');
    }
  });

  it('are none on a page about one thing', () => {
    const html =
      '<h1>Kettle</h1><p class="price">$10.50</p><p>A long text about a kettle that boils water.</p>';
    assert.deepEqual(valueOf(html, PRODUCTS), []);
  });

  it('are 2,000 at the most, which a warning tells', () => {
    const rows = (count: number): string =>
      `<table><tr><th>Name</th><th>Price</th></tr>${Array.from(
        { length: count },
        (_, at) => `<tr><td>Kettle ${at}</td><td>${at}.50</td></tr>`,
      ).join('')}</table>`;
    const names = { field: 'names', type: 'array<string>' } as const;
    const { data, warnings } = read(rows(2_100), PRODUCTS, names);
    assert.deepEqual(
      [(data['products'] as unknown[]).length, (data['names'] as unknown[]).length],
      [2_000, 2_000],
    );
    assert.deepEqual(warnings, [
      "'products' has 2000 items, the most that are read; there may be more",
      "'names' has 2000 items, the most that are read; there may be more",
    ]);
    assert.deepEqual(read(rows(1_900), PRODUCTS, names).warnings, []);
  });
});
