import assert from 'node:assert/strict';
import { compileScope, isSameSite } from '../../../src/core/crawl/scope.js';

describe('compileScope', () => {
  const cases: readonly (readonly [
    what: string,
    pattern: string,
    seed: string,
    arrivedAt: string | null,
    inside: readonly string[],
    outside: readonly string[],
  ])[] = [
    [
      'takes a pattern for the apex for www too, and for both schemes',
      'http://shop.test/p/*',
      'http://shop.test/',
      'https://www.shop.test/start',
      ['http', 'https'].flatMap((scheme) => [`${scheme}://shop.test/p/1`, `${scheme}://www.shop.test/p/1`]),
      ['https://www.shop.test/q/1', 'https://blog.shop.test/p/1', 'https://shop.test.evil.test/p/1'],
    ],
    [
      'takes one for www for the apex too',
      'https://www.shop.test/*',
      'https://www.shop.test/',
      'https://shop.test/',
      ['https://shop.test/a', 'https://www.shop.test/a'],
      ['https://www.www.shop.test/a', 'https://wwwshop.test/a'],
    ],
    [
      'keeps an explicit port',
      'http://shop.test:8080/*',
      'http://shop.test:8080/',
      'https://shop.test:8080/',
      ['https://shop.test:8080/a', 'http://www.shop.test:8080/a'],
      ['https://shop.test/a', 'http://shop.test:8081/a'],
    ],
    [
      'copes with an address that can have no www',
      'http://127.0.0.1:81/*',
      'http://127.0.0.1:81/',
      'https://127.0.0.1:81/',
      ['https://127.0.0.1:81/a'],
      ['https://127.0.0.2:81/a'],
    ],
    [
      'is strict without a redirect',
      'http://a.test/*',
      'http://a.test/',
      null,
      ['http://a.test/x'],
      ['https://a.test/x'],
    ],
    [
      'is strict where the redirect stays at its origin',
      'http://a.test/*',
      'http://a.test/',
      'http://a.test/home',
      ['http://a.test/x'],
      ['https://a.test/x', 'http://www.a.test/x'],
    ],
    [
      'is strict where the redirect leads to another site',
      'http://a.test/*',
      'http://a.test/',
      'https://b.test/',
      ['http://a.test/x'],
      ['https://a.test/x', 'https://b.test/x'],
    ],
  ];
  for (const [what, pattern, seed, arrivedAt, inside, outside] of cases)
    it(what, () => {
      const inScope = compileScope(pattern, seed, arrivedAt);
      assert.deepEqual(
        inside.filter((url) => !inScope(url)),
        [],
      );
      assert.deepEqual(outside.filter(inScope), []);
    });
});

describe('isSameSite', () => {
  it('looks at the host without www and the port', () => {
    assert.ok(isSameSite('http://a.test/x', 'https://www.a.test/y'));
    assert.ok(isSameSite('http://www.a.test:8/', 'http://a.test:8/'));
    for (const other of ['http://b.test/', 'http://a.test:81/', 'http://sub.a.test/', 'nonsense'])
      assert.ok(!isSameSite('http://a.test/', other), other);
  });
});
