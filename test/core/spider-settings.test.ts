import { strict as assert } from 'node:assert';
import { settingsProblem } from '../../src/core/spider-settings.js';

/** Values of settings, and what is said of those that Scrapy cannot read. */
const REFUSED: readonly [name: string, values: readonly unknown[], rule: RegExp][] = [
  ['RETRY_TIMES', ['x', '', -1, 1.5, true, [], {}, '1e3'], /^must be (?:a whole number|between 0 and)/],
  ['CONCURRENT_REQUESTS_PER_DOMAIN', [0, '0', 'many'], /^must be (?:a whole number|between 1 and)/],
  ['RETRY_PRIORITY_ADJUST', ['low', 0.5], /^must be a whole number$/],
  ['AUTOTHROTTLE_START_DELAY', ['soon', -0.1, {}], /^must be (?:a number|between 0 and)/],
  ['COOKIES_ENABLED', ['yes', 2, 'on', []], /^must be true or false$/],
  ['USER_AGENT', [7, true, ['a']], /^must be a string$/],
  ['USER_AGENT', ['a\r\nHost: b', 'a\nb'], /^must not have line ends$/],
  ['LOG_LEVEL', ['loud', 'info', 1.5, -1], /^must be one of DEBUG, INFO/],
  ['DOWNLOADER_CLIENT_TLS_METHOD', ['SSLv3'], /^must be one of TLS, /],
  ['DOWNLOAD_TLS_MIN_VERSION', ['TLS', 1.2], /^must be one of TLSv1.0, /],
  ['RETRY_HTTP_CODES', ['all', [500, 'x'], [5], 500, {}], /^must be a list of HTTP statuses$/],
  ['METAREFRESH_IGNORE_TAGS', [1, [1], {}], /^must be a list of strings$/],
  [
    'DEFAULT_REQUEST_HEADERS',
    ['Accept: a', [], { A: {} }, '[1]', { 'A\r\nB': 'c' }, { '': 'a' }, { A: 'b\r\nC: d' }, { A: ['b\n'] }],
    /^must be an object of header names/,
  ],
  [
    'DOWNLOAD_SLOTS',
    [[], { a: 1 }, { a: { delay: 'x' } }, { a: { delays: 1 } }],
    /^must be an object of slots/,
  ],
  // Settings of our own spiders too, with narrower bounds.
  ['CONCURRENT_REQUESTS', ['x', 0, 100_000], /^must be (?:a whole number|between 1 and)/],
  ['FEEDS', [{}], /^can only be set by the operator/],
];

const TAKEN: Readonly<Record<string, readonly unknown[]>> = {
  RETRY_TIMES: [0, '5', 10, null],
  RETRY_PRIORITY_ADJUST: [-1, '-10', 5],
  AUTOTHROTTLE_START_DELAY: [0.5, '2.5'],
  COOKIES_ENABLED: [true, 0, 'False', '1'],
  LOG_LEVEL: ['ERROR', 30],
  RETRY_HTTP_CODES: [[500, '503'], '500,503', '500, 503', []],
  METAREFRESH_IGNORE_TAGS: ['script,noscript', ['script']],
  DEFAULT_REQUEST_HEADERS: [{ A: 'b', C: null }, '{"A":"b"}'],
  DOWNLOAD_SLOTS: [{ 'a.test': { concurrency: 1, delay: 2, jitter: 0 } }],
  // A spider's own: whatever its author reads.
  MY_LIMIT: ['x', {}, 1],
  toString: ['x'],
  constructor: ['x'],
};

describe("the values of a spider's settings", () => {
  for (const [name, values, rule] of REFUSED)
    for (const value of values)
      it(`refuse ${name} = ${JSON.stringify(value)}`, () => {
        const problem = settingsProblem({ MINE: 1, [name]: value });
        assert.equal(problem?.name, name);
        assert.match(problem.rule, rule);
      });

  for (const [name, values] of Object.entries(TAKEN))
    it(`take what Scrapy reads as ${name}`, () => {
      for (const value of values)
        assert.equal(settingsProblem({ [name]: value }), null, JSON.stringify(value));
    });
});
