import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { Schema } from '../../../../src/core/schema.js';

const fetchedAt = new Date('2026-11-29T12:00:00Z');
const CARDS = ['Blue kettle', 'Red kettle', 'Green kettle']
  .map((name, at) => `<div class="card"><h3><a href="/p/${at}">${name}</a></h3><p>Boils water</p></div>`)
  .join('');

function nameOf(field: string, head: string, url = 'https://shop.example/list', cards = CARDS): unknown {
  const schema: Schema = [
    { field, type: 'string' },
    { field: 'titles', type: 'array<string>' },
  ];
  return extractFields(openDocument(`${head}<main>${cards}</main>`, url), schema, { fetchedAt }).data[field];
}

describe('the name of a site', () => {
  const nameOn = (body: string, url: string): unknown => {
    const html = `<title>Notes from the Moor \u2013 small works</title>${body}`;
    const doc = openDocument(html, url);
    return extractFields(doc, [{ field: 'site_name', type: 'string' }], { fetchedAt }).data['site_name'];
  };

  it('is the link to its start page that its titles bear as well', () => {
    const link = '<header><a href="/">Notes from the Moor</a><a href="/about">About</a></header>';
    assert.equal(nameOn(link, 'https://moor.example/2024/05/peat/'), 'Notes from the Moor');
    assert.equal(nameOn('<a href="/">Home</a><a href="/x">x</a>', 'https://moor.example/y'), null);
  });

  it('is what is marked as its name', () => {
    assert.equal(nameOn('<h1 class="site-title">The Moor</h1>', 'https://moor.example/'), 'The Moor');
  });
});

describe('the name of a list', () => {
  const heading = (text: string): string => `<title>${text}</title><h1>${text}</h1>`;

  it('is the heading, without the word for its kind', () => {
    assert.equal(nameOf('category', heading('Kettles')), 'Kettles');
    assert.equal(nameOf('category_name', heading('Category: Kettles')), 'Kettles');
    assert.equal(nameOf('tag', heading('Posts tagged "kettles"')), 'kettles');
    assert.equal(nameOf('topic_title', heading('Tea: a guide')), 'Tea: a guide');
  });

  it('ends before the name of the site', () => {
    const head = '<title>Category: Kettles | The Shop</title><h1>Category: Kettles | The Shop</h1>';
    assert.equal(nameOf('category', head), 'Kettles');
  });

  it('is no category where the page lists the posts of a thread', () => {
    const posts = ['Use sand.', 'No, use chalk.', 'Chalk it is.']
      .map((text) => `<div class="post"><b class="author">Ann</b><div class="text">${text}</div></div>`)
      .join('');
    const schema: Schema = [
      { field: 'category', type: 'string' },
      { field: 'topic', type: 'string' },
      { field: 'post_texts', type: 'array<string>' },
    ];
    const html = `${heading('How to clean a kettle?')}<main>${posts}</main>`;
    const { data } = extractFields(openDocument(html, 'https://forum.example/t/1'), schema, { fetchedAt });
    assert.deepEqual([data['category'], data['topic']], [null, 'How to clean a kettle?']);
    assert.deepEqual(data['post_texts'], ['Use sand.', 'No, use chalk.', 'Chalk it is.']);
  });

  it('is the part of the title that is a step of the address', () => {
    const head = '<title>tidewatch - Tide tables</title>';
    assert.equal(nameOf('repository', head, 'https://git.example/tidewatch/log/'), 'tidewatch');
    assert.equal(nameOf('repository', head, 'https://git.example/other/log/'), null);
  });

  it('is asked only of pages that list things', () => {
    assert.equal(nameOf('category', heading('Kettles'), 'https://shop.example/k', '<p>None</p>'), null);
  });
});
