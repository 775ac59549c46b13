import { strict as assert } from 'node:assert';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { FieldType } from '../../../../src/core/schema.js';

function read(html: string, fields: Readonly<Record<string, FieldType>>): ReturnType<typeof extractFields> {
  const schema = Object.entries(fields).map(([field, type]) => ({ field, type }));
  const doc = openDocument(`<html lang="en"><body>${html}</body></html>`, 'https://site.test/shop/');
  return extractFields(doc, schema, { fetchedAt: new Date('2024-06-01T00:00:00Z') });
}

const KETTLES = [
  { name: 'Red kettle', price: 31.5 },
  { name: 'Blue kettle', price: null },
  { name: 'Steel pot', price: 12 },
];
const ASKED = { product_names: 'array<string>', product_prices: 'array<float>' } as const;
const ANSWER = { product_names: ['Red kettle', 'Blue kettle', 'Steel pot'], product_prices: [31.5, 12] };

const jsonLd = (...nodes: readonly object[]): string =>
  nodes
    .map((node) => JSON.stringify({ '@context': 'https://schema.org', ...node }))
    .map((text) => `<script type="application/ld+json">${text}</script>`)
    .join('');
const products = KETTLES.map(({ name, price }) => ({
  '@type': 'Product',
  name,
  sku: name.toUpperCase(),
  ...(price === null ? {} : { offers: { '@type': 'Offer', price } }),
}));
const itemList = {
  '@type': 'ItemList',
  itemListElement: products.map((item, at) => ({ '@type': 'ListItem', position: at + 1, item })),
};

describe('array fields of things that the page describes', () => {
  it('are the columns of an ItemList, a graph, or several things of a kind', () => {
    for (const html of [jsonLd(itemList), jsonLd({ '@graph': products }), jsonLd(...products)])
      assert.deepEqual(read(html, ASKED).data, ANSWER, html);
  });

  it('are those of a list in the state of scripts', () => {
    const state = { props: { page: { products: KETTLES, menu: [{ name: 'Home' }, { name: 'Tea' }] } } };
    const filled = { ...state, props: { page: { ...state.props.page, products: KETTLES.map(priced) } } };
    const html = `<script type="application/json">${JSON.stringify(filled)}</script>`;
    assert.deepEqual(read(html, ASKED).data, { ...ANSWER, product_prices: [31.5, 20, 12] });
  });

  it('tell where they come from', () => {
    const { evidence } = read(jsonLd(itemList), ASKED);
    assert.equal(evidence['product_names']?.rule, 'json-ld.column');
    assert.equal(evidence['product_names']?.source, 'json-ld');
  });

  it('are those that the page shows, where it shows more', () => {
    const cards = ['Red kettle', 'Blue kettle', 'Steel pot', 'Iron pan', 'Whisk']
      .map(
        (name, at) => `<div class="card"><h3><a href="/p/${at}">${name}</a></h3><p>$${at + 10}.50</p></div>`,
      )
      .join('');
    const { data } = read(`${jsonLd(itemList)}<main>${cards}</main>`, ASKED);
    assert.deepEqual(data['product_prices'], [10.5, 11.5, 12.5, 13.5, 14.5]);
  });

  it('are no parts of one thing, and no menu', () => {
    const kettle = {
      '@type': 'Product',
      name: 'Red kettle',
      image: [
        { '@type': 'ImageObject', name: 'Front', url: '/1.png' },
        { '@type': 'ImageObject', name: 'Back', url: '/2.png' },
      ],
    };
    const asked = { names: 'array<string>', urls: 'array<string>' } as const;
    assert.deepEqual(read(jsonLd(kettle), asked).data, { names: [], urls: [] });
    const menu = { menu: ['Home', 'Tea', 'Help'].map((title) => ({ title })), padding: 'x'.repeat(100) };
    const html = `<script type="application/json">${JSON.stringify(menu)}</script>`;
    assert.deepEqual(read(html, { titles: 'array<string>' }).data, { titles: [] });
  });
});

const priced = ({ name, price }: (typeof KETTLES)[number]): object => ({ name, price: price ?? 20 });
