import { strict as assert } from 'node:assert';
import { hostKey, parseUrl, urlProblem } from '../../src/core/url.js';

describe('a URL', () => {
  it('is parsed alone or against a base, and null when it is none', () => {
    assert.equal(parseUrl('http://a.test/b')?.href, 'http://a.test/b');
    assert.equal(parseUrl('../c', 'http://a.test/b/d')?.href, 'http://a.test/c');
    assert.equal(parseUrl('/c'), null);
    assert.equal(parseUrl('http://'), null);
  });

  it('is read right with letters of Latin-1 however often it is parsed', () => {
    // Once V8 has optimised a call, another entry to the parser may be used: that of URL.canParse in Node 20 was wrong.
    for (let n = 0; n < 20_000; n += 1) assert.notEqual(parseUrl('https://bücher.test/'), null);
  });

  it('has a problem that is named, or none', () => {
    assert.equal(urlProblem('https://bücher.test/'), null);
    assert.match(urlProblem('ftp://a.test/') ?? '', /http or https/);
    assert.match(urlProblem(`http://a.test/${'x'.repeat(9_000)}`) ?? '', /longer than/);
  });

  it('counts for the host and port it points to', () => {
    assert.equal(hostKey('HTTP://A.test:80/x'), 'a.test');
    assert.equal(hostKey('http://a.test:8080/x'), 'a.test:8080');
  });
});
