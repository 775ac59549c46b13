import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';

function authors(html: string, url = 'https://site.test/page'): unknown {
  const schema = [{ field: 'authors', type: 'array<string>' as const }];
  const page = openDocument(`<h1>News of today</h1>${html}`, url);
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

  it('may be in parts that touch each other', () => {
    assert.deepEqual(
      authors('<p><span>Written By</span><a>Ann Lee</a><span>Last modified on 5 May</span></p>'),
      ['Ann Lee'],
    );
    assert.deepEqual(authors('<p><b>By Ann Lee</b><b>|</b><a>Sport</a><b>8 min read</b></p>'), ['Ann Lee']);
    assert.deepEqual(authors('<p class="author">November 16, 2023 by Ann Lee</p>'), ['Ann Lee']);
    assert.deepEqual(authors('<p class="author"><time>November 16, 2023</time></p>'), []);
  });

  it('is without what its people do', () => {
    const team = '<p class="authors"><b>Ann Lee</b> <span>Deputy Travel Editor</span></p>';
    assert.deepEqual(authors(team), ['Ann Lee']);
    assert.deepEqual(authors('<p>Von Reise-Experte Bo Berg</p>'), ['Bo Berg']);
    assert.deepEqual(authors('<p>By Bo Berg, Senior Reporter</p>'), ['Bo Berg']);
    assert.deepEqual(authors('<p>By Editor Gray</p>'), []);
  });

  it('is of nobody who took a picture or edited the text', () => {
    assert.deepEqual(authors('<p class="author">Photo: Ann Lee</p>'), []);
    assert.deepEqual(authors('<p class="author">Editor: <a href="/author/ann">Ann Lee</a></p>'), []);
    const caption = '<figure><figcaption><a href="/people/ann">Ann Lee</a></figcaption></figure>';
    assert.deepEqual(authors(`${caption}<p class="byline">By Bo Berg</p>`), ['Bo Berg']);
  });

  it('may name the site, where it says so', () => {
    const site = '<meta property="og:site_name" content="Slow Cook">';
    assert.deepEqual(authors(`${site}<p class="author">By Slow Cook</p>`), ['Slow Cook']);
    assert.deepEqual(authors(`${site}<p class="author">Slow Cook</p>`), []);
  });

  it('is that of the first post of a thread', () => {
    const post = (name: string): string =>
      `<div><p>${'I have a question about kettles. '.repeat(2)}</p><p><a href="/users/7/x">${name}</a></p></div>`;
    const posts = ['ann_lee', 'bo7', 'cyd'].map(post).join('');
    const thread = 'https://site.test/questions/4711/kettles';
    const far = '<p>More.</p>'.repeat(30);
    assert.deepEqual(authors(far + posts, thread), ['ann_lee']);
    assert.deepEqual(authors(far + posts, 'https://site.test/news'), []);
    const edited = '<p>edited 3 May 2024</p><p><a href="/users/9/dee">dee</a></p>';
    assert.deepEqual(authors(far + edited + posts, thread), ['ann_lee']);
  });

  it('may stand in a bar or banner that holds the heading', () => {
    const name = (part: string): unknown => {
      const schema = [{ field: 'author', type: 'string' as const }];
      const html = `<div class="${part}"><h1>News of today</h1><p>By Ann Lee</p></div><div class="banner"><p>By Bo Berg</p></div>`;
      const page = openDocument(html, 'https://site.test/page');
      return extractFields(page, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data['author'];
    };
    assert.equal(name('banner'), 'Ann Lee');
    assert.equal(name('topbar'), 'Ann Lee');
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
