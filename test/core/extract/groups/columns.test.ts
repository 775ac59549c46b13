import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { Field, FieldValues, Schema } from '../../../../src/core/schema.js';

const URL = 'https://site.test/list/';

function extract(html: string, schema: Schema): FieldValues {
  const doc = openDocument(`<body><main>${html}</main></body>`, URL);
  return extractFields(doc, schema, { fetchedAt: new Date('2026-06-01T12:00:00Z') }).data;
}

const texts = (field: string, example?: unknown): Field => ({ field, type: 'array<string>', example });
const numbers = (field: string, example?: unknown): Field => ({ field, type: 'array<float>', example });

const THINGS = [
  ['Blue kettle', '12.50', 'kettle', 'Acme'],
  ['Oak chair', '80.00', 'chair', 'Birch & Co'],
  ['Wool scarf', '19.99', 'scarf', 'Acme'],
  ['Desk lamp', '1,240.00', 'lamp', 'Corvid'],
] as const;
const NAMES = THINGS.map(([name]) => name);
const PRICES = [12.5, 80, 19.99, 1240];
const LINKS = THINGS.map(([, , slug]) => `https://site.test/p/${slug}`);

const card = ([name, price, slug, maker]: (typeof THINGS)[number]): string => `<div class="card">
  <a href="/p/${slug}"><img src="/i/${slug}.jpg" alt="${name}"></a>
  <h3><a href="/p/${slug}">${name}</a></h3><div class="maker">${maker}</div>
  <span class="price">$${price}</span><button>Add to basket</button></div>`;
const MENU = `<nav><ul>${['Home', 'Offers', 'About us', 'Contact'].map((name) => `<li><a href="/${name}">${name}</a></li>`).join('')}</ul></nav>`;

describe('columns of a group of cards', () => {
  const schema = [texts('names'), numbers('prices'), texts('links'), texts('image_urls'), texts('makers')];
  const expected = {
    names: NAMES,
    prices: PRICES,
    links: LINKS,
    image_urls: THINGS.map(([, , slug]) => `https://site.test/i/${slug}.jpg`),
    makers: THINGS.map(([, , , maker]) => maker),
  };

  it('answer array fields by names, headings, links and pictures', () => {
    assert.deepEqual(extract(`${MENU}<h1>Shop</h1>${THINGS.map(card).join('')}`, schema), expected);
  });

  it('are the same when rows of a grid hold the cards', () => {
    const [a, b, c, d] = THINGS.map(card);
    const html = `<div class="row">${a}${b}</div><div class="row">${c}${d}</div>`;
    assert.deepEqual(extract(html, schema), expected);
  });

  it('pass over advertisements between the cards', () => {
    const [a, b, c, d] = THINGS.map(card);
    const html = `${a}<div class="ad"><p>Buy now!</p></div>${b}${c}<div class="ad"><p>Buy two!</p></div>${d}`;
    assert.deepEqual(extract(html, schema), expected);
  });

  it('leave out what an item lacks', () => {
    const html = THINGS.map(card).join('').replace('<div class="maker">Acme</div>', '');
    assert.deepEqual(extract(html, schema)['makers'], ['Birch & Co', 'Acme', 'Corvid']);
  });

  it('join classes that only tell the state', () => {
    const html = THINGS.map(
      (thing, at) =>
        `${card(thing).slice(0, -6)}<b class="stock ${at % 2 === 0 ? 'yes' : 'no'}">S${at}</b></div>`,
    ).join('');
    assert.deepEqual(extract(html, [texts('names'), texts('stock')])['stock'], ['S0', 'S1', 'S2', 'S3']);
  });

  it('come from the main list and not from the one beside it', () => {
    const beside = NAMES.map((name) => `<li class="item"><a href="/x/${name}">Old ${name}</a></li>`).join('');
    const html = `<aside><h3>Related</h3><ul>${beside}</ul></aside>${THINGS.map(card).join('')}`;
    assert.deepEqual(extract(html, schema), expected);
  });
});

describe('columns of other groups', () => {
  it('are found where an item is several siblings', () => {
    const html = THINGS.map(
      ([name, price, slug, maker]) =>
        `<h2><a href="/p/${slug}">${name}</a></h2><p class="meta">by ${maker}</p><p class="price">$${price}</p>`,
    ).join('');
    const data = extract(html, [texts('titles'), numbers('prices'), texts('links'), texts('authors')]);
    assert.deepEqual(data, {
      titles: NAMES,
      prices: PRICES,
      links: LINKS,
      authors: THINGS.map(([, , , maker]) => maker),
    });
  });

  it('are found in pairs of rows', () => {
    const rows = THINGS.map(
      ([name, , slug], at) =>
        `<tr class="thing"><td>${at + 1}.</td><td><a class="title" href="/p/${slug}">${name}</a></td></tr>
         <tr><td></td><td><span class="score">${at + 3} points</span> | <a href="/c">${at} comments</a></td></tr>`,
    ).join('');
    const data = extract(`<table><tr><td><table>${rows}</table></td></tr></table>`, [
      texts('titles'),
      { field: 'scores', type: 'array<integer>' },
      { field: 'comments', type: 'array<integer>' },
    ]);
    assert.deepEqual(data, { titles: NAMES, scores: [3, 4, 5, 6], comments: [0, 1, 2, 3] });
  });

  it('are found in definition lists', () => {
    const html = `<dl>${THINGS.map(([name, price]) => `<dt>${name}</dt><dd class="price">$${price}</dd>`).join('')}</dl>`;
    assert.deepEqual(extract(html, [texts('names'), numbers('prices')]), { names: NAMES, prices: PRICES });
  });

  it('take the parts of a text that says several things the same way', () => {
    const html = THINGS.map(
      ([name, , , maker], at) =>
        `<li><a href="/${at}">${name}</a> <i>written by ${maker} on 2024-03-0${at + 1}</i></li>`,
    ).join('');
    const data = extract(`<ul>${html}</ul>`, [texts('titles'), texts('authors'), texts('dates')]);
    assert.deepEqual(
      data['authors'],
      THINGS.map(([, , , maker]) => maker),
    );
    assert.deepEqual(data['dates'], ['2024-03-01', '2024-03-02', '2024-03-03', '2024-03-04']);
  });

  it('are named by a first row that is no data', () => {
    const row = (cells: readonly unknown[]): string =>
      `<div class="line">${cells.map((cell) => `<div>${String(cell)}</div>`).join('')}</div>`;
    const html = [
      row(['Topic', 'Replies', 'Views']),
      ...NAMES.map((name, at) => row([name, at, 100 + at])),
    ].join('');
    const data = extract(html, [
      texts('topics'),
      { field: 'views', type: 'array<integer>' },
      { field: 'replies', type: 'array<integer>' },
    ]);
    assert.deepEqual(data, { topics: NAMES, views: [100, 101, 102, 103], replies: [0, 1, 2, 3] });
  });

  it('are whole cells where a heading names them', () => {
    const rows = NAMES.map((name, at) => `<tr><td>${at}</td><td>at <a href="/${at}">${name}</a></td></tr>`);
    const html = `<table><tr><th>Week</th><th>Opponent</th></tr>${rows.join('')}</table>`;
    const weeks: Field = { field: 'weeks', type: 'array<integer>' };
    const data = extract(html, [weeks, texts('opponent', ['Two words', 'Three more words'])]);
    assert.deepEqual(data, { weeks: [0, 1, 2, 3], opponent: NAMES.map((name) => `at ${name}`) });
  });

  it('leave out the row of a directory that leads up', () => {
    const row = (name: string): string => `<tr><td><a href="./${name}">${name}</a></td><td>1 kB</td></tr>`;
    const html = `<table>${['../', 'a.txt', 'b.txt', 'c.txt'].map(row).join('')}</table>`;
    assert.deepEqual(extract(html, [texts('names')]), { names: ['a.txt', 'b.txt', 'c.txt'] });
  });
});

describe('columns by an example', () => {
  const html = `<ul>${THINGS.map(
    ([name, price, , maker]) => `<li><span>${maker}</span><span>${name}</span><em>$${price}</em></li>`,
  ).join('')}</ul>`;

  it('are those in which it stands, whatever the names say', () => {
    const data = extract(html, [
      texts('foo', ['Blue kettle']),
      texts('bar', ['Acme']),
      numbers('baz', [12.5]),
    ]);
    assert.deepEqual(data, { foo: NAMES, bar: THINGS.map(([, , , maker]) => maker), baz: PRICES });
  });

  it('may have it anywhere, and as a single value', () => {
    assert.deepEqual(extract(html, [texts('foo', 'wool scarf')]), { foo: NAMES });
  });

  it('are empty where it does not stand and nothing has its form', () => {
    assert.deepEqual(extract(html, [texts('foo', ['https://site.test/p/1'])]), { foo: [] });
  });
});

describe('a page without such a group', () => {
  it('has no columns in its menu or footer', () => {
    const footer = `<footer><ul><li><a href="/a">Terms of use</a></li><li><a href="/b">Privacy</a></li></ul></footer>`;
    const data = extract(`${MENU}<h1>One thing</h1><p>Some text about it.</p>${footer}`, [
      numbers('prices'),
      texts('isbns'),
    ]);
    assert.deepEqual(data, { prices: [], isbns: [] });
  });
});
