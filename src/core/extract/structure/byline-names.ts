/** The names in a line that says who wrote: behind its "by", in links to people, in parts that are named for authors. */

import type { Element } from 'domhandler';
import { findDays } from '../coerce/days-in-text.js';
import { hasDigits } from '../coerce/digits.js';
import { handleName, personName } from '../person.js';
import { fold } from './heading.js';
import { BYLINES, type BylineWords } from '../words/bylines.js';
import { anyOf } from '../words/phrases.js';
import { chainOf } from './ancestors.js';
import { prefixOf, withoutPrefix } from './byline-prefix.js';
import { signedNames } from './byline-signed.js';
import type { Line, Segment } from './lines.js';
import { namesAround } from './near.js';

export interface Byline {
  readonly names: readonly string[];
  /** It says "by", or "author:". */
  readonly isSaid: boolean;
  /** Its names lead to pages about people. */
  readonly isLinked: boolean;
  /** Its class or id says what it is. */
  readonly isNamed: boolean;
}

const LANGUAGES: readonly BylineWords[] = Object.values(BYLINES);
const words = (key: keyof BylineWords): (string | undefined)[] => LANGUAGES.map((language) => language[key]);
/** Where the names of a line end. */
const AFTER_NAMES = new RegExp(
  `\\s[|\u2013\u2014\u00b7\u2022\u00bb-](?:\\s|$)|\\s\\(|\\d|[\uff0f/].{1,8}(?:\u5831\u5c0e|\u62a5\u9053|\u5831\u9053)|,?\\s(?:${anyOf(words('end'))})\\s`,
  'iu',
);
const BETWEEN_NAMES = new RegExp(
  `\\s*[,;/\uff0f\u3001\u30fb]\\s*|\\s+(?:${anyOf(words('and'))}|&)\\s+`,
  'iu',
);
const NO_NAME = new RegExp(`^(?:${anyOf(words('and'))}|[^\\p{L}]*)$`, 'iu');

/** What a line begins with that says who did something else: "Photo: ", "Editor: ". */
const OF_ANOTHER = new RegExp(`^(?:${anyOf(words('other'))})(?![\\p{L}\\p{N}])`, 'iu');

const NAMED =
  /(?:^|[\s_-])(?:author|authors|author-?name|byline|by-?line|autor|autoren|auteur|autore|autores|writer|contributor|contributors|post-?author|article-?author|entry-?author|reporter|redacteur|skribent|forfatter|autora|autorka|auteurs|journaliste|kirjoittaja|toimittaja|yazar|muhabir|penulis|szerzo|skribenter|fn)(?:$|[\s\d_-])|(?:^|[\s_])(?:article|post|entry|story|meta|c|m)-{1,2}_{0,2}(?:author|byline)|__(?:author|byline)/i;
const ACCOUNT = /(?:account|user|nick|screen|display)-?name|(?:^|[\s_-])(?:poster|user-details)(?:$|[\s_-])/i;

const MAX_NAMES = 10;

/** Null when the line names nobody. `siteNames`, folded: only where the line says "by", the site itself may have written. */
export function bylineOf(line: Line, siteNames: ReadonlySet<string>, lang: string | null): Byline | null {
  const { block, segments } = line;
  const texts = segments.map(({ text }) => text);
  const text = texts.join(' ');
  if (OF_ANOTHER.test(text)) return null;
  const prefix = prefixOf(text, lang);
  const links = segments.filter(({ holder }) => isAuthorLink(holder));
  const around = namesAround(block, 2);
  const accounts = segments.filter(({ holder }) =>
    ACCOUNT.test(holder === block ? around : namesAround(holder, 2)),
  );
  const within = segments.filter(({ holder }) => holder !== block && isNamedWithin(holder, block));
  const named = namesAmong(within);
  const isNamed = named.length + accounts.length > 0 || NAMED.test(around);
  if (prefix === '' && isCaption(block)) return null;
  if (prefix === '' && links.length === 0 && !isNamed) {
    const names = signedNames(line, siteNames);
    return names.length === 0 ? null : { names, isSaid: true, isLinked: false, isNamed: false };
  }
  const own = links.length > 0 ? links : accounts;
  const isSite = (text: string): boolean => prefix !== '' && siteNames.has(fold(text));
  const namesOf = (part: string): string[] => {
    const handle = own.length > 0 ? handleName(part) : null;
    if (handle !== null) return [handle];
    return namesIn(withoutDay(part, lang)).flatMap(
      (name) => personName(name, siteNames) ?? (isSite(name) ? [name.trim()] : []),
    );
  };
  const names = [...new Set(runOfNames(partsOf(segments, own, named, prefix), namesOf))].slice(0, MAX_NAMES);
  return names.length === 0 ? null : { names, isSaid: prefix !== '', isLinked: links.length > 0, isNamed };
}

/** What names of parts say of an author beyond the name. */
const ABOUT_AUTHOR =
  /(?:author|byline|autor|auteur|autore|writer)[-_]{0,2}(?:title|role|job|bio|desc\w*|position|company|info|social|date|avatar|image|location|text)(?:$|[\s_-])/i;

/** Without what the author does, where parts of their own say that. */
function namesAmong(named: readonly Segment[]): readonly Segment[] {
  const names = named.filter(({ holder }) => !ABOUT_AUTHOR.test(namesAround(holder, 1)));
  return names.length === 0 ? named : names;
}

/** Named for authors as a part of the block, not with all of it. */
function isNamedWithin(holder: Element, block: Element): boolean {
  const around = chainOf(holder, 2);
  const end = around.indexOf(block);
  return (end === -1 ? around : around.slice(0, end)).some((element) => NAMED.test(namesAround(element, 1)));
}

/** Names below a picture are of those who are on it, or took it. */
function isCaption(block: Element): boolean {
  return chainOf(block, 3).some(({ name }) => name === 'figcaption');
}

/** The parts of the line that may be names: links and accounts, the one part that is named for authors, or what its "by" leaves. */
function partsOf(
  segments: readonly Segment[],
  own: readonly Segment[],
  named: readonly Segment[],
  prefix: string,
): string[] {
  if (own.length > 0) return own.map(({ text }) => withoutPrefix(text));
  const [one, ...others] = named;
  if (one !== undefined && others.length === 0 && segments.length > 1) return [withoutPrefix(one.text)];
  let start = 0;
  return segments.flatMap(({ text }) => {
    const cut = Math.max(0, prefix.length - start);
    start += text.length + 1;
    return cut >= text.length ? [] : [text.slice(cut)];
  });
}

/** Names up to the first part that is none. */
function runOfNames(parts: readonly string[], namesOf: (part: string) => string[]): string[] {
  const found: string[] = [];
  for (const part of parts) {
    if (NO_NAME.test(part.trim())) continue;
    const names = namesOf(part);
    if (names.length === 0 && found.length > 0) break;
    found.push(...names);
    if (names.length > 0 && AFTER_NAMES.test(part)) break;
  }
  return withoutAgencies(withoutPlace(found));
}

const AGENCY =
  /^(?:the )?(?:associated press|press association|agence france-presse|bloomberg|xinhua|kyodo|ansa|efe|lusa|belga|ritzau|agencias|ag\u00eancias|agenzie|agences|agenturen|agencies)$/i;

/** An agency beside people, who wrote with its help. */
function withoutAgencies(names: string[]): string[] {
  const people = names.filter((name) => !AGENCY.test(name));
  return people.length === 0 ? names : people;
}

/** A month at the end of a name is none of it: "Ann Lee, May 3, 2024". */
function withoutDay(text: string, lang: string | null): string {
  const [day] = hasDigits(text) ? findDays(text, lang) : [];
  return day === undefined ? text : text.slice(0, day.start);
}

function namesIn(text: string): string[] {
  const cut = text.split(AFTER_NAMES, 1)[0] ?? '';
  return withoutPlace(cut.split(BETWEEN_NAMES, 12).filter((name) => name.trim() !== ''));
}

/** "Ann Lee and Bob Ray, Nairobi": one word behind names of more is where they wrote. */
function withoutPlace(names: string[]): string[] {
  const isLong = (name: string): boolean => /\S\s+\S/.test(name);
  const before = names.slice(0, -1);
  return before.length > 0 && before.every(isLong) && !isLong(names.at(-1) ?? '') ? before : names;
}

function isAuthorLink(holder: Element): boolean {
  return chainOf(holder, 2).some(({ name, attribs: { rel, itemprop, href } }) => {
    if (itemprop === 'author' || (rel !== undefined && /(?:^|\s)author(?:\s|$)/.test(rel))) return true;
    return name === 'a' && href !== undefined && AUTHOR_ADDRESS.test(href);
  });
}

const AUTHOR_ADDRESS = new RegExp(
  `/(?:${anyOf(words('pages'))})/(?:\\d|[^/?#]{3,})|/(?:users?|members?)/(?:\\d|[^/?#]{3,})|/member(?:list)?\\.php\\?.{0,80}\\bu=\\d`,
  'i',
);
