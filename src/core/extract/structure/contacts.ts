/** Addresses of people and organizations as pages show them: links that write or call, `address` elements, addresses in text. */

import { isTag, type Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import type { Rule } from '../engine/rule.js';
import type { PageSources } from '../page-sources.js';
import { textLines, walk } from '../text.js';
import { pathOf } from './near.js';
import { regionAbove } from './region.js';

const IN_MAIN = 0.7;
const ELSEWHERE = 0.6;
const MAX_FOUND = 50;

interface Found {
  readonly value: string;
  readonly path: string;
  readonly isMain: boolean;
}

/** One candidate for the value that stands first in the main part, or all of it for a list. */
function candidatesOf(rule: Rule, found: readonly Found[], isArray: boolean): Candidate[] {
  const mains = found.filter(({ isMain }) => isMain);
  const taken = mains.length > 0 ? mains : found;
  const [first] = taken;
  if (first === undefined) return [];
  const values = [...new Set(taken.map(({ value }) => value))];
  const confidence = mains.length > 0 ? IN_MAIN : ELSEWHERE;
  return [{ rule, source: 'text', path: first.path, value: isArray ? values : first.value, confidence }];
}

const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z\d-]{1,63}\.){1,5}[A-Za-z]{2,20}(?![\w-])/g;
/** "ann (at) site.test": hidden from programs that send. */
const WORDED =
  /([\w.+-]{1,64})\s?[([{]\s?at\s?[)\]}]\s?((?:[\w-]{1,63}(?:\.|\s?[([{]\s?dot\s?[)\]}]\s?)){1,5}[A-Za-z]{2,20})(?![\w-])/i;

/** Electronic addresses: of links to write to, and in the page's text. */
export function pageEmails({ doc, lines }: PageSources, isArray: boolean): Candidate[] {
  const linked = doc.facts.anchors
    .map((anchor) => ({ anchor, value: addressOfLink(anchor) }))
    .filter((one): one is { anchor: Element; value: string } => one.value !== null)
    .slice(0, MAX_FOUND)
    .map(({ anchor, value }) => ({ value, path: 'a[mailto]', isMain: regionAbove(anchor) === 'main' }));
  const hasMain = linked.some(({ isMain }) => isMain);
  const written =
    hasMain && !isArray
      ? []
      : lines().flatMap(({ text, region }) =>
          emailsIn(text).map((value) => ({ value, path: 'text', isMain: region === 'main' })),
        );
  return candidatesOf('contact.email', [...linked, ...written.slice(0, MAX_FOUND)], isArray);
}

function addressOfLink({ attribs, children }: Element): string | null {
  const hidden =
    attribs['data-cfemail'] ??
    children
      .filter(isTag)
      .map((child) => child.attribs['data-cfemail'])
      .find(Boolean);
  if (hidden !== undefined) return unhidden(hidden);
  const [, address] = /^\s*mailto:([^?]{3,250})/i.exec(attribs['href'] ?? '') ?? [];
  if (address === undefined) return null;
  return emailsIn(address.replace(/%40/gi, '@').replace(/%20/g, ' '))[0] ?? null;
}

function emailsIn(text: string): string[] {
  if (text.length > 5_000) return [];
  const plain = text.includes('@') ? (text.match(EMAIL) ?? []) : [];
  const worded = plain.length === 0 ? WORDED.exec(text) : null;
  if (worded !== null)
    return [`${worded[1] ?? ''}@${(worded[2] ?? '').replace(/\s?[([{]\s?dot\s?[)\]}]\s?/gi, '.')}`];
  return plain
    .map((address) => address.replace(/^\.+|\.+$/g, ''))
    .filter((address) => !PICTURE.test(address));
}

/** "logo@2x.png" */
const PICTURE = /\.(?:png|jpe?g|gif|webp|svg)$/i;

/** Every two digits are a byte; the first is the key of the others. */
function unhidden(code: string): string | null {
  const bytes = (code.slice(0, 400).match(/[\da-f]{2}/gi) ?? []).map((pair) => parseInt(pair, 16));
  const [key = 0, ...rest] = bytes;
  return emailsIn(String.fromCharCode(...rest.map((byte) => byte ^ key)))[0] ?? null;
}

/** Numbers of links that call. */
export function pagePhones({ doc }: PageSources, isArray: boolean): Candidate[] {
  const found = doc.facts.anchors
    .filter(({ attribs }) => /^\s*(?:tel|callto):/i.test(attribs['href'] ?? ''))
    .slice(0, MAX_FOUND)
    .map((anchor) => ({ value: numberOf(anchor), path: 'a[tel]', isMain: regionAbove(anchor) === 'main' }))
    .filter(({ value }) => value !== '');
  return candidatesOf('contact.phone', found, isArray);
}

/** As it is shown, where the link's text is a number. */
function numberOf(anchor: Element): string {
  const shown = textLines(anchor, { chars: 200, nodes: 50 }).join(' ');
  const written = /(?:\+|\(|\d)[\d\s()./+-]{4,30}\d/.exec(shown)?.[0];
  return (
    written ?? decodeURIText((anchor.attribs['href'] ?? '').replace(/^\s*\w+:(?:\/\/)?/, '').slice(0, 40))
  );
}

function decodeURIText(text: string): string {
  return text.replace(/%20/g, ' ').replace(/%2B/gi, '+').trim();
}

const MAX_NODES = 100_000;

/** `address` elements that hold a postal address and no name of an author. */
export function pageAddresses({ doc }: PageSources, isArray: boolean): Candidate[] {
  const found: Found[] = [];
  let left = MAX_NODES;
  walk(doc.root, (node) => {
    left -= 1;
    if (left < 0 || found.length >= MAX_FOUND) return 'stop';
    if (!isTag(node) || node.name !== 'address') return true;
    const value = textLines(node, { chars: 600, nodes: 200 })
      .filter(isPlaceLine)
      .join(', ')
      .replace(/,\s*,/g, ',');
    if (isPlace(value)) found.push({ value, path: pathOf(node), isMain: regionAbove(node) === 'main' });
    return false;
  });
  return candidatesOf('contact.address', found, isArray);
}

function isPlaceLine(line: string): boolean {
  return !/@|^(?:tel|phone|fax|mobile|e-?mail|web|www|t|f|p)\b\.?\s?:?|^\+?[\d\s()./-]{7,}$|https?:/i.test(
    line,
  );
}

function isPlace(text: string): boolean {
  return (
    text.length >= 10 && text.length <= 300 && /\d/.test(text) && /\p{L}{3}/u.test(text) && /,/.test(text)
  );
}
