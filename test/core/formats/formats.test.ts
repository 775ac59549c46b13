import { strict as assert } from 'node:assert';
import { formatsOf } from './support.js';

const PAGE = `<!doctype html><html lang="en-GB"><head>
<title> Blue kettle </title>
<meta name="description" content="Boils water."><meta name="keywords" content="kettle, blue">
<meta property="og:title" content="Kettle"><meta property="og:image" content="/og.png">
<meta property="og:locale:alternate" content="de_DE"><meta property="og:locale:alternate" content="fr_FR">
<meta property="article:published_time" content="2026-03-01"><meta name="DC.date.created" content="2026-02-01">
<meta name="title" content="Not the title"><meta name="viewport" content="width=device-width">
<link rel="apple-touch-icon" href="/touch.png"><link rel="shortcut icon" href="/favicon.ico">
<style>p {}</style></head><body onload="x()"><!-- note -->
<nav><a href="/">Home</a> <a href="#top">Top</a></nav>
<p style="color: red" class="a">Text &amp; <a href="k?a=1&amp;b=2#c">more</a><script>1</script></p>
<a href="mailto:a@b.test">Mail</a> <a href="/">Again</a> <a href="javascript:x()">Script</a>
<picture><source srcset="/p-1.webp 1x, /p-2.webp 2x"><img src="p.jpg" data-id="1"></picture>
<img src="data:image/gif;base64,R0" data-src="/late.jpg" data-id="2"><img data-id="">
</body></html>`;

describe('pageFormats', () => {
  it('gives exactly the formats that were asked for, and metadata', () => {
    assert.deepEqual(Object.keys(formatsOf(PAGE, [])).sort(), ['metadata', 'warnings']);
    assert.deepEqual(Object.keys(formatsOf(PAGE, ['links', 'markdown'])).sort(), [
      'links',
      'markdown',
      'metadata',
      'warnings',
    ]);
    assert.equal(formatsOf('', ['markdown']).markdown, '');
  });

  it('lists the links of the whole page', () => {
    assert.deepEqual(formatsOf(PAGE, ['links'], { onlyMainContent: true }).links, [
      'https://site.test/',
      'https://site.test/d/k?a=1&b=2#c',
    ]);
  });

  it('lists the pictures of the whole page', () => {
    assert.deepEqual(formatsOf(PAGE, ['images']).images, [
      'https://site.test/og.png',
      'https://site.test/p-1.webp',
      'https://site.test/p-2.webp',
      'https://site.test/d/p.jpg',
      'https://site.test/late.jpg',
    ]);
  });

  it('lists at most ten thousand of each, and says so', () => {
    const html = Array.from({ length: 10_001 }, (_, at) => `<a href="/${at}"><img src="/${at}.png">`).join(
      '',
    );
    const { links, images, warnings } = formatsOf(html, ['links', 'images']);
    assert.deepEqual([links?.length, images?.length], [10_000, 10_000]);
    assert.deepEqual(warnings, ['links is cut at 10000 entries.', 'images is cut at 10000 entries.']);
  });

  it('reads the values of attributes by selector', () => {
    const attributes = [
      { selector: 'img', attribute: 'DATA-ID' },
      { selector: '.none', attribute: 'x' },
    ];
    assert.deepEqual(formatsOf(PAGE, ['attributes'], { attributes }).attributes, [
      { selector: 'img', attribute: 'DATA-ID', values: ['1', '2', ''] },
      { selector: '.none', attribute: 'x', values: [] },
    ]);
  });

  it('cleans HTML and makes its addresses absolute', () => {
    const { html = '' } = formatsOf(PAGE, ['html']);
    assert.match(
      html,
      /<p class="a">Text &amp; <a href="https:\/\/site\.test\/d\/k\?a=1&amp;b=2#c">more<\/a><\/p>/,
    );
    assert.match(html, /srcset="https:\/\/site\.test\/p-1\.webp 1x, https:\/\/site\.test\/p-2\.webp 2x"/);
    for (const gone of ['<script', '<style', '<meta', '<link', '<!--', 'onload', 'color: red'])
      assert.ok(!html.includes(gone), gone);
    assert.ok(formatsOf(PAGE, ['html'], { onlyMainContent: true }).html?.includes('Home') === false);
  });

  it('does not touch raw HTML', () => assert.equal(formatsOf(PAGE, ['rawHtml']).rawHtml, PAGE));

  it('reads metadata under fixed names, and every meta under its own', () => {
    const { metadata } = formatsOf(PAGE, []);
    assert.deepEqual(
      { ...metadata },
      {
        description: 'Boils water.',
        keywords: 'kettle, blue',
        'og:title': 'Kettle',
        'og:image': '/og.png',
        'og:locale:alternate': ['de_DE', 'fr_FR'],
        'article:published_time': '2026-03-01',
        'DC.date.created': '2026-02-01',
        title: 'Blue kettle',
        viewport: 'width=device-width',
        ogTitle: 'Kettle',
        ogImage: 'https://site.test/og.png',
        publishedTime: '2026-03-01',
        language: 'en-GB',
        favicon: 'https://site.test/favicon.ico',
        ogLocaleAlternate: ['de_DE', 'fr_FR'],
        dcDateCreated: '2026-02-01',
      },
    );
  });

  it('keeps names that mean something to JavaScript as plain keys, and not too many', () => {
    const html =
      '<meta name="__proto__" content="x">' +
      Array.from({ length: 500 }, (_, at) => `<meta name="n${at}" content="${at}">`).join('');
    const { metadata } = formatsOf(html, []);
    assert.equal(Object.getOwnPropertyDescriptor(metadata, '__proto__')?.value, 'x');
    assert.equal(Object.keys(metadata).length, 200);
  });
});

describe('a page that is no HTML', () => {
  const cases = [
    ['text/plain', 'a < b\n\n  c\n', 'a < b\n\n  c', '<pre>a &lt; b\n\n  c\n</pre>'],
    ['application/pdf', 'Line one\nLine two', 'Line one\nLine two', '<pre>Line one\nLine two</pre>'],
    ['application/json', '{"a": "```"}\n', '````json\n{"a": "```"}\n````', '<pre>{"a": "```"}\n</pre>'],
    ['application/rss+xml', '<rss/>', '```xml\n<rss/>\n```', '<pre>&lt;rss/&gt;</pre>'],
  ] as const;
  for (const [type, text, markdown, html] of cases)
    it(`is its text where it is ${type}`, () => {
      const found = formatsOf(text, ['markdown', 'html', 'rawHtml', 'links', 'images'], {}, type);
      assert.deepEqual(found, {
        markdown,
        html,
        rawHtml: text,
        links: [],
        images: [],
        metadata: {},
        warnings: [],
      });
    });

  it('is HTML all the same where XML is XHTML', () => {
    const text =
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>A</h1></body></html>';
    assert.equal(formatsOf(text, ['markdown'], {}, 'application/xml').markdown, '# A');
  });
});
