/** URLs made up of what matters to their parsing: ordinary ones, and ones that are odd at any place. */

import fc from 'fast-check';

const pieces = (...parts: string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((chosen) => chosen.join(''));

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,6}[a-z0-9])?$/);
const domain = fc
  .tuple(fc.array(label, { maxLength: 2 }), fc.stringMatching(/^[a-z][a-z0-9]{0,4}$/))
  .map(([labels, last]) => [...labels, last].join('.'));
const plainHost = fc.oneof(domain, fc.ipV4());
const port = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1, max: 65_535 }).map((number) => `:${number}`),
);

export const plainPath = pieces(
  'a',
  'B7',
  '/',
  '-',
  '.html',
  '~x',
  "'",
  '%C3%BC',
  '%20',
  '%2F',
  '(1)',
  ';v=2',
  '@',
  ',',
);
const plainQuery = pieces('a=1', '&', 'b', '/', '?', '%E2%82%AC', 'utm_source=x', 'gclid', '=', '+', ':');

export const plainUrl = fc
  .tuple(fc.constantFrom('http', 'https'), plainHost, port, plainPath, plainQuery, fc.boolean())
  .map(
    ([scheme, host, at, path, query, asks]) => `${scheme}://${host}${at}/${path}${asks ? `?${query}` : ''}`,
  );

const oddHost = fc.oneof(
  plainHost,
  fc.constantFrom(
    'A.Test',
    '1.2',
    '0x7f.1',
    'xn--bcher-kva.test',
    'xn--a',
    'bücher.test',
    '[::1]',
    'a..b',
    'a.b.',
    '',
    '256.1.1.1',
  ),
  fc.constantFrom(
    '01.2.3.4',
    '1.2.3.4.',
    'a_b.test',
    '-a-.test',
    '%41.test',
    'user:pw@a.test',
    'a.xn--0',
    'a.1',
    'a.0x1',
  ),
);
const oddPort = fc.oneof(port, fc.constantFrom(':', ':80', ':443', ':080', ':0', ':65536', ':x'));

export const oddPath = fc.oneof(
  plainPath,
  pieces(
    '.',
    '..',
    '/',
    'a',
    '%2e',
    '%2E%2e',
    '%',
    '%4',
    '1',
    '%c3%bc',
    'ü',
    '\\',
    ' ',
    '\t',
    '|',
    '"',
    '[',
    '{',
    '^',
    '\ud800',
    ':',
  ),
);
const oddEnd = pieces(
  '?',
  '#',
  'a',
  '=',
  '&',
  "'",
  '"',
  ' ',
  '%',
  '%61',
  'utm_%73ource',
  '_GA=1',
  'ü',
  '\n',
  '#',
  '%zz',
  '.',
  '/..',
);

export const anyUrl = fc
  .tuple(
    fc.constantFrom('http://', 'https://', 'HTTPS://', 'http:', 'http:/', 'ftp://'),
    oddHost,
    oddPort,
    oddPath,
    oddEnd,
  )
  .map(([scheme, host, at, path, end]) => `${scheme}${host}${at}/${path}${end}`);

/** References as pages write them, and worse. */
export const reference = fc.oneof(
  fc
    .tuple(
      pieces('../', './', '/'),
      plainPath,
      fc.oneof(
        fc.constant(''),
        plainQuery.map((query) => `?${query}`),
      ),
      fc.constantFrom('', '#x', '#'),
    )
    .map((parts) => parts.join('')),
  fc.tuple(oddPath, oddEnd).map((parts) => parts.join('')),
  fc.constantFrom(
    '',
    '#',
    '#a',
    '?',
    '?a',
    '//',
    '//b.test/x',
    'mailto:a@b',
    'JavaScript:void(0)',
    'http:a',
    'https:a',
    'http:/a',
    'x:y',
    'a:b',
  ),
  fc.constantFrom(
    '..',
    '.',
    '../',
    './',
    '/',
    '/..',
    '...',
    '.a',
    '//:',
    'https:///a',
    ' a',
    'a ',
    '\ta',
    'tel:1',
    'data:,x',
    ':',
    ':a',
    '1:2',
    '..//a',
  ),
  plainUrl,
  anyUrl,
);

/** What WHATWG's parser says. */
export function parsed(text: string, base?: string): URL | null {
  return URL.parse(text, base);
}
