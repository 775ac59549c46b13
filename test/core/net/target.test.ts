import assert from 'node:assert/strict';
import { parseAllowList } from '../../../src/core/net/allow-list.js';
import { checkTarget, parseTarget } from '../../../src/core/net/target.js';

const nothing = parseAllowList('');
const check = (url: string, allowList = nothing): string | null => {
  const target = parseTarget(url);
  assert.ok(target);
  return checkTarget(target, allowList)?.message ?? null;
};

describe('checkTarget', () => {
  for (const url of [
    'http://example.com/',
    'https://example.com:8443/x',
    'http://1.1.1.1/',
    'http://[2606:4700::1]/',
  ]) {
    it(`lets ${url} go on to name resolution`, () => assert.equal(check(url), null));
  }

  for (const url of [
    'file:///etc/passwd',
    'ftp://a.test/',
    'data:text/html,x',
    'javascript:1',
    'gopher://a.test/',
  ]) {
    it(`refuses the scheme of ${url}`, () => assert.match(check(url) ?? '', /http and https/));
  }

  for (const port of [0, 22, 25, 53, 110, 143, 465, 587, 2049, 6000, 6667, 10080]) {
    it(`refuses port ${port}, as browsers do`, () => {
      assert.match(
        check(`http://example.com:${port}/`, parseAllowList('example.com')) ?? '',
        /Port \d+ is not allowed/,
      );
    });
  }

  const inside = [
    'http://127.0.0.1/',
    'http://0/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:a00:1]/',
    'http://[64:ff9b::a00:1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://10.0.0.1:8080/',
  ];
  for (const url of inside) {
    it(`refuses ${url} without telling why it is special`, () => {
      assert.equal(check(url), 'The address of this host is not allowed.');
    });
  }

  it('lets the allow-list open a literal address and, through it, localhost', () => {
    const open = parseAllowList('127.0.0.1:8899');
    assert.equal(check('http://127.0.0.1:8899/', open), null);
    assert.equal(check('http://localhost:8899/', open), null);
    assert.notEqual(check('http://localhost:8898/', open), null);
    assert.notEqual(check('http://[::1]:8899/', open), null);
  });
});

describe('parseTarget', () => {
  it('drops credentials and fragment', () => {
    assert.equal(parseTarget('https://user:secret@a.test/p?q#f')?.href, 'https://a.test/p?q');
  });

  it('is null for what is no absolute URL', () => {
    for (const text of [
      '',
      '/path',
      'http://',
      'http://[fe80::1%25eth0]/',
      'http://1.2.3.4.5/',
      'http://a b/',
    ]) {
      assert.equal(parseTarget(text), null, text);
    }
  });
});
