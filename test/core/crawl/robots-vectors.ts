/**
 * What google/robotstxt holds its parser to: the facts of the 21 tests in robots_test.cc
 * (https://github.com/google/robotstxt/blob/master/robots_test.cc), under their names, as data.
 *
 * One of them is answered differently, where RFC 9309 section 2.2.2 has since decided: escapes are normalised on both sides
 * before comparison, so a URL need not arrive escaped and `%62` is `b`. Google's parser leaves that to its caller.
 */

export interface RobotsCase {
  readonly name: string;
  readonly robots: string;
  readonly allowed?: readonly (readonly [agent: string, url: string])[];
  readonly refused?: readonly (readonly [agent: string, url: string])[];
}

const lines = (...text: string[]): string => text.map((line) => `${line}\n`).join('');
const foo = (...paths: string[]) => paths.map((path) => ['FooBot', `http://foo.bar${path}`] as const);
const FOO_BOT = 'user-agent: FooBot';

/** The length at which a line is cut, less what stands before the path in it. */
const longPath = (char: string, key: string): string => `/x/${char.repeat(2083 * 8 + 1 - 6 - key.length)}`;
const LONG_REFUSED = longPath('a', 'disallow: ');
const [LONG_A, LONG_B] = [longPath('a', 'allow: '), longPath('b', 'allow: ')];

const documented = (rule: string, allowed: string[], refused: string[]): RobotsCase => ({
  name: `GoogleOnly_DocumentationChecks: allow ${rule}`,
  robots: lines(FOO_BOT, 'disallow: /', `allow: ${rule}`),
  allowed: foo(...allowed),
  refused: foo(...refused),
});
const precedence = (rules: string[], allowed: string[], refused: string[]): RobotsCase => ({
  name: `ID_LongestMatch: ${rules.join(', ')}`,
  robots: lines(FOO_BOT, ...rules),
  allowed: foo(...allowed),
  refused: foo(...refused),
});
const FISH = [
  '/fish',
  '/fish.html',
  '/fish/salmon.html',
  '/fishheads',
  '/fishheads/yummy.html',
  '/fish.html?id=anything',
];

export const GOOGLE_CASES: readonly RobotsCase[] = [
  {
    name: 'GoogleOnly_SystemTest: an empty file',
    robots: '',
    allowed: [
      ['FooBot', ''],
      ['', ''],
    ],
  },
  {
    name: 'GoogleOnly_SystemTest: an empty agent or URL',
    robots: lines(FOO_BOT, 'disallow: /'),
    allowed: [['', '']],
    refused: [['FooBot', '']],
  },
  { name: 'ID_LineSyntax_Line: correct', robots: lines(FOO_BOT, 'disallow: /'), refused: foo('/x/y') },
  { name: 'ID_LineSyntax_Line: incorrect', robots: lines('foo: FooBot', 'bar: /'), allowed: foo('/x/y') },
  {
    name: 'ID_LineSyntax_Line: incorrect and accepted',
    robots: lines('user-agent FooBot', 'disallow /'),
    refused: foo('/x/y'),
  },
  {
    name: 'ID_LineSyntax_Groups',
    robots: lines(
      ...['allow: /foo/bar/', '', FOO_BOT, 'disallow: /', 'allow: /x/', 'user-agent: BarBot', 'disallow: /'],
      ...['allow: /y/', '', '', 'allow: /w/', 'user-agent: BazBot', '', FOO_BOT, 'allow: /z/', 'disallow: /'],
    ),
    allowed: [
      ...foo('/x/b', '/z/d'),
      ['BarBot', 'http://foo.bar/y/c'],
      ['BarBot', 'http://foo.bar/w/a'],
      ['BazBot', 'http://foo.bar/z/d'],
    ],
    refused: [
      ...foo('/y/c', '/foo/bar/'),
      ['BarBot', 'http://foo.bar/z/d'],
      ['BarBot', 'http://foo.bar/foo/bar/'],
      ['BazBot', 'http://foo.bar/foo/bar/'],
    ],
  },
  ...[
    'User-agent: BarBot\nSitemap: https://foo.bar/sitemap',
    'User-agent: FooBot\nInvalid-Unknown-Line: unknown',
  ].map((start): RobotsCase => ({
    name: `ID_LineSyntax_Groups_OtherRules: ${start.split('\n')[1]}`,
    robots: lines(start, 'User-agent: *', 'Disallow: /'),
    refused: [...foo('/'), ['BarBot', 'http://foo.bar/']],
  })),
  ...(
    [
      ['USER-AGENT', 'ALLOW', 'DISALLOW'],
      ['user-agent', 'allow', 'disallow'],
      ['uSeR-aGeNt', 'AlLoW', 'dIsAlLoW'],
    ] as const
  ).map(([agent, allow, disallow]): RobotsCase => ({
    name: `ID_REPLineNamesCaseInsensitive: ${agent}`,
    robots: lines(`${agent}: FooBot`, `${allow}: /x/`, `${disallow}: /`),
    allowed: foo('/x/y'),
    refused: foo('/a/b'),
  })),
  ...['FOO BAR', 'foo bar', 'FoO bAr'].map((agent): RobotsCase => ({
    name: `ID_UserAgentValueCaseInsensitive: ${agent}`,
    robots: lines(`User-Agent: ${agent}`, 'Allow: /x/', 'Disallow: /'),
    allowed: [
      ['Foo', 'http://foo.bar/x/y'],
      ['foo', 'http://foo.bar/x/y'],
    ],
    refused: [
      ['Foo', 'http://foo.bar/a/b'],
      ['foo', 'http://foo.bar/a/b'],
    ],
  })),
  {
    name: 'GoogleOnly_AcceptUserAgentUpToFirstSpace',
    robots: lines('User-Agent: *', 'Disallow: /', 'User-Agent: Foo Bar', 'Allow: /x/', 'Disallow: /'),
    allowed: [['Foo', 'http://foo.bar/x/y']],
    refused: [['Foo Bar', 'http://foo.bar/x/y']],
  },
  { name: 'ID_GlobalGroups_Secondary: an empty file', robots: '', allowed: foo('/x/y') },
  {
    name: 'ID_GlobalGroups_Secondary: a group for all',
    robots: lines('user-agent: *', 'allow: /', FOO_BOT, 'disallow: /'),
    allowed: [['BarBot', 'http://foo.bar/x/y']],
    refused: foo('/x/y'),
  },
  {
    name: 'ID_GlobalGroups_Secondary: groups for others only',
    robots: lines(
      FOO_BOT,
      'allow: /',
      'user-agent: BarBot',
      'disallow: /',
      'user-agent: BazBot',
      'disallow: /',
    ),
    allowed: [['QuxBot', 'http://foo.bar/x/y']],
  },
  {
    name: 'ID_AllowDisallow_Value_CaseSensitive',
    robots: lines(FOO_BOT, 'disallow: /x/'),
    refused: foo('/x/y'),
  },
  {
    name: 'ID_AllowDisallow_Value_CaseSensitive',
    robots: lines(FOO_BOT, 'disallow: /X/'),
    allowed: foo('/x/y'),
  },
  precedence(['disallow: /x/page.html', 'allow: /x/'], [], ['/x/page.html']),
  precedence(['allow: /x/page.html', 'disallow: /x/'], ['/x/page.html'], ['/x/']),
  precedence(['disallow: ', 'allow: '], ['/x/page.html'], []),
  precedence(['disallow: /', 'allow: /'], ['/x/page.html'], []),
  precedence(['disallow: /x', 'allow: /x/'], ['/x/'], ['/x']),
  precedence(['disallow: /x/page.html', 'allow: /x/page.html'], ['/x/page.html'], []),
  precedence(['allow: /page', 'disallow: /*.html'], ['/page'], ['/page.html']),
  precedence(['allow: /x/page.', 'disallow: /*.html'], ['/x/page.html'], ['/x/y.html']),
  {
    name: 'ID_LongestMatch: the group of the agent',
    robots: lines('User-agent: *', 'Disallow: /x/', 'User-agent: FooBot', 'Disallow: /y/'),
    allowed: foo('/x/page'),
    refused: foo('/y/page'),
  },
  {
    name: 'ID_Encoding: reserved characters',
    robots: lines('User-agent: FooBot', 'Disallow: /', 'Allow: /foo/bar?qux=taz&baz=http://foo.bar?tar&par'),
    allowed: foo('/foo/bar?qux=taz&baz=http://foo.bar?tar&par'),
  },
  ...['/foo/bar/\u30c4', '/foo/bar/%E3%83%84'].map((rule): RobotsCase => ({
    name: `ID_Encoding: ${rule}`,
    robots: lines('User-agent: FooBot', 'Disallow: /', `Allow: ${rule}`),
    // Google: the second is refused.
    allowed: foo('/foo/bar/%E3%83%84', '/foo/bar/\u30c4'),
  })),
  {
    name: 'ID_Encoding: unreserved characters',
    robots: lines('User-agent: FooBot', 'Disallow: /', 'Allow: /foo/bar/%62%61%7A'),
    // Google: the second is refused.
    allowed: foo('/foo/bar/%62%61%7A', '/foo/bar/baz'),
  },
  {
    name: 'ID_SpecialCharacters: *',
    robots: lines('User-agent: FooBot', 'Disallow: /foo/bar/quz', 'Allow: /foo/*/qux'),
    allowed: foo('/foo/quz', '/foo//quz', '/foo/bax/quz'),
    refused: foo('/foo/bar/quz'),
  },
  {
    name: 'ID_SpecialCharacters: $',
    robots: lines('User-agent: FooBot', 'Disallow: /foo/bar$', 'Allow: /foo/bar/qux'),
    allowed: foo('/foo/bar/qux', '/foo/bar/', '/foo/bar/baz'),
    refused: foo('/foo/bar'),
  },
  {
    name: 'ID_SpecialCharacters: #',
    robots: lines('User-agent: FooBot', '# Disallow: /', 'Disallow: /foo/quz#qux', 'Allow: /'),
    allowed: foo('/foo/bar'),
    refused: foo('/foo/quz'),
  },
  {
    name: 'GoogleOnly_IndexHTMLisDirectory',
    robots: lines('User-Agent: *', 'Allow: /allowed-slash/index.html', 'Disallow: /'),
    allowed: foo('/allowed-slash/', '/allowed-slash/index.html'),
    refused: foo('/allowed-slash/index.htm', '/anyother-url'),
  },
  {
    name: 'GoogleOnly_LineTooLong: disallow',
    robots: lines(FOO_BOT, `disallow: ${LONG_REFUSED}/qux`),
    allowed: foo('/fux'),
    refused: foo(`${LONG_REFUSED}/fux`),
  },
  {
    name: 'GoogleOnly_LineTooLong: allow',
    robots: lines(FOO_BOT, 'disallow: /', `allow: ${LONG_A}/qux`, `allow: ${LONG_B}/qux`),
    allowed: foo(`${LONG_A}/qux`, `${LONG_B}/fux`),
    refused: foo('/'),
  },
  documented('/fish', FISH, ['/bar', '/Fish.asp', '/catfish', '/?id=fish']),
  documented('/fish*', FISH, ['/bar', '/Fish.bar', '/catfish', '/?id=fish']),
  documented(
    '/fish/',
    ['/fish/', '/fish/salmon', '/fish/?salmon', '/fish/salmon.html', '/fish/?id=anything'],
    ['/bar', '/fish', '/fish.html', '/Fish/Salmon.html'],
  ),
  documented(
    '/*.php',
    [
      ...[
        '/filename.php',
        '/folder/filename.php',
        '/folder/filename.php?parameters',
        '//folder/any.php.file.html',
      ],
      ...['/filename.php/', '/index?f=filename.php/'],
    ],
    ['/bar', '/php/', '/index?php', '/windows.PHP'],
  ),
  documented(
    '/*.php$',
    ['/filename.php', '/folder/filename.php'],
    [
      ...['/bar', '/filename.php?parameters', '/filename.php/', '/filename.php5', '/php/', '/filename?php'],
      ...['/aaaphpaaa', '//windows.PHP'],
    ],
  ),
  documented('/fish*.php', ['/fish.php', '/fishheads/catfish.php?parameters'], ['/bar', '/Fish.PHP']),
  ...(
    [
      ['allow: /p', 'disallow: /', ['/page'], []],
      ['allow: /folder', 'disallow: /folder', ['/folder/page'], []],
      ['allow: /page', 'disallow: /*.htm', [], ['/page.htm']],
      ['allow: /$', 'disallow: /', ['/'], ['/page.html']],
    ] as const
  ).map(([allow, disallow, allowed, refused]): RobotsCase => ({
    name: `GoogleOnly_DocumentationChecks: ${allow}, ${disallow}`,
    robots: lines(FOO_BOT, allow, disallow),
    allowed: foo(...allowed),
    refused: foo(...refused),
  })),
];

/** ID_VerifyValidUserAgentsToObey */
export const TOKENS: readonly (readonly [token: string, valid: boolean])[] = [
  ...['Foobot', 'Foobot-Bar', 'Foo_Bar'].map((token) => [token, true] as const),
  ...['', '\u30c4', 'Foobot*', ' Foobot ', 'Foobot/2.1', 'Foobot Bar'].map(
    (token) => [token, false] as const,
  ),
];

interface Counts {
  readonly valid: number;
  readonly unknown: number;
  readonly last?: number;
}

const NUMBERED = ['User-Agent: foo', 'Allow: /some/path', 'User-Agent: bar', '', '', 'Disallow: /'];
const SIX_LINES: Counts = { valid: 4, unknown: 0, last: 6 };
const TWO_LINES = 'User-Agent: foo\nAllow: /AnyValue\n';

/** ID_LinesNumbersAreCountedCorrectly and ID_UTF8ByteOrderMarkIsSkipped; a character stands for a byte. */
export const LINE_COUNTS: readonly (readonly [what: string, bytes: string, counts: Counts])[] = [
  ['LF', `${NUMBERED.join('\n')}\n`, SIX_LINES],
  ['CRLF', `${NUMBERED.join('\r\n')}\r\n`, SIX_LINES],
  ['CR', `${NUMBERED.join('\r')}\r`, SIX_LINES],
  ['no line end at the end', NUMBERED.join('\n'), SIX_LINES],
  ['mixed line ends', 'User-Agent: foo\nAllow: /some/path\r\nUser-Agent: bar\n\r\n\nDisallow: /', SIX_LINES],
  ['a byte order mark', `\xef\xbb\xbf${TWO_LINES}`, { valid: 2, unknown: 0 }],
  ['two bytes of one', `\xef\xbb${TWO_LINES}`, { valid: 2, unknown: 0 }],
  ['one byte of one', `\xef${TWO_LINES}`, { valid: 2, unknown: 0 }],
  ['a broken one', `\xef\x11\xbf${TWO_LINES}`, { valid: 1, unknown: 1 }],
  ['one amid the file', 'User-Agent: foo\n\xef\xbb\xbfAllow: /AnyValue\n', { valid: 1, unknown: 1 }],
];

/** TestGetPathParamsQuery */
export const PATHS: readonly (readonly [url: string, path: string])[] = [
  ['', '/'],
  ['http://www.example.com', '/'],
  ['http://www.example.com/', '/'],
  ['http://www.example.com/a', '/a'],
  ['http://www.example.com/a/', '/a/'],
  ['http://www.example.com/a/b?c=http://d.e/', '/a/b?c=http://d.e/'],
  ['http://www.example.com/a/b?c=d&e=f#fragment', '/a/b?c=d&e=f'],
  ['example.com', '/'],
  ['example.com/', '/'],
  ['example.com/a', '/a'],
  ['example.com/a/', '/a/'],
  ['example.com/a/b?c=d&e=f#fragment', '/a/b?c=d&e=f'],
  ['a', '/'],
  ['a/', '/'],
  ['/a', '/a'],
  ['a/b', '/b'],
  ['example.com?a', '/?a'],
  ['example.com/a;b#c', '/a;b'],
  ['//a/b/c', '/b/c'],
];

/** TestMaybeEscapePattern */
export const RULES: readonly (readonly [rule: string, normalised: string])[] = [
  ['http://www.example.com', 'http://www.example.com'],
  ['/a/b/c', '/a/b/c'],
  ['\u00e1', '%C3%A1'],
  ['%aa', '%AA'],
];
