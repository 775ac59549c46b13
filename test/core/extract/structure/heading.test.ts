import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';

function title(html: string, url = 'https://acme.test/page'): unknown {
  const schema = [{ field: 'title', type: 'string' as const }];
  const fetchedAt = new Date('2024-06-01T12:00:00Z');
  return extractFields(openDocument(html, url), schema, { fetchedAt }).data['title'];
}

describe('the heading of a page', () => {
  it('is the h1 that the title repeats', () => {
    assert.equal(title('<title>Blue kettle | Acme</title><h1>Menu</h1><h1>Blue kettle</h1>'), 'Blue kettle');
  });

  it('is not the name of the site', () => {
    assert.equal(title('<title>Blue kettle | Acme</title><h1>Acme</h1><h2>Blue kettle</h2>'), 'Blue kettle');
    assert.equal(
      title('<title>Red kettles, steel</title><h1>Acme logo</h1><h2>Red kettles</h2>'),
      'Red kettles',
    );
  });

  it('is a lower one that says more of the title than the h1, which names the blog or the section', () => {
    const page = (titles: string, h1: string, h3: string): unknown =>
      title(`${titles}<h1>${h1}</h1><h3>${h3}</h3>`, 'https://pages.test/2024/tea.html');
    const card = '<meta property="og:title" content="How tea is made">';
    assert.equal(
      page(`<title>Cook slow: How tea is made</title>${card}`, 'Cook slow', 'How tea is made'),
      'How tea is made',
    );
    assert.equal(
      page('<title>How tea is made @ Cook slow :: Pages</title>', 'Pages', 'How tea is made'),
      'How tea is made',
    );
    assert.equal(
      page('<title>How tea is made</title>', 'Tools and resources', 'How tea is made'),
      'How tea is made',
    );
    assert.equal(
      page('<title>How tea is made in China - Drinks - Pages</title>', 'How tea is made', 'Drinks - Pages'),
      'How tea is made',
    );
  });

  it('is not passed over for an application that the page calls by its own title', () => {
    const named = '<meta name="application-name" content="How tea is made"><title>How tea is made</title>';
    assert.equal(title(`${named}<h1>pages.test home news</h1><h1>How tea is made</h1>`), 'How tea is made');
  });

  it('is not the name of the manual or blog that it leads up to', () => {
    const page = (link: string): unknown =>
      title(
        `<title>First steps - Kettle 2 manual</title><h1>${link}</h1><h1>First steps</h1>`,
        'https://docs.test/manual/2/start/first.html',
      );
    assert.equal(page('<a href="../index.html">Kettle 2 manual</a>'), 'First steps');
    assert.equal(page('<a href="/">Kettle 2 manual</a>'), 'First steps');
    assert.equal(page('<a href="first.html">Kettle 2 manual</a>'), 'Kettle 2 manual');
    const blog = '<title>Red soup | Cook slow</title><h1><a href="/">Cook slow</a></h1><h2>Red soup</h2>';
    assert.equal(title(blog), 'Red soup');
  });

  it('is the name of the site on its front page, where the title begins with it', () => {
    const page = (path: string): unknown =>
      title(
        '<title>Kettle Works - Tea for all</title><h1>Tea for all</h1>',
        `https://kettleworks.test${path}`,
      );
    assert.equal(page('/'), 'Kettle Works');
    assert.equal(page('/tea'), 'Tea for all');
  });

  it('leaves out what only screen readers say', () => {
    assert.equal(title('<h1><span class="visually-hidden">Collection: </span>Kettles</h1>'), 'Kettles');
  });

  it('goes before the headline of an article, and after the name of a recipe', () => {
    const ld = (type: string): string =>
      `<script type="application/ld+json">{"@type":"${type}","name":"Soup","headline":"Soup for winners","image":"x"}</script>`;
    const page = '<title>Soup, the long story</title><h1>Soup, the long story</h1>';
    assert.equal(title(page + ld('NewsArticle')), 'Soup, the long story');
    assert.equal(title(page + ld('Recipe')), 'Soup for winners');
  });

  it('goes before the name of a product that says the same for search engines', () => {
    const named = (name: string): unknown =>
      title(
        `<h1>Blue kettle for tea</h1><script type="application/ld+json">{"@type":"Product","name":"${name}","image":"x"}</script>`,
      );
    assert.equal(named('Acme blue steel kettle - gift idea for tea lovers'), 'Blue kettle for tea');
    assert.equal(named('Acme K 200'), 'Acme K 200');
  });

  it('has the mark between kicker and title that metadata has', () => {
    const html = '<h1><span>Flood report</span> <span>Two resign</span></h1>';
    const card = '<meta property="og:title" content="Flood report: Two resign">';
    assert.equal(
      title(`<title>Flood report: Two resign | Acme</title>${card}${html}`),
      'Flood report: Two resign',
    );
  });

  it('is without the word about its subject that metadata leaves out', () => {
    const page = '<title>A new mayor for St. Louis</title><h1>Politics | A new mayor for St. Louis</h1>';
    assert.equal(
      title(`${page}<meta property="og:title" content="A new mayor for St. Louis">`),
      'A new mayor for St. Louis',
    );
    assert.equal(
      title(`${page}<meta property="og:title" content="St. Louis">`),
      'Politics | A new mayor for St. Louis',
    );
  });

  it('is the title where the heading is a slogan', () => {
    const html = '<title>Kettles and pots | Acme</title><h1>Win every morning with us</h1>';
    assert.equal(title(`${html}<meta property="og:title" content="Kettles and pots">`), 'Kettles and pots');
    const typed = `<meta property="og:type" content="article"><meta property="og:title" content="Kettles and pots">${html}`;
    assert.equal(title(typed), 'Kettles and pots');
    assert.equal(title(`${typed}<p class="byline">By Ann Lee</p>`), 'Win every morning with us');
  });
});

describe('a title in parts', () => {
  const title = (html: string): unknown =>
    extractFields(openDocument(html, 'https://site.test/page'), [{ field: 'title', type: 'string' }], {
      fetchedAt: new Date('2024-06-01T12:00:00Z'),
    }).data['title'];

  it('is without the kicker in its heading, where the page calls itself by the rest', () => {
    const kicked = '<h1><span>Travel</span> <b>Why all of us go away</b></h1>';
    assert.equal(title(`<title>Why all of us go away - The Post</title>${kicked}`), 'Why all of us go away');
    assert.equal(title(`<title>The Post</title>${kicked}`), 'Travel Why all of us go away');
    assert.equal(title('<title>How to solder</title><h1>Thread: How to solder</h1>'), 'How to solder');
  });

  it('is the part of the title that the page shows, or before "by"', () => {
    const page = "<title>Sara's Corner: My trip to Oslo</title><h3>My trip to Oslo</h3>";
    assert.equal(title(page), 'My trip to Oslo');
    assert.equal(
      title('<title>How to solder : makers</title><p><a href="/x">How to solder</a></p>'),
      'How to solder',
    );
    assert.equal(title('<title>How to solder | by Ann Lee | Medium</title><p>Text</p>'), 'How to solder');
    assert.equal(title('<title>How to solder : makers</title><p>Text</p>'), 'How to solder : makers');
  });
});
