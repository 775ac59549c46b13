import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';

function authors(html: string): unknown {
  const schema = [{ field: 'authors', type: 'array<string>' as const }];
  const page = openDocument(`<h1>News of today</h1>${html}`, 'https://site.test/page');
  return extractFields(page, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data['authors'];
}

describe('a byline', () => {
  it('may name the day before the author', () => {
    assert.deepEqual(authors('<p>Posted on September 21, 2020 by Ann Lee</p>'), ['Ann Lee']);
    assert.deepEqual(authors('<p>3. Mai 2021 von Bo Berg</p>'), ['Bo Berg']);
    assert.deepEqual(authors('<p>Chapter 4 by Ann Lee</p>'), []);
  });

  it('ends its prefix at the end of a word', () => {
    assert.deepEqual(authors('<p>Digital Cameras, Kits</p>'), []);
    assert.deepEqual(authors('<p>Avery Stone</p>'), []);
    assert.deepEqual(authors('<p>Di Anna Rossi</p>'), ['Anna Rossi']);
    assert.deepEqual(authors('<p>Autor: Ann Lee</p>'), ['Ann Lee']);
  });

  it('ends where it says where or for whom they wrote', () => {
    assert.deepEqual(authors('<p>By Ann Lee, in News, Sport, Money</p>'), ['Ann Lee']);
    assert.deepEqual(authors('<p>By Ann Lee for The Daily Post</p>'), ['Ann Lee']);
    assert.deepEqual(authors('<p>Von Ann Lee und Bob Ray, Nairobi</p>'), ['Ann Lee', 'Bob Ray']);
    assert.deepEqual(authors('<p>By Ann Lee, Bo Berg and Cy Dahl</p>'), ['Ann Lee', 'Bo Berg', 'Cy Dahl']);
  });

  it('may name an account, where a link leads to it', () => {
    assert.deepEqual(authors('<p>saved by <a href="/users/17/annlee_7">annlee_7</a></p>'), ['annlee_7']);
    assert.deepEqual(authors('<p>saved by <a href="/help/saving">annlee_7</a></p>'), []);
    assert.deepEqual(authors('<p>by <a href="/users/17/annlee_7">profile</a></p>'), []);
  });

  it('is free of placeholders and of the letters with which newsrooms sign', () => {
    const meta = (name: string): unknown =>
      authors(`<meta name="author" content="${name}"><p class="byline">By Bo Berg</p>`);
    assert.deepEqual(meta('No Author'), ['Bo Berg']);
    assert.deepEqual(meta('105092'), ['Bo Berg']);
    assert.deepEqual(meta('Ann Lee (al)'), ['Ann Lee']);
    assert.deepEqual(meta('Ann Unknown'), ['Ann Unknown']);
  });

  it('is found behind thousands of lines before the heading', () => {
    const dialog = `<div>${'<p>Partner of this page</p>'.repeat(4_000)}</div>`;
    const schema = [
      { field: 'author', type: 'string' as const },
      { field: 'published', type: 'date' as const },
    ];
    const page = openDocument(
      `${dialog}<h1>News of today</h1><p>By Ann Lee, 3 May 2024</p>`,
      'https://site.test/page',
    );
    const { data } = extractFields(page, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') });
    assert.deepEqual(data, { author: 'Ann Lee', published: '2024-05-03' });
  });
});
