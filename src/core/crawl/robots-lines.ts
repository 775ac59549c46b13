/**
 * The lines of a robots.txt: what RFC 9309 section 2.2 defines, and the spelling that Google's parser forgives
 * (https://github.com/google/robotstxt), since files are written with that parser in mind.
 */

import { escapeNonAscii, normaliseEscapes } from './escapes.js';

/** RFC 9309 section 2.5: at least 500 KiB are to be read. Counted in characters, so never fewer bytes than that. */
export const MAX_ROBOTS_CHARS = 500 * 1024;
/** What lies beyond on one line is not read, as in Google's parser. */
const MAX_LINE_CHARS = 2083 * 8 - 1;

export type RobotsKey = 'user-agent' | 'allow' | 'disallow' | 'sitemap' | 'crawl-delay' | 'unknown';

export interface RobotsLine {
  readonly number: number;
  readonly key: RobotsKey;
  /** Of a rule: the normalised pattern. Of anything else: as written, without comment and outer blanks. */
  readonly value: string;
}

/** The lines that say something, unknown ones included. Nothing is refused: what cannot be read is passed over. */
export function* readRobotsLines(text: string): Generator<RobotsLine> {
  // A byte order mark, or the beginning of one, which decodes to U+FFFD.
  const lines = wholeLines(text.replace(/^[\uFEFF\uFFFD]/, '')).split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) {
    const parts = splitLine(line.slice(0, MAX_LINE_CHARS));
    if (parts === null) continue;
    const key = keyOf(parts.name);
    const isRule = key === 'allow' || key === 'disallow';
    yield { number: index + 1, key, value: isRule ? normaliseRule(parts.value) : parts.value };
  }
}

/** Both sides of a comparison in one form: RFC 9309 section 2.2.2 on percent-encoding. */
export function normaliseRule(pattern: string): string {
  return escapeNonAscii(normaliseEscapes(pattern));
}

/** A line that the limit cuts in two is left out: half of `/private/x` forbids more than the whole. */
function wholeLines(text: string): string {
  if (text.length <= MAX_ROBOTS_CHARS) return text;
  const head = text.slice(0, MAX_ROBOTS_CHARS);
  return head.slice(0, Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r'), 0));
}

/** `name: value`; blanks stand in for a forgotten colon when there are exactly two words. */
function splitLine(line: string): { readonly name: string; readonly value: string } | null {
  const content = trimBlanks(line.split('#', 1)[0] ?? '');
  const colon = content.indexOf(':');
  if (colon !== -1) {
    const name = trimBlanks(content.slice(0, colon));
    return name === '' ? null : { name, value: trimBlanks(content.slice(colon + 1)) };
  }
  const [name, value, more] = content.split(/[ \t]+/, 3);
  return name === undefined || value === undefined || more !== undefined ? null : { name, value };
}

// String.prototype.trim would take a byte order mark for a blank.
const BLANK = new Set(' \t\v\f\r\n');

function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANK.has(text.charAt(start))) start += 1;
  while (end > start && BLANK.has(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** How a name may begin, the frequent typing errors of Google's list included. */
const SPELLINGS: readonly (readonly [RobotsKey, RegExp])[] = [
  ['user-agent', /^user[- ]?agent/i],
  ['allow', /^allow/i],
  ['disallow', /^(?:dis+al+ow|diasllow|disallaw)/i],
  ['sitemap', /^site-?map/i],
  ['crawl-delay', /^crawl-delay$/i],
];

function keyOf(name: string): RobotsKey {
  return SPELLINGS.find(([, spelling]) => spelling.test(name))?.[0] ?? 'unknown';
}
