/** What an array field asks of the items of a group: what kind of value, under which words, of which shape. */

import type { Field } from '../../schema.js';
import type { Concept } from '../concepts/concept.js';
import { unitOfField } from '../field-unit.js';
import { nameForms, wordsOf } from '../field-name.js';
import { findConcept } from '../find-concept.js';
import { conceptInHint } from '../hint-concept.js';
import type { UnitName } from '../unit.js';
import { COUNTS, MEANINGS, THINGS, type Meaning } from './meanings.js';
import { exampleForms, type ExampleForm } from './value-shape.js';

export interface Wanted {
  readonly field: Field;
  readonly meaning: Meaning;
  readonly concept: Concept | undefined;
  /** Comparable forms of its name. */
  readonly forms: readonly string[];
  /** Words of the name and the hint that tell it from others, singular. */
  readonly words: ReadonlySet<string>;
  readonly isNumber: boolean;
  /** In which it asks for numbers. */
  readonly unit: UnitName['unit'] | null;
  /** It asks how many: "post_counts". */
  readonly isCount: boolean;
  readonly examples: readonly (string | number)[];
  readonly exampleForms: readonly ExampleForm[];
}

const MAX_EXAMPLES = 20;

export function wantedOf(field: Field): Wanted {
  const concept =
    findConcept(field.field) ?? (field.hint === undefined ? undefined : conceptInHint(field.hint));
  const given = examplesOf(field);
  const isNumber = field.type === 'array<integer>' || field.type === 'array<float>';
  const names = wordsOf(field.field).map(singularOf);
  const meaning = field.type === 'array<date>' ? 'date' : meaningOf(names, concept, isNumber, given);
  const isPlace = meaning === 'link' || meaning === 'image';
  const examples = isPlace ? given.filter((example) => ADDRESS.test(String(example))) : given;
  return {
    field,
    concept,
    isNumber,
    unit: unitOfField(field)?.unit ?? null,
    isCount: isNumber && COUNTS.has(names.at(-1) ?? ''),
    meaning,
    examples,
    exampleForms: exampleForms(examples),
    forms: nameForms(field.field),
    words: new Set([
      ...telling(names).filter((word) => !isPlace || !MEANINGS.link.has(word)),
      ...telling(wordsOf(field.hint ?? '').map(singularOf)),
    ]),
  };
}

const MAX_SINGULARS = 5_000;
const singulars = new Map<string, string>([['ids', 'id']]);

/** Pages name their parts by few words, again and again. */
export function singularOf(word: string): string {
  let singular = singulars.get(word);
  if (singular === undefined) {
    singular = nameForms(word).at(-1) ?? word;
    if (singulars.size < MAX_SINGULARS && word.length < 30) singulars.set(word, singular);
  }
  return singular;
}

/** Words that say nothing of their own. */
const EMPTY = new Set(
  'the of a an and or in on for to all list value item each every its their this that with as is are shown page data field'.split(
    ' ',
  ),
);

function telling(names: readonly string[]): string[] {
  return names.filter((word) => word.length > 1 && !EMPTY.has(word));
}

function examplesOf({ example }: Field): (string | number)[] {
  const values: readonly unknown[] = Array.isArray(example) ? (example as unknown[]) : [example];
  return values
    .filter((value) => (typeof value === 'string' && value.trim() !== '') || typeof value === 'number')
    .slice(0, MAX_EXAMPLES) as (string | number)[];
}

const ADDRESS = /^(?:https?:)?\/\/\S+$/i;
const PICTURE = /\.(?:jpe?g|png|webp|gif|avif|svg)(?:$|\?)/i;
const LONG_WORDS = 12;

function meaningOf(
  names: readonly string[],
  concept: Concept | undefined,
  isNumber: boolean,
  examples: readonly (string | number)[],
): Meaning {
  const says = (meaning: keyof typeof MEANINGS): boolean => names.some((word) => MEANINGS[meaning].has(word));
  if (isNumber) return concept?.among === 'price' || says('price') ? 'price' : 'number';
  const texts = examples.filter((example) => typeof example === 'string');
  const isAddress = texts.length > 0 && texts.every((text) => ADDRESS.test(text));
  if (concept?.shape === 'picture' || (says('image') && (isAddress || texts.length === 0))) return 'image';
  const isNamedLink = MEANINGS.link.has(names.at(-1) ?? '');
  if (isAddress && !isNamedLink && texts.some((text) => PICTURE.test(text))) return 'image';
  if (isAddress || concept?.shape === 'page-url' || isNamedLink) return 'link';
  if (concept?.among === 'title') return 'title';
  const isLong = texts.some((text) => text.split(' ').length >= LONG_WORDS);
  if (isLong) return 'text';
  if (concept?.among !== undefined) return concept.among;
  const last = [...names].reverse();
  for (const meaning of ['price', 'date', 'person', 'category', 'title', 'text'] as const) {
    if (last.some((word) => MEANINGS[meaning].has(word))) return meaning;
  }
  return names.length === 1 && THINGS.has(names[0] ?? '') ? 'title' : 'other';
}
