import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';

function published(html: string, others: readonly string[] = ['author']): unknown {
  const schema = [
    { field: 'published', type: 'date' as const },
    ...others.map((field) => ({ field, type: 'string' as const })),
  ];
  const page = openDocument(html, 'https://site.test/page');
  return extractFields(page, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data['published'];
}

const PAGE =
  '<script type="application/ld+json">{"@type":"WebPage","name":"Kettles","datePublished":"2024-05-03"}</script>';

describe('when a text was published', () => {
  it('is not told by what is true of any page, unless the page shows it', () => {
    const shop = `${PAGE}<h1>Kettles for all</h1><p>From $20</p>`;
    assert.equal(published(shop), null);
    assert.equal(published(shop, []), '2024-05-03');
    assert.equal(published(`${shop}<p class="byline">By Ann Lee</p>`), '2024-05-03');
    assert.equal(published(`${PAGE}<h1>News</h1><p class="date">3 May 2024</p>`), '2024-05-03');
    const tag = '<meta property="article:published_time" content="2024-05-03">';
    assert.equal(published(`${tag}${PAGE}<h1>News</h1>`), '2024-05-03');
  });

  it('is not the day on which software came out', () => {
    const manual = '<h1>First steps</h1><p>Release date: 3 May 2024</p>';
    assert.equal(published(manual), null);
    assert.equal(published(manual, []), '2024-05-03');
  });

  it('is what the page shows rather than a tag that says no more than "date"', () => {
    const tag = '<meta name="date" content="2024-05-20T08:00:00+02:00"><h1>News of today</h1>';
    assert.equal(published(`${tag}<p><span class="date">3 May 2024</span></p>`), '2024-05-03');
    assert.equal(published(`${tag}<p class="date">Updated <time>3 May 2024</time></p>`), '2024-05-20');
    assert.equal(published(tag), '2024-05-20');
  });

  it('is not a day far below, where other texts begin', () => {
    const page = (text: string): unknown =>
      published(`<h1>Kettles for all</h1>${'<p>Text.</p>'.repeat(60)}<p class="post-meta">${text}</p>`);
    assert.equal(page('3 May 2024'), null);
    assert.equal(page('Published on 3 May 2024'), '2024-05-03');
  });
});
