import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ALLOW_ALL,
  isProductToken,
  parseRobots,
  unreadableRobots,
  pathOf,
} from '../../../src/core/crawl/robots.js';
import { MAX_ROBOTS_CHARS, normaliseRule, readRobotsLines } from '../../../src/core/crawl/robots-lines.js';
import { GOOGLE_CASES, LINE_COUNTS, PATHS, RULES, TOKENS } from './robots-vectors.js';

describe('robots.txt: the tests of google/robotstxt', () => {
  for (const { name, robots, allowed = [], refused = [] } of GOOGLE_CASES) {
    describe(name, () => {
      const rules = parseRobots(robots);
      for (const [agent, url] of allowed) {
        it(`allows ${agent || 'nobody'} ${url.slice(0, 60)}`, () => assert.ok(rules.allows(agent, url)));
      }
      for (const [agent, url] of refused) {
        it(`refuses ${agent || 'nobody'} ${url.slice(0, 60)}`, () => assert.ok(!rules.allows(agent, url)));
      }
    });
  }

  describe('ID_VerifyValidUserAgentsToObey', () => {
    for (const [token, valid] of TOKENS) {
      it(`"${token}" is ${valid ? 'a' : 'no'} token`, () => assert.equal(isProductToken(token), valid));
    }
  });

  describe('ID_LinesNumbersAreCountedCorrectly, ID_UTF8ByteOrderMarkIsSkipped', () => {
    for (const [what, bytes, expected] of LINE_COUNTS) {
      it(`reads ${what}`, () => {
        const lines = [...readRobotsLines(Buffer.from(bytes, 'latin1').toString('utf8'))];
        const unknown = lines.filter(({ key }) => key === 'unknown').length;
        assert.deepEqual(
          { valid: lines.length - unknown, unknown, last: lines.at(-1)?.number },
          { ...expected, last: expected.last ?? lines.at(-1)?.number },
        );
      });
    }
  });

  describe('ID_NonStandardLineExample_Sitemap', () => {
    const group = 'User-Agent: foo\nAllow: /some/path\nUser-Agent: bar\n\n\n';
    const line = 'Sitemap: http://foo.bar/sitemap.xml\n';
    for (const text of [group + line, line + group]) {
      it('finds it', () => assert.deepEqual(parseRobots(text).sitemaps, ['http://foo.bar/sitemap.xml']));
    }
  });

  describe('TestGetPathParamsQuery', () => {
    for (const [url, path] of PATHS) it(`takes ${path} of "${url}"`, () => assert.equal(pathOf(url), path));
  });

  describe('TestMaybeEscapePattern', () => {
    for (const [rule, expected] of RULES) {
      it(`writes ${rule} as ${expected}`, () => assert.equal(normaliseRule(rule), expected));
    }
  });
});

describe('parseRobots', () => {
  const allows = (robots: string, path: string, token = 'FooBot'): boolean =>
    parseRobots(robots).allows(token, `https://site.test${path}`);

  // RFC 9309 section 2.2.3, the example of special characters, and RFC 9309 section 2.2.2 on escapes.
  it('compares unreserved characters and their escapes as the same', () => {
    for (const [rule, path] of [
      ['/foo/bar/%62%61%7A', '/foo/bar/baz'],
      ['/foo/bar/baz', '/foo/bar/%62%61%7a'],
      ['/foo/bar/U+E38384'.replace('U+E38384', '\u30c4'), '/foo/bar/%e3%83%84'],
      ['/a%3cd.html', '/a%3Cd.html'],
      ['/~x/', '/%7Ex/'],
    ] as const) {
      assert.ok(!allows(`User-agent: *\nDisallow: ${rule}`, path), `${rule} covers ${path}`);
    }
    assert.ok(allows('User-agent: *\nDisallow: /a%2fb', '/a/b'));
  });

  it('takes * and $ for themselves when they are escaped', () => {
    assert.ok(!allows('User-agent: *\nDisallow: /a%2Ab', '/a%2Ab'));
    assert.ok(allows('User-agent: *\nDisallow: /a%2Ab', '/axb'));
    assert.ok(!allows('User-agent: *\nDisallow: /a$b', '/a$b'));
  });

  it('always allows the robots.txt itself', () => {
    assert.ok(unreadableRobots('why').allows('FooBot', 'https://site.test/robots.txt'));
  });

  it('lets the groups of one agent add up, and the rules of several agents apply to each', () => {
    const robots = 'User-agent: a\nUser-agent: b\nDisallow: /1\n\nUser-agent: A\nDisallow: /2';
    assert.deepEqual(
      ['/1', '/2'].map((path) => allows(robots, path, 'a')),
      [false, false],
    );
    assert.deepEqual(
      ['/1', '/2'].map((path) => allows(robots, path, 'B')),
      [false, true],
    );
  });

  it('gives an agent with an empty group no rules of *', () => {
    assert.ok(allows('User-agent: *\nDisallow: /\nUser-agent: FooBot\nDisallow:', '/x'));
  });

  for (const word of ['useragent', 'user agent', 'User-Agent']) {
    it(`reads "${word}"`, () => assert.ok(!allows(`${word}: FooBot\nDisallow: /`, '/x')));
  }
  for (const word of ['dissallow', 'dissalow', 'disalow', 'diasllow', 'disallaw', 'DISALLOW']) {
    it(`reads "${word}"`, () => assert.ok(!allows(`User-agent: *\n${word}: /`, '/x')));
  }

  it('reads Crawl-delay for the agents it stands below', () => {
    const robots = parseRobots(
      'User-agent: slow\nCrawl-delay: 10\n\nUser-agent: *\nDisallow: /x\nCrawl-delay: 1.5 # s\nUser-agent: free\nAllow: /',
    );
    assert.equal(robots.crawlDelayMs('Slow'), 10_000);
    assert.equal(robots.crawlDelayMs('other'), 1_500);
    assert.equal(robots.crawlDelayMs('free'), null);
    // Crawl-delay ends no group, so the first agent belongs to the second group as well.
    assert.ok(!robots.allows('slow', 'https://site.test/x'));
  });

  it('reads only sensible delays', () => {
    const delay = (value: string): number | null =>
      parseRobots(`User-agent: *\nCrawl-delay: ${value}`).crawlDelayMs('x');
    assert.deepEqual(['0', '.5', '2.', '1e3', '-1', 'x', '', '999999999999'].map(delay), [
      ...[0, 500, 2_000, null, null, null, null, 86_400_000],
    ]);
    assert.equal(ALLOW_ALL.crawlDelayMs('x'), null);
  });

  it('keeps each sitemap once and only those that can be fetched', () => {
    const robots = parseRobots(
      'Sitemap: https://s.test/1\nsite-map:https://s.test/2\nSitemap: https://s.test/1\nSitemap: /3\nSitemap:',
    );
    assert.deepEqual(robots.sitemaps, ['https://s.test/1', 'https://s.test/2']);
  });

  it('reads 500 KiB and drops the line that is cut there', () => {
    const filler = `#${'x'.repeat(998)}\n`.repeat(600);
    const at = (size: number, rule: string): string =>
      `User-agent: *\n${filler.slice(0, size - 14 - 1)}\n${rule}`;
    assert.ok(!allows(at(MAX_ROBOTS_CHARS - 100, 'Disallow: /private\n'), '/private'));
    assert.ok(allows(at(MAX_ROBOTS_CHARS - 11, 'Disallow: /private\n'), '/public'));
    assert.ok(allows(at(MAX_ROBOTS_CHARS + 100, 'Disallow: /private\n'), '/private'));
  });

  it('reads hostile files to their end', () => {
    const path = `/${'a'.repeat(8_000)}`;
    const line = (text: string): string => `${text}\n`.repeat(MAX_ROBOTS_CHARS / (text.length + 1));
    for (const robots of [
      `user-agent: *\n${line(`disallow: /${'*a'.repeat(2_000)}b`)}`,
      `user-agent: *\n${line(`disallow: /*${'a'.repeat(3_000)}b`)}`,
      `user-agent: *\n${line('disallow: /*b')}`,
      `${line('user-agent: x').slice(0, MAX_ROBOTS_CHARS / 2)}\n${line('allow: /a')}`,
      line('user-agent: x\nallow: /b'),
      '\n'.repeat(MAX_ROBOTS_CHARS),
      ' '.repeat(MAX_ROBOTS_CHARS),
    ]) {
      assert.ok(parseRobots(robots).allows('x', `https://site.test${path}`));
    }
  });

  it('never throws, whatever the file and the URL', () => {
    const part = fc.constantFrom(
      'user-agent',
      ':',
      '*',
      'disallow',
      'allow',
      '/',
      '$',
      'a',
      '\n',
      '\r',
      ' ',
      '%',
      '#',
      '\ud800',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, text, (robots, url) => {
        assert.equal(typeof parseRobots(robots).allows('a', url), 'boolean');
      }),
      { numRuns: 3_000 },
    );
  });

  it('matches patterns as a regular expression would', () => {
    const pattern = fc
      .array(fc.constantFrom('*', 'a', 'b', '/'), { maxLength: 8 })
      .map((parts) => `/${parts.join('')}`);
    const path = fc
      .array(fc.constantFrom('a', 'b', '/'), { maxLength: 10 })
      .map((parts) => `/${parts.join('')}`);
    fc.assert(
      fc.property(pattern, fc.boolean(), path, (rule, isAnchored, text) => {
        const expected = new RegExp(`^${rule.replaceAll('*', '.*')}${isAnchored ? '$' : ''}`).test(text);
        assert.equal(allows(`user-agent: *\ndisallow: ${rule}${isAnchored ? '$' : ''}`, text), !expected);
      }),
      { numRuns: 10_000 },
    );
  });
});
