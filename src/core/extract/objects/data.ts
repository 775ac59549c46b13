/** Things in a body that is made of names and values. */

import { evidenceFor } from '../../evidence.js';
import { isObjectValue, type ObjectField } from '../../schema.js';
import { emptyValue, isEmptyValue, type CoercionContext } from '../coerce/index.js';
import { lazy } from '../document.js';
import type { Json } from '../entity.js';
import type { Answer } from '../fields.js';
import { mainThing, step } from '../keyed-places.js';
import { askedOf, type AskedThing } from './asked.js';
import { chooseThing, chooseThings, type Chosen } from './choose.js';
import { newNotes } from './notes.js';
import { countAnswered, newThingContext, readThing, type ThingContext } from './thing.js';
import { thingsIn } from './things.js';

export interface DataContext {
  readonly coercion: CoercionContext;
  readonly baseUrl: string;
  readonly source: 'json' | 'xml';
}

/** Reads things of the body; what is worth telling is told with the field that it was met at. */
export function objectsIn(
  body: Json,
  { coercion, baseUrl, source }: DataContext,
): (field: ObjectField) => Answer {
  const lists = lazy(() => thingsIn(body, '', pointed));
  return (field) => {
    const notes = newNotes();
    const context = newThingContext({ coercion, baseUrl, notes, dereference: () => undefined });
    const asked = askedOf(field);
    const chosen =
      field.type === 'array<object>'
        ? chooseThings(asked, lists(), context)
        : (ownThing(asked, body, context) ?? chooseThing(asked, lists(), context));
    const things = chosen?.things ?? [];
    const value = field.type === 'array<object>' ? [...things] : (things[0] ?? null);
    const warning = notes.warnings();
    if (chosen === null || isEmptyValue(value)) return { value: emptyValue(field.type), warning };
    const { path, confidence } = chosen;
    return {
      value,
      warning,
      evidence: evidenceFor({ rule: 'keyed.things', source, path, confidence }, value, value),
    };
  };
}

const pointed = (path: string, key: string): string => path + step(key);

/** The thing that stands under the field's name, or is named there. */
function ownThing(asked: AskedThing, body: Json, context: ThingContext): Chosen | null {
  const [main, at] = mainThing(body);
  const { [asked.name]: value = null } = readThing(main, [asked], context);
  if (!isObjectValue(value)) return null;
  const coverage = countAnswered(value) / asked.fields.length;
  return {
    path: `${at}/${asked.name}`,
    things: [value],
    coverage,
    confidence: 0.6 + 0.3 * coverage,
    isNamed: true,
  };
}
