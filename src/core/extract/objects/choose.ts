/** Which of the lists in some data are the things that a field asks for, and which single thing. */

import type { ObjectValue } from '../../schema.js';
import { isEmptyValue } from '../coerce/index.js';
import { isThing, listNames, type AskedThing } from './asked.js';
import { newNotes } from './notes.js';
import { countAnswered, readThing, readThings, type ThingContext } from './thing.js';
import type { Things } from './things.js';

export interface Chosen {
  readonly path: string;
  readonly things: readonly ObjectValue[];
  /** The share of the fields that the things have. */
  readonly coverage: number;
  /** 0 to 1: more where the list has the field's name. */
  readonly confidence: number;
  readonly isNamed: boolean;
}

/** What a page shows counts before what it describes, where it is so much more. */
export const MUCH_MORE = 1.25;

const SAMPLE = 8;
/** A list of another name, or of none, has at least so much of what is asked for. */
const MIN_COVERAGE = 0.5;

/** Null when no list fits. Of lists that fit as well, the longest. */
export function chooseThings(
  asked: AskedThing,
  lists: readonly Things[],
  context: ThingContext,
): Chosen | null {
  const names = new Set(listNames(asked));
  const rated = lists.map((list) => {
    const isNamed = list.names.some((name) => names.has(name));
    const coverage = coverageOf(asked, list, context);
    const fits = coverage > 0 && (isNamed || (list.items.length > 1 && coverage >= MIN_COVERAGE));
    return { list, coverage, isNamed, points: fits ? coverage + (isNamed ? 1 : 0) : 0 };
  });
  const fitting = rated
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || b.list.items.length - a.list.items.length);
  const [first] = fitting;
  if (first === undefined) return null;
  // A list that has all of its things and more lacks fields only where the things do.
  const best = fitting.find(({ list }) => isWithin(first.list, list)) ?? first;
  const things = readThings(best.list.items, asked.fields, context);
  const confidence = (best.isNamed ? 0.6 : 0.45) + 0.3 * best.coverage;
  return { path: best.list.path, things, coverage: best.coverage, confidence, isNamed: best.isNamed };
}

function isWithin({ items }: Things, other: Things): boolean {
  if (other.items.length <= items.length) return false;
  const all = new Set(other.items);
  return items.every((item) => all.has(item));
}

/** Null when no list of one has the field's name and any of its fields. */
export function chooseThing(
  asked: AskedThing,
  lists: readonly Things[],
  context: ThingContext,
): Chosen | null {
  const names = new Set(listNames(asked));
  for (const { names: called, items, path } of lists) {
    const [item, ...others] = items;
    if (item === undefined || others.length > 0 || !called.some((name) => names.has(name))) continue;
    const thing = readThing(item, asked.fields, context);
    const answered = countAnswered(thing);
    const coverage = answered / asked.fields.length;
    if (answered > 0)
      return { path, things: [thing], coverage, confidence: 0.6 + 0.3 * coverage, isNamed: true };
  }
  return null;
}

/** The share of the fields that the first things have. */
function coverageOf({ fields }: AskedThing, { items }: Things, context: ThingContext): number {
  const flat = fields.filter((field) => !isThing(field));
  const sample = items.slice(0, SAMPLE);
  if (flat.length === 0) return MIN_COVERAGE;
  const coercion = { ...context.coercion, wordedDates: { left: SAMPLE } };
  const quiet = { ...context, coercion, notes: newNotes() };
  const values = sample.flatMap((item) => Object.values(readThing(item, flat, quiet)));
  return values.filter((value) => !isEmptyValue(value)).length / values.length;
}
