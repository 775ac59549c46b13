/** Names that stand by themselves: before what their owners do, their agency, or their address for letters. */

import { isTag } from 'domhandler';
import { fullPersonName, isRole } from '../person.js';
import { BYLINES, type BylineWords } from '../words/bylines.js';
import { anyOf } from '../words/phrases.js';
import { chainOf } from './ancestors.js';
import type { Line, Segment } from './lines.js';

const MAX_CHARS = 80;
const MAX_ROLE_WORDS = 6;

const LANGUAGES: readonly BylineWords[] = Object.values(BYLINES);
const BEHIND_NAME = new RegExp(
  `^[\\u3010\\[(]?([^\\s\\d]{2,5})\\s?(?:${anyOf(LANGUAGES.map(({ after }) => after))})(?=$|[\\s\\u3011\\]),\uff0f/=])`,
  'u',
);
/** "Julie Morel (avec AFP)", "Ann Lee with Reuters". */
const WITH_AGENCY = new RegExp(
  `^(.{5,40}?),?\\s\\(?(?:with|avec|mit|con|com|met|och|og|z|${anyOf(LANGUAGES.map(({ and }) => and))})\\s(?:[A-Z]{2,6}|Reuters|agenc\\w+)\\b`,
  'u',
);

/** Empty where the line is not signed in such a way. */
export function signedNames(line: Line, siteNames: ReadonlySet<string>): string[] {
  const { text, segments } = line;
  if (text.length > MAX_CHARS) return [];
  const nameOf = (part: string): string[] => {
    const name = fullPersonName(part, siteNames);
    return name === null ? [] : [name];
  };
  const behind = BEHIND_NAME.exec(text)?.[1];
  if (behind !== undefined) return [behind];
  const mailed = nameOf(mailedName(segments) ?? '');
  if (mailed.length > 0) return mailed;
  const before = WITH_AGENCY.exec(text)?.[1];
  if (before !== undefined) return nameOf(before);
  // "Ann Lee, Staff Writer", "Ann Lee (Author)".
  const [name = '', role = '', ...rest] = text
    .replace(/^([^(),]{5,40})\s\(([^(),]{4,40})\)$/, '$1, $2')
    .split(/,\s+/);
  const isSigned = rest.length === 0 && isRole(role) && role.split(' ').length <= MAX_ROLE_WORDS;
  return isSigned ? nameOf(name) : [];
}

/** The text of a link that writes to someone, or the text before it, when it holds the letters of the address. */
function mailedName(segments: readonly Segment[]): string | null {
  for (const [at, { holder, text }] of segments.entries()) {
    const link = chainOf(holder, 2).find((one) => isTag(one) && /^mailto:/i.test(one.attribs['href'] ?? ''));
    const address = /^mailto:([^@?]{3,60})@/i.exec(link?.attribs['href'] ?? '')?.[1]?.toLowerCase();
    if (address === undefined) continue;
    const isOf = (name: string): boolean => {
      const last = name.trim().split(/\s+/).at(-1)?.toLowerCase() ?? '';
      return last.length > 2 && address.includes(last.normalize('NFD').replace(/\p{M}/gu, ''));
    };
    const found = [text, segments[at - 1]?.text].find((name) => name !== undefined && isOf(name));
    if (found !== undefined) return found.replace(/[\s,|]+$/, '');
  }
  return null;
}
