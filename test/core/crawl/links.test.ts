import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalOf } from '../../../src/core/crawl/canonical-url.js';
import {
  canonicalLinks,
  createResolver,
  findLinks,
  MAX_LINKS,
  namedCanonical,
  pageLinks,
} from '../../../src/core/crawl/links.js';
import { openDocument } from '../../../src/core/extract/document.js';
import { anyUrl, oddPath, parsed, plainUrl, reference } from './urls.js';

const open = (html: string, url = 'https://site.test/docs/page.html') => openDocument(html, url);

describe('canonicalLinks', () => {
  it('finds anchors, areas and the next and canonical links, each page once', () => {
    const doc = open(`<head><link rel="Next" href="2.html"><link rel="stylesheet" href="s.css">
      <link rel="alternate canonical" href="/docs/"></head>
      <a href="a.html#x">1</a><a href="./a.html#y">2</a><area href="../b.html?utm_source=z">
      <a href="HTTPS://Site.test:443/docs/a.html">3</a><a href="//other.test">4</a><a>5</a><a href="#top">6</a>`);
    assert.deepEqual(canonicalLinks(doc), [
      'https://site.test/docs/a.html',
      'https://site.test/b.html',
      'https://other.test/',
      'https://site.test/docs/page.html',
      'https://site.test/docs/2.html',
      'https://site.test/docs/',
    ]);
  });

  it('passes over what is no page', () => {
    const doc = open(`<a href="mailto:a@b.test">1</a><a href="javascript:x()">2</a><a href="tel:1">3</a>
      <a href="http://[bad">4</a><a href="ftp://site.test/">5</a>`);
    assert.deepEqual(canonicalLinks(doc), []);
  });

  it('starts from the base of the page', () => {
    const doc = open('<base href="https://other.test/x/"><a href="a">1</a><a href="../b">2</a>');
    assert.deepEqual(canonicalLinks(doc), ['https://other.test/x/a', 'https://other.test/b']);
  });

  it('leaves out nofollow links unless told otherwise', () => {
    const doc = open('<a rel="noopener NoFollow" href="a">1</a><a rel="nofollower" href="b">2</a>');
    assert.deepEqual(canonicalLinks(doc), ['https://site.test/docs/b']);
    assert.equal(canonicalLinks(doc, { respectNofollow: false }).length, 2);
  });

  for (const content of ['nofollow', 'noindex, NOFOLLOW', 'none', 'noarchive,none']) {
    it(`takes nothing from a page whose robots meta says ${content}`, () => {
      const doc = open(`<meta name="Robots" content="${content}"><a href="a">1</a>`);
      assert.deepEqual(canonicalLinks(doc), []);
      assert.deepEqual(pageLinks(doc), []);
      assert.equal(canonicalLinks(doc, { respectNofollow: false }).length, 1);
    });
  }

  it('follows a page whose robots meta says something else', () => {
    assert.equal(canonicalLinks(open('<meta name="robots" content="noindex"><a href="a">1</a>')).length, 1);
    assert.equal(canonicalLinks(open('<meta name="googlebot" content="none"><a href="a">1</a>')).length, 1);
  });

  it('takes a bounded number of links from a page', () => {
    const html = Array.from({ length: MAX_LINKS + 10 }, (_, i) => `<a href="${i}">`).join('');
    assert.equal(canonicalLinks(open(html)).length, MAX_LINKS);
  });
});

describe('findLinks', () => {
  it('counts the URLs that are left out, once each, and not those that other links name', () => {
    const links =
      '<a href="a" rel="nofollow">1</a><a href="a" rel="nofollow">2</a><a href="b" rel="nofollow">3</a>';
    assert.equal(findLinks(open(`${links}<a href="b">4</a>`)).nofollow, 1);
    assert.equal(findLinks(open(links), { respectNofollow: false }).nofollow, 0);
    assert.equal(
      findLinks(open('<meta name="robots" content="none"><a href="a">1</a><a href="b">2</a>')).nofollow,
      2,
    );
  });
});

describe('namedCanonical', () => {
  const named = (...hrefs: string[]): string | null =>
    namedCanonical(open(hrefs.map((href) => `<link rel="Canonical" href="${href}">`).join('')));

  it("is one URL of the page's own site, in canonical form", () => {
    assert.equal(named(' /a?utm_source=x#y '), 'https://site.test/a');
    assert.equal(named('http://www.site.test/a'), 'http://www.site.test/a');
    assert.equal(named('/a', 'https://site.test/a'), 'https://site.test/a');
  });

  it('is none of another site, no URL, and not several', () => {
    for (const hrefs of [['https://other.test/a'], ['mailto:a@b'], ['http://['], ['/a', '/b'], []])
      assert.equal(named(...hrefs), null, hrefs.join());
  });
});

describe('pageLinks', () => {
  it('tells absolute URLs as they are written, without fragments', () => {
    const doc = open('<a href="b?utm_source=x#y">1</a><a href="/%7ea">2</a><a href="b?utm_source=x">3</a>');
    assert.deepEqual(pageLinks(doc), ['https://site.test/docs/b?utm_source=x', 'https://site.test/%7ea']);
  });
});

describe('createResolver', () => {
  it('answers what parsing every reference would', () => {
    const folder = fc
      .tuple(plainUrl, oddPath, fc.constantFrom('', '/', '//', '?q=%', '?q=a/b', '#x'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.oneof(plainUrl, folder, anyUrl),
        fc.array(reference, { minLength: 5, maxLength: 5 }),
        (base, references) => {
          const resolve = createResolver(base);
          for (const text of references) {
            const url = parsed(text, base);
            const expected = url === null ? null : canonicalOf(url);
            if (parsed(base) !== null)
              assert.equal(resolve(text), expected, `${JSON.stringify(text)} on ${JSON.stringify(base)}`);
          }
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
