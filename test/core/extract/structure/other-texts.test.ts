import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { Schema } from '../../../../src/core/schema.js';

const SCHEMA: Schema = [
  { field: 'author', type: 'string' },
  { field: 'publish_date', type: 'date' },
];
const TEXT = `<p>${'The committee met and talked for several hours about what should come next. '.repeat(9)}</p>`;
const BY = '<p class="byline">By Ann Lee</p><p class="date">March 9, 2024</p>';

function read(html: string, url = 'https://site.test/services'): unknown[] {
  const page = openDocument(`<title>Our services</title><main><h1>Our services</h1>${html}</main>`, url);
  const { data } = extractFields(page, SCHEMA, { fetchedAt: new Date('2024-06-01T12:00:00Z') });
  return [data['author'], data['publish_date']];
}

const NOBODY = [null, null];
const ANN = ['Ann Lee', '2024-03-09'];

describe('what a page shows of other texts', () => {
  it('does not sign the page', () => {
    assert.deepEqual(read(`<div class="card"><h3><a href="/n/1">We moved</a></h3>${BY}</div>`), NOBODY);
    assert.deepEqual(read(`<a href="/n/1"><h3>We moved</h3></a>${BY}`), NOBODY);
    assert.deepEqual(read(`<ul><li><time>March 9, 2024</time><h3><a href="/n/1">We moved</a></h3>`), NOBODY);
    assert.deepEqual(
      read(`<section><h2>From our blog</h2><div><b>We moved</b>${BY}</div></section>`),
      NOBODY,
    );
    assert.deepEqual(read(`<section><h2>Aus unserem Blog</h2><div>${BY}</div></section>`), NOBODY);
  });

  it('nor do readers, customers and those who are quoted', () => {
    assert.deepEqual(read(`<h2>Customer reviews</h2><div><h3>Great</h3>${BY}</div>`), NOBODY);
    assert.deepEqual(read(`<div><h2>2 comments</h2></div><div>${BY}</div>`), NOBODY);
    assert.deepEqual(read(`<div class="testimonials"><p class="author">Ann Lee</p></div>`), NOBODY);
    assert.deepEqual(
      read(`<blockquote><p>All is well.</p><p class="author">Ann Lee</p></blockquote>`),
      NOBODY,
    );
  });

  it('ends with the next heading of the page', () => {
    assert.deepEqual(read(`<h2><a href="/n/1">We moved</a></h2>${TEXT}<h2>About this text</h2>${BY}`), ANN);
    assert.deepEqual(read(`${BY}${TEXT}<h2><a href="/n/1">We moved</a></h2>`), ANN);
  });

  it('is none where the heading leads to the page itself', () => {
    assert.deepEqual(read(`<h2><a href="/services#more">More</a></h2>${BY}`), ANN);
    assert.deepEqual(read(`<h2><a href="https://www.site.test/services/">Services</a></h2>${BY}`), ANN);
  });

  it('is the page itself where an archive shows its newest text whole', () => {
    const post = (at: number, text: string): string =>
      `<article><h2><a href="/n/${at}">Post ${at}</a></h2>${BY}${text}</article>`;
    assert.deepEqual(read(post(1, TEXT)), ANN);
    assert.deepEqual(read(post(1, '<p>A teaser.</p>')), NOBODY);
  });

  it('is the page itself in a thread', () => {
    const post = '<h2><a href="/t/other">Other</a></h2><p class="byline">By Ann Lee</p><p>March 9, 2024</p>';
    assert.deepEqual(read(post, 'https://site.test/threads/soldering.7712/'), ANN);
  });
});
