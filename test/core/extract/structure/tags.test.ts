import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';

const meta = (word: string): string => `<meta property="article:tag" content="${word}">`;
const tags = (...keywords: readonly string[]): unknown => tagsIn(keywords.map(meta).join(''));

function tagsIn(html: string, heading = '<h1>News of today</h1>'): unknown {
  const page = openDocument(`${html}${heading}`, 'https://site.test/page');
  const schema = [{ field: 'tags', type: 'array<string>' as const }];
  return extractFields(page, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data['tags'];
}

describe('the subjects of many messages', () => {
  it('are told of each, also where they are the same', () => {
    const rows = ['Re: Tea', 'Re: Tea', 'Coffee'].map(
      (subject, at) => `<tr><td><a href="/m/${at}">${subject}</a></td><td>Ann ${at}</td></tr>`,
    );
    const html = `<table><tr><th>Subject</th><th>From</th></tr>${rows.join('')}</table>`;
    const schema = ['subjects', 'from'].map((field) => ({ field, type: 'array<string>' as const }));
    const { data } = extractFields(openDocument(html, 'https://site.test/list'), schema, {
      fetchedAt: new Date('2024-06-01T12:00:00Z'),
    });
    assert.deepEqual(data['subjects'], ['Re: Tea', 'Re: Tea', 'Coffee']);
  });
});

describe('tags', () => {
  it('leave out those that a site keeps for itself', () => {
    assert.deepEqual(
      tags('Category: Travel', 'Rivers', 'Page Type: Long read', 'eu.post.com', 'site.test', 'RSBI:TRADE'),
      ['Rivers'],
    );
    assert.deepEqual(tags('Section: Travel'), []);
  });

  it('leave out what says which kind of subject they are, and codes of agencies', () => {
    assert.deepEqual(tags('topic/travel', 'organization/Acme', 'NLP Entity Tokens: Rome', 'Rome'), [
      'travel',
      'Acme',
      'Rome',
    ]);
    assert.deepEqual(tags('MTVID', 'CYCS08', 'RSBI:TRADE', 'POL', 'WAR', 'US'), []);
    assert.deepEqual(tags('NATO', 'EU', 'Rome', 'UN', 'US'), ['NATO', 'EU', 'Rome', 'UN', 'US']);
  });

  it('are not the sections of a blog, nor what else stands among them', () => {
    const link = (rel: string, path: string, text: string): string =>
      `<a rel="${rel}" href="/${path}">${text}</a>`;
    const foot = `<p class="tags">${link('category tag', 'news', 'News')}, ${link('tag', 'tag/tea', '#tea (17)')},
      ${link('tag', 'tag/kettles', 'kettles')} by ${link('author', 'ann', 'Ann Lee')}</p>`;
    assert.deepEqual(tagsIn('', `<h1>News of today</h1>${foot}`), ['tea', 'kettles']);
  });

  it('are those that the page shows, where metadata has one of them only', () => {
    const shown = ['Tea', 'Kettles', 'Steel'].map((tag) => `<a rel="tag" href="/tag/x">${tag}</a>`).join(' ');
    const page = `<h1>News of today</h1><p>${shown}</p>`;
    assert.deepEqual(tagsIn(meta('Tea'), page), ['Tea', 'Kettles', 'Steel']);
    assert.deepEqual(tagsIn(meta('Cups'), page), ['Cups']);
  });

  it('are not the subjects of the site above the heading', () => {
    const bar =
      '<div><div><div><div><p><a href="/topic/a">Cups</a> <a href="/topic/b">Pots</a></p></div></div></div></div>';
    const heading = '<div><div><div><div><h1>News of today</h1></div></div></div></div>';
    assert.deepEqual(tagsIn(bar, heading), []);
    assert.deepEqual(tagsIn('', heading + bar), ['Cups', 'Pots']);
  });

  it('keep names that only look alike', () => {
    const words = ['Node.js', 'ASP.NET', 'AC/DC', 'Fiction: a guide', 'U.S.', 'USA'];
    assert.deepEqual(tags(...words), words);
  });
});
