import assert from 'node:assert/strict';
import {
  extractFields,
  openDocument,
  type Learned,
  type PageFields,
} from '../../../src/core/extract/index.js';
import type { Field, Schema } from '../../../src/core/schema.js';

const fetchedAt = new Date('2024-06-01T12:00:00Z');
const FIRST = 'https://shop.test/p/1';
const SECOND = 'https://shop.test/p/2';

function read(html: string, schema: Schema, url = FIRST, learned: Learned | null = null): PageFields {
  return extractFields(openDocument(html, url), schema, { fetchedAt, learned });
}

/** What the second page answers with what the first has shown. */
function readBoth(first: string, second: string, schema: Schema): PageFields {
  const { learned } = read(first, schema);
  assert.notEqual(learned, null, 'the first page shows no place');
  return read(second, schema, SECOND, learned);
}

const field = (name: string, type: Field['type'], example?: unknown): Field => ({
  field: name,
  type,
  ...(example === undefined ? {} : { example }),
});

/** A product whose member price only its class tells from the other one. */
const product = (name: string, price: string, member: string, more = ''): string => `<!doctype html>
  <title>${name} | Shop</title>
  <nav><a href="/">Blue kettle</a> <a href="/x">19.90</a></nav>
  <script type="application/ld+json">
    {"@type":"Product","name":"${name}","offers":{"@type":"Offer","price":"${price}"}}
  </script>
  <main><h1>${name}</h1><div class="cost"><p class="list-cost">${price} EUR</p><p class="member-cost">${member} EUR</p></div>
  ${more}</main>`;

const NAMED = [field('title', 'string', 'Blue kettle'), field('price', 'float', 19.95)];

describe('an example whose value stands on the page', () => {
  it('is the answer, also where metadata says otherwise', () => {
    const { data, evidence } = read(product('Blue kettle', '24.90', '19.95'), NAMED);
    assert.deepEqual(data, { title: 'Blue kettle', price: 19.95 });
    assert.equal(evidence['price']?.rule, 'example.place');
    assert.equal(evidence['price']?.path, 'p.member-cost');
  });

  it('shows the place on other pages of the template', () => {
    const { data, evidence } = readBoth(
      product('Blue kettle', '24.90', '19.95'),
      product('Red toaster', '31.50', '28.00'),
      NAMED,
    );
    assert.deepEqual(data, { title: 'Red toaster', price: 28 });
    assert.equal(evidence['price']?.rule, 'example.learned');
    assert.equal(evidence['price']?.learnedFrom, FIRST);
  });

  it('is no more than a shape on a page of something else', () => {
    const { data, evidence, learned } = read(product('Red toaster', '31.50', '28.00'), NAMED);
    assert.deepEqual(data, { title: 'Red toaster', price: 31.5 });
    assert.equal(learned, null);
    assert.notEqual(evidence['price']?.rule, 'example.place');
  });

  it('does not count in menus, links to other pages, and what stands beside', () => {
    const around = [
      '<nav>Blue kettle with lid</nav>',
      '<aside><h3>Blue kettle with lid</h3></aside>',
      '<main><ul><li><a href="/p/9">Blue kettle with lid</a></li></ul></main>',
    ];
    for (const part of around) {
      const schema = [field('title', 'string', 'Blue kettle with lid')];
      const { data, learned } = read(`<title>Toaster</title><h1>Red toaster</h1>${part}`, schema);
      assert.deepEqual([data['title'], learned], ['Red toaster', null], part);
    }
  });

  it('proves nothing when it is as common as a short number, a year or a word', () => {
    const page =
      '<title>Toaster</title><h1>Red toaster</h1><p class="a">12</p><p class="b">2024</p><p>Acme</p>';
    for (const [type, example] of [
      ['integer', 12],
      ['integer', 2024],
      ['float', 4.5],
      ['string', 'Acme'],
      ['boolean', true],
    ] as const)
      assert.equal(read(page, [field('thing', type, example)]).learned, null, String(example));
  });

  it('proves nothing when it stands all over the page', () => {
    const many = '<p>Ann Lee-Miller</p>'.repeat(4);
    const schema = [field('reviewer', 'string', 'Ann Lee-Miller')];
    assert.notEqual(read(`<h1>Red toaster</h1><p class="by">Ann Lee-Miller</p>`, schema).learned, null);
    assert.equal(read(`<h1>Red toaster</h1>${many}`, schema).learned, null);
  });

  it('needs most of the examples: one of two may be the same on two pages', () => {
    const schema = [
      field('title', 'string', 'Blue kettle with lid'),
      field('author', 'string', 'Ann Lee-Miller'),
    ];
    const page = '<title>Red toaster</title><h1>Red toaster</h1><p class="who">Ann Lee-Miller</p>';
    assert.equal(read(page, schema).learned, null);
    assert.notEqual(read(page.replaceAll('Red toaster', 'Blue kettle with lid'), schema).learned, null);
  });

  it('is not proven by a value while the examples of lists are missing', () => {
    const schema = [
      field('owner', 'string', 'Ann Lee-Miller'),
      field('messages', 'array<string>', ['A first message', 'A second message']),
    ];
    const page = (list: string): string => `<h1>Log</h1><p class="owner">Ann Lee-Miller</p><ul>${list}</ul>`;
    assert.equal(read(page('<li>Something else'), schema).learned, null);
    assert.notEqual(read(page('<li>A first message<li>A second message'), schema).learned, null);
  });

  it('takes common values from their place once the page is proven', () => {
    const schema = [...NAMED, field('boxes', 'integer', 12)];
    const page = (name: string, boxes: number): string =>
      product(
        name,
        '24.90',
        '19.95',
        `<ul class="facts"><li class="boxes">Sold by ${boxes} pieces</li></ul>`,
      );
    assert.equal(read(page('Blue kettle', 12), schema).data['boxes'], 12);
    assert.equal(readBoth(page('Blue kettle', 12), page('Red toaster', 7), schema).data['boxes'], 7);
  });

  it('anchors dates, addresses and amounts as pages write them', () => {
    const page = (name: string, day: string, picture: string, amount: string): string =>
      `<h1>${name}</h1><p class="when">Shipped on ${day}</p><p class="worth">Worth: ${amount} \u20ac</p>
       <img class="stamp" src="${picture}">`;
    const schema = [
      field('title', 'string', 'A very long letter'),
      field('shipped', 'date', '2024-03-05'),
      field('stamp_address', 'string', 'https://shop.test/img/a.png'),
      field('worth', 'float', 1299.5),
    ];
    const first = page('A very long letter', '5 March 2024', '/img/a.png', '1.299,50');
    const second = page('A short letter', '12 April 2024', '/img/b.png', '80,00');
    assert.deepEqual(
      read(first, schema).data,
      Object.fromEntries(schema.map((one) => [one.field, one.example])),
    );
    assert.deepEqual(readBoth(first, second, schema).data, {
      title: 'A short letter',
      shipped: '2024-04-12',
      stamp_address: 'https://shop.test/img/b.png',
      worth: 80,
    });
  });
});

describe('a place that was learned', () => {
  const labelled = (name: string, rows: readonly (readonly [string, string])[]): string =>
    `<h1>${name}</h1><table>${rows.map(([label, value]) => `<tr><th>${label}</th><td>${value}</td></tr>`).join('')}</table>`;
  const schema = [field('title', 'string', 'Blue kettle'), field('number', 'string', 'KT-4711')];

  it('is the one beside the same label, wherever that stands', () => {
    const first = labelled('Blue kettle', [
      ['Colour', 'blue'],
      ['Ware', 'KT-4711'],
    ]);
    const second = labelled('Red toaster', [
      ['Ware', 'RT-0815'],
      ['Slots', 'two'],
      ['Colour', 'red'],
    ]);
    assert.equal(readBoth(first, second, schema).data['number'], 'RT-0815');
  });

  it('is left to the rules where it leads to two values', () => {
    const first = '<h1>Blue kettle</h1><p class="no">KT-4711</p>';
    const second = '<h1>Red toaster</h1><p class="no">RT-0815</p><p class="no">RT-0816</p>';
    assert.equal(readBoth(first, second, schema).data['number'], null);
  });

  it('is left to the rules where what stands there is not of the type', () => {
    const first = '<h1>Blue kettle</h1><p class="cost">1,299.50</p>';
    const second = '<h1>Red toaster</h1><p class="cost">Sold out</p>';
    const priced = [field('title', 'string', 'Blue kettle'), field('worth', 'float', 1299.5)];
    assert.equal(readBoth(first, second, priced).data['worth'], null);
  });

  it('is the value without the words that stand around it', () => {
    const first = '<h1>Blue kettle</h1><p class="code">Code KT-4711 (new)</p>';
    const second = '<h1>Red toaster</h1><p class="code">Code RT-0815 (new)</p>';
    assert.equal(readBoth(first, second, schema).data['number'], 'RT-0815');
  });

  it('is the property of the same kind of thing', () => {
    const first =
      '<title>x</title><script type="application/ld+json">{"@type":"Product","name":"Blue kettle","x-number":"KT-4711"}</script>';
    const second = first.replace('Blue kettle', 'Red toaster').replace('KT-4711', 'RT-0815');
    const { data, evidence } = readBoth(first, second, schema);
    assert.equal(data['number'], 'RT-0815');
    assert.equal(evidence['number']?.path, 'Product.x-number');
  });

  it('is kept when a second page of the examples has it too, and dropped when it has not', () => {
    const first = read(product('Blue kettle', '24.90', '19.95'), NAMED).learned;
    const same = read(product('Blue kettle', '22.00', '19.95'), NAMED, SECOND, first).learned;
    assert.deepEqual(same?.places['price'], first?.places['price']);
    const other = product('Blue kettle', '19.95', '21.00');
    const { data, learned } = read(other, NAMED, SECOND, first);
    assert.deepEqual(learned?.places['price'], []);
    assert.equal(data['price'], 19.95, 'the rules answer');
  });
});
