import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';

function author(html: string, type: 'array<string>' | 'string' = 'array<string>', path = '/page'): unknown {
  const schema = [{ field: 'authors', type }];
  const page = openDocument(html, `https://site.test${path}`);
  return extractFields(page, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data['authors'];
}

const meta = (name: string, content: string): string => `<meta name="${name}" content="${content}">`;
const BYLINE = '<h1>News of today</h1><p class="byline">By Bo Berg</p>';

describe('who wrote a page', () => {
  it('is who signed it rather than who publishes it', () => {
    const ld = (publisher: string): string =>
      `<script type="application/ld+json">{"@type":"Article","headline":"News","author":"Acme Media","publisher":${publisher}}</script>`;
    assert.deepEqual(author(ld('{"@type":"Organization","name":"Acme Media"}') + BYLINE), ['Bo Berg']);
    assert.deepEqual(author(ld('{"@type":"Person","name":"Acme Media"}') + BYLINE), ['Acme Media']);
    assert.deepEqual(author(ld('{"@type":"Organization","name":"Acme Media"}')), ['Acme Media']);
    assert.deepEqual(author(meta('author', 'Acme') + meta('publisher', 'ACME') + BYLINE), ['Bo Berg']);
  });

  it('is an account without a name only where nobody else is named', () => {
    assert.deepEqual(author(meta('author', 'Admin') + BYLINE), ['Bo Berg']);
    assert.deepEqual(author(meta('author', 'Admin')), ['Admin']);
  });

  it('is in the order in which names are read, one by one', () => {
    assert.deepEqual(author(meta('citation_author', 'Lee, Ann')), ['Ann Lee']);
    assert.deepEqual(author(meta('author', 'Ann Lee,Bo Berg')), ['Ann Lee', 'Bo Berg']);
  });

  it('is without addresses and what people do', () => {
    assert.deepEqual(author(meta('author', 'Ann Lee - https://ann.test')), ['Ann Lee']);
    assert.deepEqual(author(meta('author', 'www.social.test/ann') + BYLINE), ['Bo Berg']);
    assert.deepEqual(author(meta('author', 'Ann Lee / Journalist')), ['Ann Lee']);
    const two = '{"@type":"Article","headline":"News","author":["Ann Lee","Trainee Reporter"]}';
    assert.deepEqual(author(`<script type="application/ld+json">${two}</script>`), ['Ann Lee']);
  });

  it('is nobody on the front page of a site, unless it is about one thing', () => {
    const home = '<h1>Kettles for all</h1><dl><dt>Writer</dt><dd>Enterprise</dd></dl>';
    assert.equal(author(home, 'string'), 'Enterprise');
    assert.equal(author(home, 'string', '/'), null);
    const ld = '{"@type":"Recipe","name":"Soup","author":"Ann Lee"}';
    const recipe = `<h1>Soup</h1><script type="application/ld+json">${ld}</script>`;
    assert.equal(author(recipe, 'string', '/'), 'Ann Lee');
  });
});
