/**
 * Shell-style patterns over absolute URLs, as a crawl's `follow_pattern`: `*` any run of characters, `/` included, `?` one
 * character, `[a-z]` one of a class, `[!a-z]` one outside of it. A `[` that no `]` closes is itself.
 *
 * A pattern is cut at its stars into pieces of fixed length. The first is matched at the start of the URL, the last at its
 * end, and each between them at its leftmost place after the one before, which is never wrong for pieces of fixed length.
 * So the search only goes forward: at most the URL's length times the longest piece, whatever pattern a caller sends.
 */

import { parseUrl } from '../url.js';
import { escapeNonAscii, normaliseEscapes } from './escapes.js';

export const MAX_GLOB_LENGTH = 256;
export const MAX_GLOB_STARS = 8;

/** Why `pattern` is refused, as the end of a sentence about it; null when it is not. */
export function globProblem(pattern: string): string | null {
  if (pattern === '') return 'must not be empty';
  if (pattern.length > MAX_GLOB_LENGTH) return `must not be longer than ${MAX_GLOB_LENGTH} characters`;
  const stars = pattern.split('*').length - 1;
  return stars > MAX_GLOB_STARS ? `must not have more than ${MAX_GLOB_STARS} *` : null;
}

/**
 * A test for canonical URLs. The pattern's text is brought to their form: scheme and host in lower case as far as no
 * wildcard precedes them, an address complete up to its path without default port, escapes normalised.
 */
export function compileGlob(pattern: string): (url: string) => boolean {
  const pieces = piecesOf(canonicalStart(pattern));
  const first = pieces[0] ?? pieceOf([]);
  const last = pieces.at(-1) ?? first;
  const middle = pieces.slice(1, -1);
  const shortest = pieces.reduce((sum, piece) => sum + piece.length, 0);

  return (url) => {
    if (pieces.length === 1) return url.length === first.length && first.matchesAt(url, 0);
    if (url.length < shortest || !first.matchesAt(url, 0)) return false;
    const end = url.length - last.length;
    if (!last.matchesAt(url, end)) return false;
    let position = first.length;
    for (const piece of middle) {
      const found = piece.find(url, position, end);
      if (found === -1) return false;
      position = found + piece.length;
    }
    return position <= end;
  };
}

/** What one position must be: a character's code, any (null), or a class: its 128 answers for ASCII. */
type Place = number | null | readonly boolean[];

/** What stands between two stars. Callers see to it that a piece does not reach over the end of the URL. */
interface Piece {
  readonly length: number;
  readonly matchesAt: (url: string, start: number) => boolean;
  /** The first place at or after `from` where the piece fits before `end`, or -1. */
  readonly find: (url: string, from: number, end: number) => number;
}

function pieceOf(places: readonly Place[]): Piece {
  const { length } = places;
  if (places.every((place) => typeof place === 'number')) {
    const literal = String.fromCharCode(...places);
    return {
      length,
      matchesAt: (url, start) => url.startsWith(literal, start),
      find: (url, from, end) => {
        const found = url.indexOf(literal, from);
        return found + length <= end ? found : -1;
      },
    };
  }
  const matchesAt = (url: string, start: number): boolean =>
    places.every((place, i) => fits(place, url.charCodeAt(start + i)));
  const find = (url: string, from: number, end: number): number => {
    for (let start = from; start + length <= end; start += 1) if (matchesAt(url, start)) return start;
    return -1;
  };
  return { length, matchesAt, find };
}

function fits(place: Place, code: number): boolean {
  if (place === null) return true;
  return typeof place === 'number' ? place === code : place[code] === true;
}

const TOKEN = /(\*)|(\?)|\[(!?)(\][^\]]*|[^\]]+)\]|(\[|[^*?[]+)/gy;

function piecesOf(pattern: string): Piece[] {
  let places: Place[] = [];
  const pieces = [places];
  for (const [, star, any, negation, members, text = ''] of pattern.matchAll(TOKEN)) {
    if (star !== undefined) pieces.push((places = []));
    else if (any !== undefined) places.push(null);
    else if (members !== undefined) places.push(classPlace(members, negation === '!'));
    else for (const char of escapeNonAscii(normaliseEscapes(text))) places.push(char.charCodeAt(0));
  }
  return pieces.map(pieceOf);
}

function classPlace(members: string, negated: boolean): readonly boolean[] {
  const answers = Array.from({ length: 128 }, () => negated);
  for (let i = 0; i < members.length; i += 1) {
    const low = members.charCodeAt(i);
    const isRange = members[i + 1] === '-' && i + 2 < members.length;
    if (isRange) i += 2;
    const high = Math.min(members.charCodeAt(i), 127);
    for (let code = low; code <= high; code += 1) answers[code] = !negated;
  }
  return answers;
}

// An address without wildcards up to its path or end; the brackets of an IPv6 address are not a class.
const WHOLE_ORIGIN = /^https?:\/\/(?:\[[0-9a-f.]*:[0-9a-f:.]*\]|[^/*?[\]#\\]+)(?::\d+)?(?=\/|$)/i;
const PART_OF_ORIGIN = /^[a-z]+:\/\/[^/*?[]*/i;

function canonicalStart(pattern: string): string {
  const whole = WHOLE_ORIGIN.exec(pattern)?.[0];
  const url = whole === undefined ? null : parseUrl(whole);
  if (whole === undefined || url === null) {
    return pattern.replace(PART_OF_ORIGIN, (start) => start.toLowerCase());
  }
  const rest = pattern.slice(whole.length);
  const origin = url.origin.replace('[', '[[]');
  return origin + (rest === '' ? '/' : rest);
}
