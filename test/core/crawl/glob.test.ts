import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileGlob, globProblem, MAX_GLOB_LENGTH } from '../../../src/core/crawl/glob.js';

describe('compileGlob', () => {
  const cases: readonly (readonly [
    pattern: string,
    matching: readonly string[],
    other: readonly string[],
  ])[] = [
    [
      'https://blog.test/posts/*',
      ['https://blog.test/posts/', 'https://blog.test/posts/a', 'https://blog.test/posts/a/b?c=d'],
      [
        'https://blog.test/posts',
        'http://blog.test/posts/a',
        'https://blog.test/Posts/a',
        'https://x.test/?u=https://blog.test/posts/a',
      ],
    ],
    ['*', ['', 'https://a.test/'], []],
    ['https://a.test/', ['https://a.test/'], ['https://a.test/b', 'https://a.test']],
    ['https://a.test', ['https://a.test/'], ['https://a.test/b']],
    [
      'https://a.test/*.html',
      ['https://a.test/x/y.html', 'https://a.test/.html'],
      ['https://a.test/x.html?y'],
    ],
    [
      'https://a.test/?/x',
      ['https://a.test/b/x', 'https://a.test///x'],
      ['https://a.test/bb/x', 'https://a.test//x'],
    ],
    [
      'https://a.test/*?q=*',
      ['https://a.test/s?q=1', 'https://a.test/s!q=1'],
      ['https://a.test/?q', 'https://a.test/q=1'],
    ],
    ['https://a.test/[a-c]/*', ['https://a.test/b/x'], ['https://a.test/d/x', 'https://a.test/B/x']],
    ['https://a.test/[!a-c]/*', ['https://a.test/d/x'], ['https://a.test/b/x', 'https://a.test//x']],
    [
      'https://a.test/[]x-]',
      ['https://a.test/]', 'https://a.test/-', 'https://a.test/x'],
      ['https://a.test/y'],
    ],
    ['https://a.test/[abc', ['https://a.test/[abc'], ['https://a.test/a']],
    ['https://a.test/[]', ['https://a.test/[]'], ['https://a.test/']],
    [
      'https://a.test/p[0-9]*/[!x]z',
      ['https://a.test/p1/yz', 'https://a.test/p1/xz/yz'],
      ['https://a.test/p1/xz', 'https://a.test/p/yz'],
    ],
    ['https://a.test/**x**', ['https://a.test/x', 'https://a.test/axb'], ['https://a.test/a']],
    ['https://a.test/ab*ba', ['https://a.test/abba', 'https://a.test/abxba'], ['https://a.test/aba']],
    [
      'https://a.test/*ab*ab',
      ['https://a.test/abab', 'https://a.test/abxab'],
      ['https://a.test/ab', 'https://a.test/aab'],
    ],
    ['HTTPS://Blog.TEST/Posts/*', ['https://blog.test/Posts/a'], ['https://blog.test/posts/a']],
    ['https://Blog*.test/A', ['https://blogs.test/A'], ['https://blogs.test/a']],
    ['*://a.test/*', ['http://a.test/x', 'https://a.test/x'], ['https://b.test/x']],
    ['https://*.a.test/x', ['https://www.a.test/x', 'https://b.test/.a.test/x'], ['https://a.test/x']],
    ['https://a.test:443/*', ['https://a.test/x'], ['https://a.test:444/x']],
    ['http://[::1]:8080/*', ['http://[::1]:8080/x'], ['http://::8080/x']],
    ['https://bücher.test/ü/%c3%bc/%7e*', ['https://xn--bcher-kva.test/%C3%BC/%C3%BC/~x'], []],
    ['https://a.test/a b*', ['https://a.test/a%20b'], []],
  ];
  for (const [pattern, matching, other] of cases) {
    it(`reads ${pattern}`, () => {
      const matches = compileGlob(pattern);
      for (const url of matching) assert.ok(matches(url), `should match ${url}`);
      for (const url of other) assert.ok(!matches(url), `should not match ${url}`);
    });
  }

  it('agrees with a regular expression', () => {
    const part = fc.constantFrom('*', '?', 'a', 'b', '/', '[ab]', '[!a]', '[a-c]');
    const url = fc
      .array(fc.constantFrom('a', 'b', 'c', '/'), { maxLength: 12 })
      .map((chars) => chars.join(''));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), url, (parts, text) => {
        const source = parts
          .map((p) => (p === '*' ? '.*' : p === '?' ? '.' : p.replace('[!', '[^')))
          .join('');
        assert.equal(compileGlob(parts.join(''))(text), new RegExp(`^${source}$`).test(text));
      }),
      { numRuns: 10_000 },
    );
  });

  it('never throws, whatever the pattern', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'*?[]!-:/ahtps') })),
        (pattern) => {
          assert.equal(typeof compileGlob(pattern)('https://a.test/b'), 'boolean');
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('takes time that grows with the URL only, whatever the pattern', () => {
    const url = `https://a.test/${'a'.repeat(8_000)}`;
    const patterns = [
      `https://a.test/${'*a'.repeat(7)}*b`,
      `https://a.test/${`*${'a'.repeat(25)}?`.repeat(8)}b`,
      `https://a.test/*${'[a-z]'.repeat(45)}[!a]`,
      `https://a.test/*${'?'.repeat(200)}b*`,
    ];
    for (const pattern of patterns) {
      assert.equal(globProblem(pattern), null);
      const matches = compileGlob(pattern);
      assert.ok(!matches(url));
    }
  });
});

describe('globProblem', () => {
  it('admits patterns up to the limits', () => {
    assert.equal(globProblem('https://a.test/*'), null);
    assert.equal(globProblem(`https://a.test/${'*/'.repeat(8)}`), null);
    assert.equal(globProblem('x'.repeat(MAX_GLOB_LENGTH)), null);
  });

  it('names what is wrong with others', () => {
    assert.equal(globProblem(''), 'must not be empty');
    assert.equal(globProblem('x'.repeat(MAX_GLOB_LENGTH + 1)), 'must not be longer than 256 characters');
    assert.equal(globProblem('*/'.repeat(9)), 'must not have more than 8 *');
  });
});
