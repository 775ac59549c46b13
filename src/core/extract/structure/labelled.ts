/** Fields by the labels that pages put beside their values. */

import type { Field, FieldType, FlatSchema } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import { saysNoAmount } from '../coerce/money.js';
import { isMoney } from '../concept-of.js';
import { findConcept } from '../find-concept.js';
import { hasDigits } from '../coerce/digits.js';
import { unitOfField } from '../field-unit.js';
import { nameForms, plural } from '../field-name.js';
import { codeOf, fitsExample } from '../example.js';
import { looseLabels } from './loose-labels.js';
import type { Pair, PairIndex } from './pair.js';

/** The place of a value that is still as the page writes it. */
export interface LabelledPair extends Omit<Candidate, 'value'> {
  readonly pair: Pair;
}

/** The pairs that some field of the schema may want, by label. */
export function indexPairs(
  schema: FlatSchema,
  find: (isWanted: (key: string) => boolean) => readonly Pair[],
): PairIndex {
  const wanted = new Set(
    schema.flatMap((asked) => [...keysOf(asked), ...looseKeys(asked.field), ...partKeys(asked.field)]),
  );
  const index = new Map<string, Pair[]>();
  for (const pair of find((key) => wanted.has(key))) {
    const same = index.get(pair.key);
    if (same === undefined) index.set(pair.key, [pair]);
    else same.push(pair);
  }
  return index;
}

/** Labels of what the field is the sum of, and of what it would not hold. */
function partKeys(field: string): string[] {
  const parts = findConcept(field)?.sum ?? [];
  return parts.length === 0 ? [] : [...parts.flatMap(labelKeys), ...BETWEEN_KEYS];
}

/** Times that count to neither the preparation nor the cooking. */
const BETWEEN_KEYS = (
  'rest,resting,rest time,resting time,chill time,chilling time,cooling time,additional time,inactive time,passive time,' +
  'marinating time,marinate time,soaking time,proofing time,rising time,freezing time,ruhezeit,k\u00fchlzeit,wartezeit,' +
  'temps de repos,repos,tiempo de reposo,reposo,tempo di riposo,riposo,tempo de espera,rusttijd,wachttijd'
).split(',');

/** The parts of a sum by their labels, in minutes or as they stand; null unless the page tells all of them and nothing beside. */
export function summedPairs(field: Field, parts: readonly string[], index: PairIndex): Pair[] | null {
  if (BETWEEN_KEYS.some((key) => index.has(key))) return null;
  const pairs = parts.map((part) => labelledPairs({ ...field, field: part }, index)[0]?.pair);
  return pairs.every((pair) => pair !== undefined) ? pairs : null;
}

/** The labels under which a page may show a field: its own name first, then those of its concept. */
export function labelKeys(field: string): string[] {
  const own = nameForms(field);
  const concept = findConcept(field);
  return [...new Set([...own, ...own.map(plural), ...(concept?.labels ?? [])])];
}

function keysOf(field: Field): string[] {
  return [
    ...new Set([...labelKeys(field.field), ...unitForms(field).flatMap((form) => [form, plural(form)])]),
  ];
}

/** Of a number in a unit: the name without it, and with it as pages may write it: "Weight", "Weight in kg". */
function unitForms(field: Field): string[] {
  const unit = unitOfField(field);
  if (unit === null) return [];
  return nameForms(unit.rest).flatMap((form) => [
    form,
    ...unit.names.flatMap((name) => [`${form} ${name}`, `${form} in ${name}`]),
  ]);
}

/** Those that are a word off, of names that no concept has. */
function looseKeys(field: string): string[] {
  return findConcept(field) === undefined ? looseLabels(field) : [];
}

const LOOSE = 0.85;

/** Labelled values that may answer the field, the surest first. */
export function labelledPairs(field: Field, index: PairIndex): LabelledPair[] {
  const own = new Set([...nameForms(field.field), ...unitForms(field)]);
  const loose = new Set(looseKeys(field.field));
  const found = [...keysOf(field), ...loose].flatMap((key) => index.get(key) ?? []);
  return found
    .filter(
      (pair) =>
        (suits(field.type, pair.value) || isFree(field, pair.value)) &&
        !isCountOf(field, pair) &&
        fitsExample(field, codeOf(field, pair.value)),
    )
    .map((pair) => ({
      rule: 'label' as const,
      source: 'label' as const,
      path: `${pair.path} ${pair.key}`,
      confidence: pair.confidence * (own.has(pair.key) ? 1 : loose.has(pair.key) ? LOOSE : 0.95),
      pair,
    }))
    .sort((a, b) => b.confidence - a.confidence);
}

/** "12 comments" tells how many: no text, and none of them. A text may be asked for in digits by its example. */
function isCountOf({ type, example }: Field, { path, value }: Pair): boolean {
  if (!path.startsWith('value') || !/^[\d.,\s]+$/.test(value)) return false;
  if (type === 'string') return typeof example !== 'string' || !/\d/.test(example);
  return type !== 'integer' && type !== 'float';
}

/** "Free", of a field that asks for money. */
function isFree(field: Field, value: string): boolean {
  const isNumber = field.type === 'float' || field.type === 'integer';
  return isNumber && isMoney(field, findConcept(field.field)) && saysNoAmount(value) === 'free';
}

const MAX_NUMBER_CHARS = 80;

function suits(type: FieldType, value: string): boolean {
  switch (type) {
    case 'integer':
    case 'float':
      return value.length <= MAX_NUMBER_CHARS && hasDigits(value);
    case 'date':
      return value.length <= 100;
    case 'boolean':
      return value.length <= 100;
    case 'string':
    case 'array<string>':
    case 'array<integer>':
    case 'array<float>':
    case 'array<date>':
    case 'array<boolean>':
      return true;
    default:
      return type satisfies never;
  }
}
