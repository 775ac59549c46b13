import { strict as assert } from 'node:assert';
import { extractFromJson, extractFromXml, xmlRoot } from '../../../../src/core/extract/index.js';
import type { ObjectField, Schema } from '../../../../src/core/schema.js';

const context = {
  url: 'https://site.test/api',
  contentType: 'application/json',
  fetchedAt: new Date('2024-06-01T00:00:00Z'),
};
const read = (body: unknown, ...schema: Schema): ReturnType<typeof extractFromJson> =>
  extractFromJson(JSON.stringify(body), schema, context);
const valueOf = (body: unknown, field: ObjectField): unknown => read(body, field).data[field.field];

const PRODUCTS: ObjectField = {
  field: 'products',
  type: 'array<object>',
  fields: [
    { field: 'name', type: 'string' },
    { field: 'price', type: 'float' },
    { field: 'tags', type: 'array<string>' },
  ],
};
const RED = { name: 'Red kettle', price: '31.00 EUR', tags: ['steel'] };
const BLUE = { name: 'Blue kettle', tags: [] };
const KETTLES = [
  { name: 'Red kettle', price: 31, tags: ['steel'] },
  { name: 'Blue kettle', price: null, tags: [] },
];

describe('objects in JSON', () => {
  it('are read from the list that has their name, with gaps as null and []', () => {
    const body = {
      total: 2,
      users: [{ name: 'Ann' }, { name: 'Bob' }, { name: 'Cy' }],
      products: [RED, BLUE],
    };
    assert.deepEqual(valueOf(body, PRODUCTS), KETTLES);
  });

  for (const [where, body] of Object.entries({
    'the body itself': [RED, BLUE],
    'a list under a name that says nothing': { data: { results: [RED, BLUE] } },
    'edges and nodes': {
      data: {
        products: {
          edges: [
            { cursor: 'a', node: RED },
            { cursor: 'b', node: BLUE },
          ],
        },
      },
    },
    'another name of such lists': { productList: { items: [RED, BLUE] } },
    'a list deep below': { a: { b: { c: { d: [RED, BLUE] } } } },
  }))
    it(`are found in ${where}`, () => {
      assert.deepEqual(valueOf(body, PRODUCTS), KETTLES);
    });

  it('come from the list that has most of the fields when none has the name', () => {
    const body = {
      menu: [{ name: 'Home' }, { name: 'Shop' }, { name: 'About' }],
      goods: [RED, { ...BLUE, price: 25 }],
    };
    assert.deepEqual(valueOf(body, PRODUCTS), [KETTLES[0], { ...KETTLES[1], price: 25 }]);
  });

  it('are none where no list has half of the fields', () => {
    assert.deepEqual(valueOf({ menu: [{ name: 'Home' }, { name: 'Shop' }] }, PRODUCTS), []);
    assert.deepEqual(valueOf({ products: [] }, PRODUCTS), []);
    assert.deepEqual(valueOf('text', PRODUCTS), []);
  });

  it('are a list of one where a single object has the name', () => {
    const fields = [{ field: 'price', type: 'float' as const }];
    assert.deepEqual(
      valueOf({ name: 'Kettle', offers: { price: 3 } }, { field: 'offers', type: 'array<object>', fields }),
      [{ price: 3 }],
    );
  });

  it('hold objects, and lists of them', () => {
    const field: ObjectField = {
      field: 'articles',
      type: 'array<object>',
      fields: [
        { field: 'title', type: 'string' },
        {
          field: 'author',
          type: 'object',
          fields: [
            { field: 'name', type: 'string' },
            { field: 'url', type: 'string' },
          ],
        },
        { field: 'comments', type: 'array<object>', fields: [{ field: 'text', type: 'string' }] },
        { field: 'seen', type: 'array<date>' },
        { field: 'flags', type: 'array<boolean>' },
      ],
    };
    const body = {
      articles: [
        {
          title: 'One',
          author: { name: 'Ann', url: '/ann' },
          comments: [{ text: 'Good' }, { text: 'Bad' }],
          seen: ['2024-03-14', '14 April 2024', 'soon'],
          flags: ['yes', false],
        },
        { title: 'Two', author: 'Bob' },
      ],
    };
    assert.deepEqual(valueOf(body, field), [
      {
        title: 'One',
        author: { name: 'Ann', url: 'https://site.test/ann' },
        comments: [{ text: 'Good' }, { text: 'Bad' }],
        seen: ['2024-03-14', '2024-04-14'],
        flags: [true, false],
      },
      { title: 'Two', author: { name: 'Bob', url: null }, comments: [], seen: [], flags: [] },
    ]);
  });

  it('of type object are the thing of that name, or null', () => {
    const author: ObjectField = {
      field: 'author',
      type: 'object',
      fields: [
        { field: 'name', type: 'string' },
        { field: 'author_url', type: 'string' },
        { field: 'born', type: 'date' },
      ],
    };
    const url = 'https://site.test/ann';
    const body = { title: 'Tea', author: { name: 'Ann', url, born: '1 May 1970' } };
    assert.deepEqual(valueOf(body, author), { name: 'Ann', author_url: url, born: '1970-05-01' });
    assert.deepEqual(valueOf({ post: { meta: body } }, author), {
      name: 'Ann',
      author_url: url,
      born: '1970-05-01',
    });
    assert.equal(valueOf({ title: 'Tea' }, author), null);
  });

  it('do not take the name of what belongs to a thing for its own', () => {
    const field: ObjectField = {
      field: 'reviews',
      type: 'array<object>',
      fields: [
        { field: 'name', type: 'string' },
        { field: 'rating', type: 'float' },
      ],
    };
    const reviews = [{ author: { name: 'Ann' }, reviewRating: { ratingValue: '4' } }];
    assert.deepEqual(valueOf({ reviews }, field), [{ name: null, rating: 4 }]);
  });

  it('tell of each field once, however many things they are read from', () => {
    const products = Array.from({ length: 50 }, (_, n) => ({
      name: `K${n}`,
      price: n === 3 ? 'on request' : `${n}.50 EUR`,
    }));
    const { warnings } = read({ products }, PRODUCTS);
    assert.deepEqual(warnings, ["coerced 'products.price' from '0.50 EUR' to 0.5"]);
  });

  it('say where they stand', () => {
    const { evidence } = read({ data: { 'a/b': { products: [RED, BLUE] } } }, PRODUCTS);
    const { raw, ...rest } = evidence['products'] ?? assert.fail('no evidence');
    const path = '/data/a~1b/products';
    assert.deepEqual(rest, { rule: 'keyed.things', source: 'json', path, confidence: 0.8, items: 2 });
    assert.match(raw, /^\[\{"name":"Red kettle"/);
  });

  it('are bounded in number, whatever the schema', () => {
    const fields = Array.from({ length: 190 }, (_, n) => ({ field: `f${n}`, type: 'string' as const }));
    const products = Array.from({ length: 20_000 }, (_, n) => ({ f0: `x${n}`, f1: { a: { b: n } } }));
    const things = valueOf({ products }, { field: 'products', type: 'array<object>', fields }) as unknown[];
    assert.ok(things.length > 100 && things.length <= 2_000, `${things.length}`);
  });

  it('survive depth, odd keys and cycles of names', () => {
    let deep: unknown = { products: [RED] };
    for (let n = 0; n < 2_000; n += 1) deep = { item: [deep], x: deep };
    const text = `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`;
    assert.deepEqual(extractFromJson(text, [PRODUCTS], context).data, { products: [] });
    const odd = JSON.parse('{"products":[{"__proto__":{"price":1},"name":"x","constructor":3}]}') as unknown;
    assert.deepEqual(valueOf(odd, PRODUCTS), [{ name: 'x', price: 1, tags: [] }]);
  });
});

describe('objects in XML', () => {
  it('are read from repeated elements', () => {
    const xml = `<?xml version="1.0"?><catalog><product id="1"><name>Red kettle</name><price currency="EUR">31.00</price>
      <tags><tag>steel</tag></tags></product><product id="2"><name>Blue kettle</name></product></catalog>`;
    const { data } = extractFromXml(xmlRoot(xml), [PRODUCTS], { ...context, contentType: 'application/xml' });
    assert.deepEqual(data, { products: KETTLES });
  });

  it('are the items of a feed', () => {
    const xml = `<rss version="2.0"><channel><title>News</title><item><title>A</title><link>https://site.test/a</link>
      <pubDate>Thu, 14 Mar 2024 10:00:00 GMT</pubDate></item><item><title>B</title></item></channel></rss>`;
    const field: ObjectField = {
      field: 'posts',
      type: 'array<object>',
      fields: [
        { field: 'title', type: 'string' },
        { field: 'link', type: 'string' },
        { field: 'published', type: 'date' },
      ],
    };
    const { data } = extractFromXml(xmlRoot(xml), [field], {
      ...context,
      contentType: 'application/rss+xml',
    });
    assert.deepEqual(data, {
      posts: [
        { title: 'A', link: 'https://site.test/a', published: '2024-03-14' },
        { title: 'B', link: null, published: null },
      ],
    });
  });
});
