import assert from 'node:assert/strict';
import { isTag } from 'domhandler';
import { extractFields, openDocument } from '../../../src/core/extract/index.js';
import { MAX_DEPTH, parseHtml } from '../../../src/core/extract/parse-html.js';
import { textLines, walk } from '../../../src/core/extract/text.js';
import type { Schema } from '../../../src/core/schema.js';

const SCHEMA: Schema = [
  { field: 'title', type: 'string' },
  { field: 'price', type: 'float' },
  { field: 'date', type: 'date' },
  { field: 'tags', type: 'array<string>' },
  { field: 'instructions', type: 'array<string>' },
  { field: 'author', type: 'string' },
  { field: 'in_stock', type: 'boolean' },
  { field: 'sku', type: 'string' },
  { field: 'ingredients', type: 'array<string>' },
  { field: 'rank', type: 'array<integer>' },
  { field: 'anything_else', type: 'string' },
];

describe('openDocument', () => {
  it('collects absolute links once, against the base of the page, without fragments', () => {
    const html = `<base href="/docs/"><a href="a#x">1</a><a href="a#y">2</a><area href="//other.test/b">
      <a href="mailto:x@y.test">3</a><a href="javascript:void(0)">4</a><a href="http://[bad">5</a><a>6</a>`;
    assert.deepEqual(openDocument(html, 'https://site.test/p').links, [
      'https://site.test/docs/a',
      'https://other.test/b',
    ]);
  });

  it('knows the language and survives a base that is no address', () => {
    const doc = openDocument('<html lang=" fr "><base href="http://[">', 'https://site.test/p');
    assert.equal(doc.lang, 'fr');
    assert.equal(doc.baseUrl, 'https://site.test/p');
  });

  it('reads text with a line for every block', () => {
    const html = '<p>One\n two</p><ul><li>three<li>four<br>five</ul><script>no()</script>&nbsp;six';
    assert.deepEqual(textLines(parseHtml(html)), ['One two', 'three', 'four', 'five', 'six']);
  });
});

describe('a template', () => {
  const product = (where: string): string =>
    `<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Kettle</h1>${where}</div>`;
  const price = '<p>Costs <b itemprop="price">24.90</b> <a href="/buy">Buy</a></p>';

  for (const [what, html] of [
    [
      'a declared shadow root',
      product(`<my-price><template shadowrootmode="open">${price}</template></my-price>`),
    ],
    ['a closed one', product(`<template shadowrootmode="CLOSED">${price}</template>`)],
  ] as const) {
    it(`that is ${what} is part of the page`, () => {
      const doc = openDocument(html, 'https://site.test/p');
      assert.deepEqual(textLines(doc.root), ['Kettle', 'Costs 24.90 Buy']);
      assert.deepEqual(doc.links, ['https://site.test/buy']);
      assert.equal(extractFields(doc, SCHEMA, { fetchedAt: new Date() }).data['price'], 24.9);
    });
  }

  for (const [what, html] of [
    ['a plain one', product(`<template>${price}</template>`)],
    ['one of no known mode', product(`<template shadowrootmode="maybe">${price}</template>`)],
    [
      'an item of its own',
      `${product('')}<template itemscope itemtype="https://schema.org/Product">${price}</template>`,
    ],
    [
      'the target of an itemref',
      `<template><p id="more">${price}</p></template>` +
        product('').replace('itemscope', 'itemscope itemref="more"'),
    ],
  ] as const) {
    it(`that is ${what} is no part of it`, () => {
      const doc = openDocument(html, 'https://site.test/p');
      assert.deepEqual(textLines(doc.root), ['Kettle']);
      assert.deepEqual(doc.links, []);
      assert.equal(extractFields(doc, SCHEMA, { fetchedAt: new Date() }).data['price'], null);
    });
  }
});

describe('a hostile page', () => {
  const bounded = (what: string, html: () => string, limitMs = 3_000): void => {
    it(`is read in bounded time: ${what}`, () => {
      const page = html();
      const started = process.cpuUsage();
      const doc = openDocument(page, 'https://site.test/');
      extractFields(doc, SCHEMA, { fetchedAt: new Date() });
      assert.ok(Array.isArray(doc.links));
      // Processor time: what else the machine does is not the page's doing.
      const { user, system } = process.cpuUsage(started);
      const took = (user + system) / 1_000;
      assert.ok(took < limitMs, `took ${Math.round(took)} ms`);
    });
  };

  const filled = (part: string, chars = 5_000_000): string =>
    part.repeat(Math.ceil(chars / part.length)).slice(0, chars);

  bounded('elements nested a million deep', () => filled('<div class="a">'));
  bounded('a million attributes', () => `<div ${filled('a1=b c2=d ')}>x</div>`);
  bounded('elements named for everything', () =>
    filled('<p class="author date price">By A B 1.1.2020 $5</p>'),
  );
  bounded(
    'labels without end',
    () => `<h1>x</h1>${filled('<p>Price: $12.99 was $15 <b>SKU:</b> 12-33</p>')}`,
  );
  bounded('one line of many labels', () => `<h1>x</h1><p>${filled('<span>Author:</span> <b>Ann Lee</b> ')}`);
  bounded('digits and marks', () => `<h1>x</h1><p class=price>${filled('1,2.3 ')}</p>`);
  bounded(
    'what nearly is a date',
    () => `<h1>x</h1>${filled(`<p class=date>1 1 2020 march 2020 ${'1 '.repeat(60)}`)}`,
  );
  bounded('what nearly is a byline', () => `<h1>x</h1><p>${filled('by by by by ')}`);
  bounded('white space', () => `<h1>x</h1><p>${filled(' \n\t ')}.</p>`);
  bounded('names in one meta', () => `<meta name=author content="${filled('Ann Lee, ')}"><h1>x</h1>`);
  bounded(
    'separators in a title',
    () => `<meta property="og:title" content="${filled('a : b - ')}"><h1>x</h1>`,
  );
  bounded('tables in tables', () => filled('<table><tr><td>'));
  bounded(
    'a table of spans',
    () => `<table>${filled('<tr><td>Rank</td><td rowspan=900 colspan=50>Rank</td></tr>')}`,
  );
  bounded('a row of headings', () => `<table><tr>${filled('<th>Rank')}`);
  bounded('lists under many headings', () => `<h1>x</h1>${filled('<h2>Ingredients</h2><li>1 egg')}`);
  bounded('links to tags', () => filled('<a href="/tag/x" rel=tag>t</a>'));
  bounded('microformats in microformats', () => filled('<div class="hrecipe"><b class="fn ingredient">'));
  bounded(
    'state that never closes',
    () => `<script>window.__STATE__ = ${filled('{"title":"x","price":[1,{"a":')}</script>`,
  );
  bounded('state in many scripts', () =>
    filled(`<script>var a = {"title":"x","price":1,"z":{"sku":"1"},"y":"${'a'.repeat(50)}"};</script>`),
  );
  bounded('a state of many objects', () => {
    const items = Array.from({ length: 60_000 }, (_, i) => ({
      title: `x${i}`,
      price: i,
      sku: `s${i}`,
      tags: ['a'],
    }));
    return `<h1>x7</h1><script type="application/json">${JSON.stringify(items)}</script>`;
  });
  bounded('elements nested 10,000 deep', () => '<div>'.repeat(10_000) + 'x' + '</div>'.repeat(10_000));
  bounded('a million elements never closed', () => '<b>'.repeat(1_000_000));
  bounded(
    'a million closing tags that match nothing',
    () => '<i>'.repeat(600) + '<b>'.repeat(600) + '</u>'.repeat(1_000_000),
  );
  bounded(
    'a million closing tags that match the outermost element',
    () => '<i><b>'.repeat(500) + '</i>'.repeat(1_000_000),
  );
  bounded(
    '100,000 attributes',
    () => `<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(' ')}>x`,
  );
  bounded('100,000 meta tags', () => '<meta property="og:title" content="x">'.repeat(100_000));
  bounded('100,000 microdata items', () =>
    '<p itemscope itemtype="x/Product"><b itemprop=name>n</b>'.repeat(100_000),
  );
  bounded('items nested 2,000 deep', () =>
    '<div itemscope itemprop="offers" itemtype="x/Product">'.repeat(2_000),
  );
  bounded(
    'items that all refer to each other',
    () =>
      `<div itemscope itemref="${'a b c d '.repeat(100)}">`.repeat(1_000) +
      '<p id=a itemprop=x itemscope itemref="a b c d">'.repeat(100),
  );
  bounded(
    'long text inside 500 nested properties',
    () =>
      '<div itemscope itemtype="x/Product">' + '<div itemprop="name">'.repeat(500) + 'a '.repeat(4_000_000),
  );
  bounded(
    'many elements inside 500 nested properties',
    () =>
      '<div itemscope itemtype="x/Product">' + '<div itemprop="name">'.repeat(500) + '<br>'.repeat(900_000),
  );
  bounded(
    'items that all refer to one large element',
    () => '<p itemscope itemref="a">'.repeat(500) + `<div id="a">${'<br>'.repeat(900_000)}</div>`,
  );
  bounded('5 MB of JSON-LD', () => {
    const offers = Array.from({ length: 100_000 }, (_, i) => ({
      '@type': 'Offer',
      price: i,
      sku: `sku-${i}`,
    }));
    return `<script type="application/ld+json">${JSON.stringify({ '@type': 'Product', name: 'x', offers })}</script>`;
  });
  bounded(
    'JSON-LD nested 1,000,000 deep',
    () => `<script type="application/ld+json">${'['.repeat(1_000_000)}</script>`,
  );
  bounded('JSON-LD objects nested 100,000 deep', () => {
    const depth = 100_000;
    return `<script type="application/ld+json">${'{"@type":"A","name":"x","mainEntity":'.repeat(depth)}1${'}'.repeat(depth)}</script>`;
  });
  bounded(
    '5 MB of quotes in JSON-LD',
    () => `<script type="application/ld+json">{${'"\\'.repeat(2_500_000)}</script>`,
  );
  bounded('a heading of 5 MB', () => `<h1>${'a &amp; '.repeat(700_000)}</h1>`);
  bounded('10 MB of open brackets', () => '<'.repeat(10_000_000), 6_000);
  bounded('10 MB of white space in a title', () => `<title>${' '.repeat(10_000_000)}</title>`);

  it('has no element deeper than the limit', () => {
    const root = parseHtml('<div><p>'.repeat(5_000) + '<script>var a</script>text');
    let depth = 0;
    let deepest = 0;
    walk(
      root,
      (node) => {
        if (isTag(node) && node.children.length > 0) deepest = Math.max(deepest, ++depth);
        return true;
      },
      (node) => {
        if (isTag(node) && node.children.length > 0) depth -= 1;
      },
    );
    assert.ok(deepest <= MAX_DEPTH + 1, `depth ${deepest}`);
    assert.deepEqual(textLines(root), ['text']);
  });

  it('keeps the structure above the limit intact', () => {
    const inner = '<b>'.repeat(2_000) + 'deep' + '</b>'.repeat(2_000);
    const root = parseHtml(`<main>${inner}<p>after</p></main>`);
    const main = root.children.find((node) => isTag(node) && node.name === 'main');
    assert.ok(main !== undefined && isTag(main));
    assert.deepEqual(
      main.children.filter(isTag).map(({ name }) => name),
      ['b', 'p'],
    );
  });
});
