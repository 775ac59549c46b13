/** Names of people as pages write them: without their role, the date and the name of the site beside them. */

import { fold } from './structure/heading.js';
import { collapse } from './text.js';
import { wordOf } from './words/phrases.js';
import { ROLES } from './words/roles.js';

const MAX_NAME_CHARS = 60;

const WORDS_OF_PAGES =
  'posts? articles? follow share comments? minutes? min updated published posted admin \\p{L}*redakt\\p{L}* direkt[o\u00f8]r editor ' +
  'herausgeber editorial newsletter subscribe photo foto bild credit getty reuters afp dpa copyright today yesterday ago ' +
  'authors? autor profile website email news newsroom desk';
const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december';
/** Numbers, addresses, days; words that no name has, and links: "Read more", "All posts". Names may be May or More. */
const NOT_A_NAME = new RegExp(
  [
    '\\d{3}|https?:|www\\.|@|staff writer',
    `(?<![\\p{L}\\d])(?:${WORDS_OF_PAGES.split(' ').join('|')})(?![\\p{L}\\d])`,
    `\\b(?:${MONTHS})\\s+\\d|\\d\\.?\\s+(?:${MONTHS})\\b`,
    '^(?:read|view|see|more|all|about)\\b|\\b(?:read|view|see|show)\\s+(?:more|all|other|full)\\b',
  ].join('|'),
  'iu',
);
const SITE_MARK = /\s+[|\u2013\u2014\u00b7\u2022/-]\s+/;

const ROLE = wordOf(Object.values(ROLES));
/** "Post-Expert" too. */
const HAS_ROLE = new RegExp(ROLE, 'iu');
const ROLE_BEFORE = new RegExp(`^(?:\\S+\\s){0,2}?(?:\\S{1,30}-)?${ROLE}\\s+`, 'iu');

/** "Our reporter Ann Lee", "Post-Online-Expert Ann Lee": Ann Lee. A role before one word is a name: "Editor Gray". */
function withoutRole(name: string): string {
  const rest = name.replace(ROLE_BEFORE, '');
  return /^\p{Lu}\S*\s+(?:\p{Ll}{1,4}\s+){0,2}\p{Lu}/u.test(rest) ? rest : name;
}

/** Null when the text is no name. */
export function personName(text: string, siteNames: ReadonlySet<string>): string | null {
  const name = cleanPerson(collapse(text), siteNames);
  if (name.length < 2 || name.length > MAX_NAME_CHARS || NOT_A_NAME.test(name) || siteNames.has(fold(name)))
    return null;
  if (HAS_ROLE.test(name) || !/^["'(\u2018\u201c]?\p{L}/u.test(name)) return null;
  if (/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/.test(name)) return name.length <= 20 ? name : null;
  const words = name.split(' ');
  // Scripts without capitals: a few words, and no sentence.
  if (!/[\p{Lu}\p{Ll}]/u.test(name)) return words.length <= 4 && !/[!?;:.،؛]/.test(name) ? name : null;
  const capital = words.filter((word) => /^["'(\u2018\u201c]?\p{Lu}/u.test(word)).length;
  // Particles such as "van der" are small and end no name; a sentence has more small words than names.
  const isEnded = !/^\p{Ll}{1,4}$/u.test(words.at(-1) ?? '');
  const isNames =
    capital >= 1 && capital * 2 >= words.length && words.length <= 6 && words.length >= 2 && isEnded;
  const isSingle = words.length === 1 && /^\p{Lu}\p{L}{2,20}$/u.test(name);
  return (isNames || isSingle) && !/[!?;:=<>{}]/.test(name) ? name : null;
}

const PARTICLE =
  /^(?:[dl]['\u2019]|al|bin|da|das|de|del|della|den|der|di|do|dos|du|el|ibn|la|le|ten|ter|van|von|y|zu|zum)$/;

/** As `personName`, of first and last name at least, where nothing else says that it is a name: no small words but particles. */
export function fullPersonName(text: string, siteNames: ReadonlySet<string>): string | null {
  const name = personName(text, siteNames);
  if (name === null || /\d/.test(name) || !/\S\s\S/.test(name)) return null;
  const small = name.split(/\s+/).filter((word) => /^\p{Ll}/u.test(word));
  return small.every((word) => PARTICLE.test(word) || /^[dl]['\u2019]/.test(word)) ? name : null;
}

const HANDLE = /^\p{L}[\p{L}\p{N}_.-]{2,29}$/u;

/** The name of an account, as forums and blogs link it: "annlee", "ann_lee.7"; null when the text is no such name. */
export function handleName(text: string): string | null {
  const name = collapse(text);
  return HANDLE.test(name) && !NOT_A_NAME.test(name.replace(/\d+/g, '')) ? name : null;
}

/** What programs and editors write where they know no author. */
const NO_ONE = /^(?:no|unknown|without) (?:author|name)s?$|^(?:unknown|n\/?a|none|null|undefined|-|\d+)$/i;

export function isNoOne(name: string): boolean {
  return NO_ONE.test(name.trim());
}

/** Accounts that nobody is known by. */
const ANONYMOUS = /^(?:(?:site |web)?admin(?:istrator)?|webmaster|super ?user|guest|editor)$/i;

export function isAnonymous(name: string): boolean {
  return ANONYMOUS.test(name.trim());
}

/** What someone does, where a name could stand: "Trainee (Sport)". */
export function isRole(text: string): boolean {
  return HAS_ROLE.test(text);
}

/** "Lee, Ann" as libraries write it: Ann Lee. */
export function inReadingOrder(name: string): string {
  const [whole, last = '', first = ''] =
    /^(\p{Lu}[^,\d]{1,40}),\s(\p{Lu}[^,\d]{0,40})$/u.exec(name.trim()) ?? [];
  return whole === undefined ? name : `${first} ${last}`;
}

/** A date, or a link to what else the author wrote. */
const AFTER_NAME =
  /(?:[.,;|]\s+(?:last|updated|published|posted)\b|\s(?:view|see|read|show|more)\s+(?:all|other|more|full|posts?|articles?|recipes?|about|by|from|of|profile)\b).*$/is;

/** What stands by a label for authors, without what follows the name; null when it is a sentence, or leads elsewhere. */
export function labelledPerson(text: string): string | null {
  const name = text.replace(AFTER_NAME, '').replace(/[\s,;|]+$/, '');
  if (name === '' || name.length > 300 || NOT_A_NAME.test(name)) return null;
  return /^\p{Ll}/u.test(name) && name.split(/\s+/, 4).length > 3 ? null : name;
}

/** "Ann Lee, food stylist", "Ann Lee, 7 May 2022", "The Site - Ann Lee": Ann Lee. */
export function cleanPerson(text: string, siteNames: ReadonlySet<string>): string {
  // "Ann Lee (al)": the letters with which newsrooms sign.
  const whole = text.replace(AFTER_NAME, '').replace(/(?<=\S\s\S.*)\s\(\p{Ll}{2,4}\.?\)$/u, '');
  const parts = whole.split(SITE_MARK);
  // What stands beside a name behind such a mark is the site, the day, or what the person does.
  const own =
    parts.length > 1
      ? parts.filter((part) => !siteNames.has(fold(part)) && !/\d/.test(part) && !HAS_ROLE.test(part))
      : parts;
  const name = own.length === 1 ? (own[0] ?? whole) : whole;
  const comma = name.search(/,\s/);
  if (comma < 3) return withoutRole(name);
  const rest = name.slice(comma + 1).trim();
  // A role begins small or is one, a date has digits; another name does neither.
  const isBeside = /^\p{Ll}/u.test(rest) || /\d/.test(rest) || HAS_ROLE.test(rest);
  return isBeside && /\s/.test(name.slice(0, comma)) ? name.slice(0, comma) : name;
}
