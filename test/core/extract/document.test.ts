import assert from 'node:assert/strict';
import { isTag } from 'domhandler';
import { getElementsByTagName } from 'domutils';
import { HOSTILE_PAGES } from '../../../bench/extraction/hostile-pages.js';
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
  { field: 'plot_area', type: 'float' },
  { field: 'latitude', type: 'float' },
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
  // The test's own deadline is the bound: what grows with the square of 5 MB takes hours.
  for (const [what, html] of HOSTILE_PAGES)
    it(`is read to its end: ${what}`, () => {
      const doc = openDocument(html(), 'https://site.test/');
      const { data } = extractFields(doc, SCHEMA, { fetchedAt: new Date() });
      assert.deepEqual(
        Object.keys(data),
        SCHEMA.map(({ field }) => field),
      );
    });

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
    const [main] = getElementsByTagName('main', root);
    assert.ok(main !== undefined);
    assert.deepEqual(
      main.children.filter(isTag).map(({ name }) => name),
      ['b', 'p'],
    );
  });
});
