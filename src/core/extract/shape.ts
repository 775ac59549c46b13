/** Values as they stand in metadata to what coercion takes: objects to their names or addresses, lists to items. */

import type { FieldType } from '../schema.js';
import type { Shape } from './concepts/concept.js';
import { resolveUrl } from './document.js';
import type { Json, JsonObject } from './entity.js';
import { isList, isObject, property, shortName, typesOf } from './entity.js';
import { hoursText } from './opening-hours.js';
import { isoMinutes, wordedMinutes } from './coerce/duration.js';
import { isNullToken } from './coerce/null-token.js';
import { markupLines, plainText } from './text.js';

type Scalar = Exclude<Json, object>;

/** One raw value for the field, or null when these values hold nothing for it. */
export function shapeValues(values: readonly Json[], shape: Shape, type: FieldType, baseUrl: string): Json {
  const items = itemsOf(values, shape, type, baseUrl);
  if (items.length === 0) return null;
  if (type.startsWith('array<')) return items;
  if (type !== 'string') return items.length === 1 ? (items[0] ?? null) : items;
  if (JOINED.has(shape)) return items.join(', ');
  return shape === 'steps' || shape === 'lines' ? items.join('\n') : (items[0] ?? null);
}

const JOINED: ReadonlySet<Shape> = new Set<Shape>(['person', 'words', 'hours']);

function itemsOf(values: readonly Json[], shape: Shape, type: FieldType, baseUrl: string): Scalar[] {
  switch (shape) {
    case 'person':
      return unique(
        values.flatMap(personNames).flatMap((name) => (type === 'string' ? [name] : splitNames(name))),
      );
    case 'picture':
    case 'page-url':
      return unique(values.map((value) => addressOf(value, baseUrl)).filter((url) => url !== null));
    case 'steps':
      return values.flatMap((value) => stepTexts(value, 0));
    case 'lines':
      return values.flatMap((value) =>
        typeof value === 'string' ? markupLines(value) : present(textual(value)),
      );
    case 'words':
      return unique(
        values.flatMap((value) => present(textual(value))).flatMap((text) => splitWords(text, type)),
      );
    case 'minutes':
      return type === 'string'
        ? values.flatMap((value) => present(textual(value)))
        : values.map(minutesOf).filter((minutes) => minutes !== null);
    case 'hours':
      return values.flatMap(hoursText);
    case 'place':
      return values.map(placeText).filter((text) => text !== '');
    case 'stock':
      return values
        .flatMap((value) => present(textual(value)))
        .map((text) => (type === 'string' ? vocabularyName(text) : text));
    case 'text':
    case 'exact':
      return values.flatMap((value) => present(textual(value)));
    default:
      return shape satisfies never;
  }
}

/** The part of an object that stands for it in text. */
function textual(value: Json): Scalar {
  if (!isObject(value)) return isList(value) ? null : value;
  for (const name of ['@value', 'name', 'value', 'text', 'headline', 'url', '@id']) {
    const inner = firstOf(property(value, name));
    if (inner !== undefined && inner !== null && !isObject(inner) && !isList(inner)) return inner;
  }
  return null;
}

function firstOf(value: Json | undefined): Json | undefined {
  return isList(value) ? value[0] : value;
}

function present(value: Scalar): Scalar[] {
  return value === null || (typeof value === 'string' && isNullToken(value)) ? [] : [value];
}

const BYLINE = /^(?:written by|posted by|by|von|par|por|di|door|av|af|text)\s*:?\s+/i;

/** Of their home page, behind their name. */
const ADDRESS = /(?<=\S)[\s|\u2013-]*[\s(]https?:\/\/\S+$/;

function personNames(value: Json): string[] {
  const named = isObject(value)
    ? (property(value, 'name') ?? property(value, 'legalName') ?? property(value, '@value') ?? null)
    : value;
  const texts = isList(named) ? named : [named];
  return texts
    .map((text) => (typeof text === 'string' ? plainText(text).replace(BYLINE, '').replace(ADDRESS, '') : ''))
    .filter(
      (text) =>
        text !== '' && text.length <= 300 && !isNullToken(text) && !/^(?:https?:)?\/\/|^@|^www\./.test(text),
    );
}

const BETWEEN_NAMES = /\s*[,;|]\s+|,|\s+(?:and|und|et|y|e|en|og|och|&)\s+/i;

/** "A. Smith and B. Jones" as two, when every part looks like a whole name. */
function splitNames(text: string): string[] {
  const parts = text.split(BETWEEN_NAMES, 20).filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => /^\S+\s+\S/.test(part) && part.length <= 60)
    ? parts
    : [text];
}

function addressOf(value: Json, baseUrl: string): string | null {
  const address = isObject(value)
    ? [property(value, 'url'), property(value, 'contentUrl'), property(value, 'src'), property(value, '@id')]
        .map(firstOf)
        .find((found) => typeof found === 'string')
    : value;
  if (typeof address !== 'string' || address.trim() === '' || address.length > 8_000) return null;
  return resolveUrl(plainText(address), baseUrl);
}

const MAX_STEP_DEPTH = 6;

function stepTexts(value: Json, depth: number): string[] {
  if (typeof value === 'string') return markupLines(value).filter((line) => !isNullToken(line));
  if (depth > MAX_STEP_DEPTH) return [];
  if (isList(value)) return value.flatMap((item) => stepTexts(item, depth + 1));
  if (!isObject(value)) return [];
  const inner = property(value, 'itemListElement') ?? property(value, 'steps') ?? property(value, 'step');
  const text = property(value, 'text') ?? property(value, 'description');
  // The name of a section stands above its steps, as on the page.
  if (inner !== undefined) return [...sectionName(value), ...stepTexts(inner, depth + 1)];
  const name = property(value, 'name');
  if (typeof text === 'string' && plainText(text) !== '')
    return [...stepName(name, plainText(text)), plainText(text)];
  return typeof name === 'string' ? [plainText(name)].filter(Boolean) : [];
}

/** A step may have a heading of its own; mostly its name is the beginning of its text. */
function stepName(name: Json | undefined, text: string): string[] {
  const heading = typeof name === 'string' ? plainText(name).replace(/\s*(?:\.{2,3}|\u2026)$/, '') : '';
  const isOwn =
    heading !== '' && !/^(?:step|schritt|\u00e9tape|paso|passo|stap|steg|krok)?\s?\d*[.:]?$/i.test(heading);
  return isOwn && !foldedStart(text, heading) ? [heading] : [];
}

function foldedStart(text: string, start: string): boolean {
  const letters = (part: string): string => part.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return letters(text).startsWith(letters(start));
}

function sectionName(section: JsonObject): string[] {
  const name = property(section, 'name');
  return typesOf(section).includes('HowToSection') && typeof name === 'string'
    ? [plainText(name)].filter(Boolean)
    : [];
}

const WORD_MARKS = /[,;|\u2022\n\u3001\uff0c]|\s\u00b7\s/;

function splitWords(value: Scalar, type: FieldType): Scalar[] {
  if (typeof value !== 'string' || type === 'string') return [value];
  return plainText(value)
    .split(WORD_MARKS, 500)
    .map((word) => word.trim())
    .filter((word) => word !== '' && !INTERNAL.test(word));
}

/** Numbers and identifiers that publishing systems put among the keywords. */
const INTERNAL = /^(?:\d{6,}|[\da-f]{8}-[\da-f]{4}-[\da-f-]{10,}|[a-z]{2,15}_[a-z0-9_]{2,40}=.*)$/i;

/** Half a year: what takes longer is a mistake in the markup. */
const MAX_MINUTES = 180 * 1_440;

function minutesOf(value: Json): Scalar {
  const text = textual(value);
  if (typeof text !== 'string') return text;
  const minutes = isoMinutes(text) ?? wordedMinutes(text);
  if (minutes !== null) return minutes <= MAX_MINUTES ? minutes : null;
  // A broken ISO duration holds digits, but no number of minutes.
  return /^P[T\d-]/i.test(text.trim()) ? null : text;
}

const PLACE_PARTS = ['streetAddress', 'addressLocality', 'addressRegion', 'postalCode', 'addressCountry'];

function placeText(value: Json): string {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return '';
  const parts = PLACE_PARTS.map((name) => textual(firstOf(property(value, name)) ?? null));
  const written = parts.filter((part) => typeof part === 'string' && part.trim() !== '');
  // A code alone is no address.
  if (written.length === 1 && written[0] === parts[3]) return '';
  // The code of the country is for machines: no address is written with it.
  const texts = written.filter(
    (part) => written.length === 1 || !/^[A-Z]{2}$/.test(String(part)) || part !== parts[4],
  );
  return texts.length > 0 ? texts.join(', ') : String(textual(value) ?? '');
}

function vocabularyName(value: Scalar): Scalar {
  return typeof value === 'string' && /^(?:https?:\/\/)?schema(?:\.org)?[/:]/i.test(value)
    ? shortName(value)
    : value;
}

function unique<T extends Scalar>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
