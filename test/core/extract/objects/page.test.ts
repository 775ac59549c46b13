import { strict as assert } from 'node:assert';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { ObjectField, Schema } from '../../../../src/core/schema.js';

const URL = 'https://site.test/shop/';

function read(html: string, ...schema: Schema): ReturnType<typeof extractFields> {
  return extractFields(openDocument(html, URL), schema, { fetchedAt: new Date('2024-06-01T00:00:00Z') });
}
const valueOf = (html: string, field: ObjectField): unknown => read(html, field).data[field.field];
const jsonLd = (...nodes: object[]): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes })}</script>`;

const PRODUCTS: ObjectField = {
  field: 'products',
  type: 'array<object>',
  fields: [
    { field: 'name', type: 'string' },
    { field: 'price', type: 'float' },
    { field: 'inStock', type: 'boolean' },
  ],
};
const RED = {
  '@type': 'Product',
  name: 'Red kettle',
  offers: { price: '31.00', availability: 'https://schema.org/InStock' },
};
const BLUE = { '@type': 'Product', name: 'Blue kettle', url: '/blue' };
const KETTLES = [
  { name: 'Red kettle', price: 31, inStock: true },
  { name: 'Blue kettle', price: null, inStock: null },
];
const AUTHOR: ObjectField = {
  field: 'author',
  type: 'object',
  fields: [
    { field: 'name', type: 'string' },
    { field: 'url', type: 'string' },
  ],
};

describe('lists of things on a page', () => {
  it('come from an ItemList', () => {
    const list = {
      '@type': 'ItemList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, item: RED },
        { '@type': 'ListItem', position: 2, item: BLUE },
      ],
    };
    const html = jsonLd(
      list,
      { '@type': 'WebSite', name: 'Shop' },
      { '@type': 'Organization', name: 'Shop' },
    );
    const { data, evidence, structured } = read(html, PRODUCTS);
    assert.deepEqual(data, { products: KETTLES });
    assert.equal(structured, true);
    assert.equal(evidence['products']?.rule, 'json-ld.things');
    assert.equal(evidence['products'].items, 2);
  });

  it('come from alike things that stand by themselves, in any markup', () => {
    assert.deepEqual(valueOf(jsonLd(RED, BLUE), PRODUCTS), KETTLES);
    const item = (name: string, more: string): string =>
      `<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">${name}</b>${more}</div>`;
    const offer =
      '<p itemprop="offers" itemscope itemtype="https://schema.org/Offer"><i itemprop="price">31.00</i><link itemprop="availability" href="https://schema.org/InStock"></p>';
    assert.deepEqual(valueOf(item('Red kettle', offer) + item('Blue kettle', ''), PRODUCTS), KETTLES);
  });

  it('are what belongs to the thing that the page is about', () => {
    const reviews: ObjectField = {
      field: 'reviews',
      type: 'array<object>',
      fields: [
        { field: 'author', type: 'string' },
        { field: 'rating', type: 'integer' },
        { field: 'text', type: 'string' },
        { field: 'published', type: 'date' },
      ],
    };
    const review = [
      {
        '@type': 'Review',
        author: { name: 'Ann' },
        reviewRating: { ratingValue: 5 },
        reviewBody: 'Fine',
        datePublished: '2024-03-14',
      },
      { '@type': 'Review', author: 'Bob', reviewBody: 'Hm' },
    ];
    assert.deepEqual(valueOf(jsonLd({ ...RED, review }), reviews), [
      { author: 'Ann', rating: 5, text: 'Fine', published: '2024-03-14' },
      { author: 'Bob', rating: null, text: 'Hm', published: null },
    ]);
  });

  it("come from the scripts' state", () => {
    const state = {
      props: {
        pageProps: { items: [{ name: 'Red kettle', price: 31, inStock: true }, { name: 'Blue kettle' }] },
      },
    };
    const html = `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify(state)}</script>`;
    const { data, structured } = read(html, PRODUCTS);
    assert.deepEqual(data, { products: KETTLES });
    assert.equal(structured, false);
  });

  it('are [] where there are none, and breadcrumbs are no products', () => {
    const crumb = { '@type': 'ListItem', position: 1, name: 'Home', item: 'https://site.test/' };
    const crumbs = {
      '@type': 'BreadcrumbList',
      itemListElement: [crumb, { ...crumb, position: 2, name: 'Shop' }],
    };
    assert.deepEqual(
      valueOf(jsonLd(crumbs), { ...PRODUCTS, fields: [{ field: 'name', type: 'string' }] }),
      [],
    );
    assert.deepEqual(valueOf('<p>Nothing</p>', PRODUCTS), []);
  });

  it('stand beside other fields without changing them', () => {
    const html = `<title>Kettles</title><h1>Kettles</h1>${jsonLd(RED, BLUE)}`;
    const { data } = read(html, { field: 'title', type: 'string' }, PRODUCTS);
    assert.deepEqual(data, { title: 'Kettles', products: KETTLES });
  });
});

describe('one thing on a page', () => {
  it('is what the page describes under its name', () => {
    const author = { '@type': 'Person', name: 'Ann Lee', url: '/ann' };
    const article = { '@type': 'Article', headline: 'Tea', author };
    assert.deepEqual(valueOf(jsonLd(article), AUTHOR), { name: 'Ann Lee', url: 'https://site.test/ann' });
    const byId = jsonLd({ ...article, author: { '@id': '#ann' } }, { ...author, '@id': '#ann' });
    assert.deepEqual(valueOf(byId, AUTHOR), { name: 'Ann Lee', url: 'https://site.test/ann' });
    assert.deepEqual(valueOf(jsonLd({ ...article, author: 'Ann Lee' }), AUTHOR), {
      name: 'Ann Lee',
      url: null,
    });
  });

  it('has parts that its name is left out of', () => {
    const address: ObjectField = {
      field: 'address',
      type: 'object',
      fields: [
        { field: 'street', type: 'string' },
        { field: 'city', type: 'string' },
        { field: 'zip', type: 'string' },
      ],
    };
    const place = {
      '@type': 'Hotel',
      name: 'Inn',
      address: { '@type': 'PostalAddress', streetAddress: '1 High St', addressLocality: 'Bath' },
    };
    assert.deepEqual(valueOf(jsonLd(place), address), { street: '1 High St', city: 'Bath', zip: null });
  });

  it('is found in what the page shows of it', () => {
    const html = '<h1>Tea</h1><p>Author name: Ann Lee</p><p>Price: 3 EUR</p><p>Lead time: 3 days</p>';
    assert.deepEqual(valueOf(html, AUTHOR), { name: 'Ann Lee', url: null });
    const order: ObjectField = {
      field: 'order',
      type: 'object',
      fields: [
        { field: 'price', type: 'float' },
        { field: 'lead_time', type: 'string' },
      ],
    };
    assert.deepEqual(valueOf(html, order), { price: 3, lead_time: '3 days' });
  });

  it("has the page's own name only when it is the page's own thing", () => {
    const fields = [{ field: 'name', type: 'string' as const }];
    const html = '<title>Tea</title><h1>Tea</h1>';
    assert.equal(valueOf(html, { field: 'seller', type: 'object', fields }), null);
    assert.deepEqual(valueOf(html, { field: 'product', type: 'object', fields }), { name: 'Tea' });
    assert.deepEqual(valueOf(html, { field: 'details', type: 'object', fields }), { name: 'Tea' });
  });
});
