/** The example of a field as a value that can be looked for on a page. */

import type { Field } from '../../schema.js';
import { coerce, newWordedDates, type CoercionContext, type Raw } from '../coerce/index.js';
import type { Shape } from '../concepts/concept.js';
import { isList, type Json } from '../entity.js';
import { withUnit } from '../field-unit.js';
import { shapeValues } from '../shape.js';
import { fold } from '../structure/heading.js';
import { collapse } from '../text.js';

export interface ExampleValue {
  readonly field: Field;
  readonly shape: Shape;
  readonly value: string | number;
  /** Says too much to stand on another page by chance. */
  readonly isTelling: boolean;
  /** Whether a text can hold the value at all; cheap. */
  mayBeIn(text: string): boolean;
  /** What stands at a place, in the shape that the field's type is read from; null when it cannot be such a value. */
  read(values: readonly Json[]): { readonly raw: Json; readonly value: string | number } | null;
  /** Whether these are the value, read as the field's type. */
  is(values: Json): boolean;
}

export interface ExampleContext {
  readonly lang: string | null;
  readonly baseUrl: string;
  readonly fetchedAt: Date;
}

const MAX_EXAMPLE_CHARS = 500;
/** Of a date or a number with what stands beside it. */
const MAX_PLACE_CHARS = 120;

/** Null when the example shows no place: of lists and booleans, and of what has no letters or digits. */
export function exampleValue(field: Field, shape: Shape, page: ExampleContext): ExampleValue | null {
  const { type, example } = field;
  if (type === 'boolean' || type.startsWith('array<')) return null;
  if (typeof example !== 'string' && typeof example !== 'number') return null;
  if (String(example).length > MAX_EXAMPLE_CHARS) return null;
  const read = (raw: Raw): string | number | null => {
    const result = coerce(raw, type, withUnit(contextOf(page, shape), field));
    const value = result.kind === 'value' ? result.value : null;
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  };
  const value = read(example);
  if (value === null || fold(String(value)) === '') return null;
  const readAll: ExampleValue['read'] = (values) => {
    const raw = shapeValues(values, shape, type, page.baseUrl);
    const found = read(raw);
    return found === null ? null : { raw, value: found };
  };
  const same = type === 'string' ? sameText(String(value)) : (found: string | number) => found === value;
  return {
    field,
    shape,
    value,
    isTelling: isTelling(type, value),
    mayBeIn: mayBeIn(type, value, shape),
    read: readAll,
    is: (values) => {
      const found = readAll(isList(values) ? values : [values]);
      return found !== null && same(found.value);
    },
  };
}

function contextOf({ lang, fetchedAt }: ExampleContext, shape: Shape): CoercionContext {
  // Dates in words are dear to read, and those that are relative to a day show no place.
  const wordedDates = { ...newWordedDates(), left: 0 };
  return { lang: shape === 'exact' ? null : lang, referenceDate: () => fetchedAt, wordedDates };
}

function sameText(example: string): (found: string | number) => boolean {
  const wanted = comparable(example);
  return (found) => comparable(found) === wanted;
}

/** Addresses letter by letter without what does not matter, other texts by their letters and digits. */
export function comparable(value: string | number): string {
  const text = String(value);
  return isAddress(text) ? text.replace(/^https?:\/\/(?:www\.)?|#.*$|\/$/gi, '') : fold(text);
}

export function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text);
}

function isTelling(type: Field['type'], value: string | number): boolean {
  if (typeof value === 'number') {
    const digits = String(Math.abs(value))
      .replace(/\D/g, '')
      .replace(/^0+|0+$/g, '').length;
    const isYear = Number.isInteger(value) && value >= 1_900 && value < 2_100;
    return !isYear && digits >= (Number.isInteger(value) ? 4 : 3);
  }
  if (type === 'date') return true;
  // Addresses of other pages and of pictures stand in links everywhere.
  if (isAddress(value)) return false;
  const { length } = fold(value);
  if (/[\u3040-\u9fff\uac00-\ud7af]/.test(value)) return length >= 4;
  const words = value.split(/\s+/).length;
  return length >= 10 || (words > 1 && length >= 8) || (/\d/.test(value) && length >= 5);
}

function mayBeIn(type: Field['type'], value: string | number, shape: Shape): (text: string) => boolean {
  if (typeof value === 'number') {
    const digits = String(Math.abs(value)).replace(/\D/g, '');
    const isCounted = shape !== 'minutes';
    return (text) =>
      text.length <= MAX_PLACE_CHARS &&
      /\d/.test(text) &&
      (!isCounted || text.replace(/\D/g, '').includes(digits));
  }
  if (type === 'date') {
    const day = String(Number(value.slice(8, 10)));
    return (text) => text.length <= MAX_PLACE_CHARS && text.includes(day);
  }
  const { length } = collapse(value);
  // A link on the page leaves out what it shares with the page's own address.
  if (isAddress(value)) return (text) => text.length > 0 && text.length <= length + 50;
  return (text) => text.length >= length * 0.8 && text.length <= length + MAX_PLACE_CHARS;
}
