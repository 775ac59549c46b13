/** Who wrote the page: the line by its heading that says so, or an element named for it. */

import type { Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import { findDays } from '../coerce/days-in-text.js';
import { handleName, personName } from '../person.js';
import type { PageSources } from '../page-sources.js';
import { chainOf } from './ancestors.js';
import type { Line } from './lines.js';
import { lineOfHeading, linesAround, namesAround, pathOf } from './near.js';

const MAX_LINES = 3_000;
const MAX_LINE_CHARS = 140;

const NAMED =
  /(?:^|[\s_-])(?:author|authors|author-?name|byline|by-?line|autor|autoren|auteur|autore|autores|writer|contributor|contributors|post-?author|article-?author|entry-?author|reporter|redacteur|skribent|forfatter|fn)(?:$|[\s_-])|(?:^|[\s_])(?:article|post|entry|story|meta|c|m)-{1,2}_{0,2}(?:author|byline)|__(?:author|byline)/i;
/**
 * What stands before a name, up to the end of a word: "di" opens no "Digital Cameras". "by" alone is also said of sponsors, so
 * the name must look like one.
 */
const PREFIX =
  /^(?:(?:(?:written |posted |words |story |text |reported |recipe |article |published |submitted |created |saved |shared |started |asked |reviewed )?by|von|text(?:\s?:)? ?(?:von)?|verfasst von|geschrieben von|ver\u00f6ffentlicht von|ein (?:artikel|beitrag) von|par|publi\u00e9 par|por|escrito por|publicado por|di|a cura di|scritto da|door|av|af|tekst|skrevet av|skrevet af|autor(?:in)?(?=\s?:)|author(?=\s?:)|penulis(?=\s?:)|reporter(?=\s?:))(?![\p{L}\p{N}])|\u043c\u0430\u0442\u0435\u0440\u0438\u0430\u043b \u043f\u043e\u0434\u0433\u043e\u0442\u043e\u0432\u0438\u043b|\u6587\s?[:\uff1a\uff0f]|\u8a18\u8005|\u4f5c\u8005(?=\s?[:\uff1a]))\s*[:\uff1a]?\s*/iu;
/** "Posted on September 21, 2020 by": the day is in the first group. */
const DAY_BEFORE = /^(.{0,90}\d.{0,30}?)[\s,|\u00b7-]\s*(?:by|von|par|por|door|av|af|di|da)\s+(?=\p{L})/iu;
/** Where the names of a line end. */
const AFTER_NAMES =
  /\s[|\u2013\u2014\u00b7\u2022\u00bb-]\s|\s\(|\d|\s(?:on|am|le|el)\s|,?\s(?:in|for|f\u00fcr|pour)\s|,?\s(?:updated|published|posted|last updated)\s/i;

interface Hit {
  readonly names: readonly string[];
  readonly points: number;
  readonly line: Line;
}

/** Names of the best line only. */
export function pageAuthors(sources: PageSources): Candidate[] {
  const all = sources.lines();
  const headAt = lineOfHeading(all, sources.heading());
  const hits = linesAround(all, headAt, MAX_LINES)
    .map((line) => hitOf(line, headAt, sources))
    .filter((hit) => hit !== null);
  const most = Math.max(...hits.map(({ points }) => points));
  const [best, ...others] = hits.filter(({ points }) => points === most);
  if (best === undefined || best.points < 4 || areOfMany([best, ...others])) return [];
  const confidence = best.points >= 6 ? 0.75 : best.points >= 5 ? 0.65 : 0.55;
  return [
    { rule: 'byline', source: 'text', path: pathOf(best.line.block), value: [...best.names], confidence },
  ];
}

/** A listing names the author of each of its texts. */
function areOfMany(hits: readonly Hit[]): boolean {
  return new Set(hits.map(({ names }) => names.join())).size >= 3;
}

function hitOf(
  line: Line,
  headAt: number | undefined,
  { siteNames, doc: { lang } }: PageSources,
): Hit | null {
  const { text, at, region, block, segments } = line;
  if (region === 'chrome' || text.length > MAX_LINE_CHARS) return null;
  const prefix = prefixOf(text, lang);
  const links = segments.filter(({ holder }) => isAuthorLink(holder));
  const named = segments.filter(({ holder }) => NAMED.test(namesAround(holder, 2)));
  const isNamed = named.length > 0 || NAMED.test(namesAround(block, 2));
  if (prefix === '' && links.length === 0 && !isNamed) return null;
  const source =
    links.length > 0
      ? links.map((one) => one.text)
      : namesIn(
          text.slice(prefix.length),
          named.map((one) => one.text),
        );
  const nameOf = (name: string): string | null =>
    personName(name, siteNames()) ?? (links.length > 0 ? handleName(name) : null);
  const names = [...new Set(source.map(nameOf).filter((name) => name !== null))].slice(0, 10);
  if (names.length === 0) return null;
  let points = (prefix === '' ? 0 : 2) + (links.length > 0 ? 2.5 : 0) + (isNamed ? 2 : 0);
  if (region !== 'main') points -= 3;
  if (headAt !== undefined) {
    const distance = at - headAt;
    if (distance >= 0 && distance <= 10) points += 2;
    else if (distance >= -4 && distance <= 25) points += 1;
  }
  if (text.length > 90) points -= 1;
  return { names, points, line };
}

/** The part of the line that is named for authors, or all of it up to what cannot be a name. */
function namesIn(rest: string, named: readonly string[]): string[] {
  const text = named.length === 1 && named[0] !== undefined ? named[0].replace(PREFIX, '') : rest;
  const cut = text.split(AFTER_NAMES, 1)[0] ?? '';
  return withoutPlace(cut.split(/\s*[,;/\u3001\u30fb]\s*|\s+(?:and|und|et|y|e|en|og|och|&)\s+/i, 12));
}

/** "Ann Lee and Bob Ray, Nairobi": one word behind names of more is where they wrote. */
function withoutPlace(names: string[]): string[] {
  const isLong = (name: string): boolean => /\S\s+\S/.test(name);
  const before = names.slice(0, -1);
  return before.length > 0 && before.every(isLong) && !isLong(names.at(-1) ?? '') ? before : names;
}

/** What a line says before its names; empty when it says nothing of the kind. */
function prefixOf(text: string, lang: string | null): string {
  const plain = PREFIX.exec(text)?.[0];
  if (plain !== undefined) return plain;
  const [whole = '', day = ''] = DAY_BEFORE.exec(text) ?? [];
  return whole !== '' && findDays(day, lang).length > 0 ? whole : '';
}

function isAuthorLink(holder: Element): boolean {
  return chainOf(holder, 2).some(({ name, attribs: { rel, itemprop, href } }) => {
    if (/(?:^|\s)author(?:\s|$)/.test(rel ?? '') || itemprop === 'author') return true;
    return name === 'a' && AUTHOR_ADDRESS.test(href ?? '');
  });
}

const AUTHOR_ADDRESS =
  /\/(?:authors?|autor(?:en)?|auteurs?|autori|profile|contributors?|by|people|team|redaktion|journalist[ae]?s?)\/[^/?#]{3,}|\/(?:users?|members?)\/(?:\d|[^/?#]{3,})|\/member(?:list)?\.php\?.{0,80}\bu=\d/i;
