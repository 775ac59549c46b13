import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalOf, canonicalUrl, TRACKING_PARAMETERS } from '../../../src/core/crawl/canonical-url.js';
import { MAX_URL_LENGTH } from '../../../src/core/url.js';
import { anyUrl, parsed, plainUrl } from './urls.js';

describe('canonicalUrl', () => {
  const cases: readonly (readonly [what: string, url: string, canonical: string | null])[] = [
    ['keeps a clean URL', 'https://site.test/a/b.html?x=1&y=2', 'https://site.test/a/b.html?x=1&y=2'],
    ['adds the path of a bare host', 'https://site.test', 'https://site.test/'],
    ['drops the fragment', 'https://site.test/a#b', 'https://site.test/a'],
    ['drops an empty fragment', 'https://site.test/a#', 'https://site.test/a'],
    ['drops the default port of http', 'http://site.test:80/a', 'http://site.test/a'],
    ['drops the default port of https', 'https://site.test:443/a', 'https://site.test/a'],
    ['keeps another port', 'https://site.test:80/a', 'https://site.test:80/a'],
    ['keeps a high port', 'http://127.0.0.1:61234/a', 'http://127.0.0.1:61234/a'],
    ['lowers scheme and host, not the path', 'HTTP://Site.TEST/Path', 'http://site.test/Path'],
    ['resolves dot segments', 'https://site.test/a/./b/../c', 'https://site.test/a/c'],
    ['resolves escaped dot segments', 'https://site.test/a/%2e%2E/c', 'https://site.test/c'],
    [
      'keeps other segments with a dot first',
      'https://site.test/.well-known/x',
      'https://site.test/.well-known/x',
    ],
    [
      'raises the hex digits of escapes',
      'https://site.test/%c3%bc?q=%c3%bc',
      'https://site.test/%C3%BC?q=%C3%BC',
    ],
    ['decodes unreserved characters', 'https://site.test/%7Ea%2Db?%61=%5f', 'https://site.test/~a-b?a=_'],
    ['keeps escaped reserved characters', 'https://site.test/a%2Fb%3fc%26', 'https://site.test/a%2Fb%3Fc%26'],
    ['leaves a % that starts no escape', 'https://site.test/100%?a=%zz', 'https://site.test/100%?a=%zz'],
    ['decodes beside a parameter it drops', 'https://site.test/%73?_ga=1%zz', 'https://site.test/s'],
    ['never completes an escape by decoding', 'https://site.test/%%32e', 'https://site.test/%%32e'],
    ['escapes what is not ASCII', 'https://site.test/ü?q=ü b', 'https://site.test/%C3%BC?q=%C3%BC%20b'],
    ['writes names in Punycode', 'https://bücher.test/', 'https://xn--bcher-kva.test/'],
    ['reads numbers as an address', 'http://0x7f.1/', 'http://127.0.0.1/'],
    ['drops an empty query', 'https://site.test/a?', 'https://site.test/a'],
    ['keeps the order of the query', 'https://site.test/?b=1&a=2', 'https://site.test/?b=1&a=2'],
    ['keeps empty parts of the query', 'https://site.test/?&a&&b=', 'https://site.test/?&a&&b='],
    ['keeps a trailing slash', 'https://site.test/a/', 'https://site.test/a/'],
    ['keeps doubled slashes', 'https://site.test//a//b', 'https://site.test//a//b'],
    ['drops credentials', 'https://user:secret@site.test/a', 'https://site.test/a'],
    ['drops tracking parameters', 'https://site.test/?utm_source=a&id=1&FBCLID=x', 'https://site.test/?id=1'],
    ['drops a query of tracking only', 'https://site.test/a?gclid=1&utm_medium=2', 'https://site.test/a'],
    ['drops an escaped tracking name', 'https://site.test/?utm%5Fsource=a&id=1', 'https://site.test/?id=1'],
    ['drops a tracking name without value', 'https://site.test/?a=1&gclid', 'https://site.test/?a=1'],
    [
      'keeps names that only look alike',
      'https://site.test/?xgclid=1&gclids=2',
      'https://site.test/?xgclid=1&gclids=2',
    ],
    ['keeps such names in values', 'https://site.test/?q=utm_source', 'https://site.test/?q=utm_source'],
    ['trims blanks', '  https://site.test/a \n', 'https://site.test/a'],
    ['turns backslashes round', 'https://site.test\\a', 'https://site.test/a'],
    ['knows IPv6', 'http://[::0001]:80/', 'http://[::1]/'],
    ['refuses other schemes', 'ftp://site.test/', null],
    ['refuses relative references', '/a/b', null],
    ['refuses what is no URL', 'https://', null],
    ['refuses a port out of range', 'https://site.test:65536/', null],
  ];
  for (const [what, url, canonical] of cases) {
    it(`${what}: ${url}`, () => assert.equal(canonicalUrl(url), canonical));
  }

  it('drops every parameter of its list', () => {
    for (const name of TRACKING_PARAMETERS) {
      const url = `https://site.test/p?a=1&${name.replace('*', 'campaign')}=x`;
      assert.equal(canonicalUrl(url), 'https://site.test/p?a=1');
    }
  });

  it('reads names with letters of Latin-1 however often it is asked', () => {
    for (let i = 0; i < 20_000; i += 1)
      assert.equal(canonicalUrl('https://bücher.test/'), 'https://xn--bcher-kva.test/');
  });

  it('refuses what becomes too long to keep', () => {
    const room = MAX_URL_LENGTH - 'https://site.test/'.length;
    assert.equal(canonicalUrl(`https://site.test/${'a'.repeat(room)}`)?.length, MAX_URL_LENGTH);
    assert.equal(canonicalUrl(`https://site.test/${'a'.repeat(room + 1)}`), null);
    assert.equal(canonicalUrl(`https://site.test/${'ü'.repeat(room / 5)}`), null);
  });

  it('never throws, and is a fixed point, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), anyUrl), (text) => {
        const once = canonicalUrl(text);
        if (once !== null) assert.equal(canonicalUrl(once), once);
      }),
      { numRuns: 5_000 },
    );
  });

  it('answers the same by its short way as by parsing', () => {
    fc.assert(
      fc.property(fc.oneof(plainUrl, anyUrl), (text) => {
        const url = parsed(text);
        assert.equal(canonicalUrl(text), url === null ? null : canonicalOf(url));
      }),
      { numRuns: 10_000 },
    );
  });

  it('does not change with fragment, case of the host, default port or case of escapes', () => {
    fc.assert(
      fc.property(plainUrl, fc.webFragments(), (text, fragment) => {
        const url = new URL(text);
        const port = url.port === '' ? (url.protocol === 'https:' ? ':443' : ':80') : '';
        const rest = (url.pathname + url.search).replace(/%../g, (escape) => escape.toLowerCase());
        const variant = `${url.protocol.toUpperCase()}//${url.host.toUpperCase()}${port}${rest}#${fragment}`;
        assert.equal(canonicalUrl(variant), canonicalUrl(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
