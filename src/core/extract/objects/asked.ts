/** The fields of an object, with what finds them in data; worked out once for all the things they are read from. */

import {
  isObjectField,
  type Field,
  type ObjectField,
  type ObjectType,
  type SchemaField,
} from '../../schema.js';
import type { Concept, Shape } from '../concepts/concept.js';
import { nameForms, nameKey } from '../field-name.js';
import { findConcept } from '../find-concept.js';

export type Asked = AskedValue | AskedThing;

interface Named {
  readonly name: string;
  /** What warnings call it: `products.price`. */
  readonly path: string;
  /** Comparable forms of its name, the most exact first. */
  readonly forms: readonly string[];
  readonly concept: Concept | undefined;
  /** Paths to it, from the thing and from what leads to the thing. */
  readonly paths: readonly string[];
}

export interface AskedValue extends Named {
  readonly field: Field;
  readonly type: Field['type'];
  readonly shape: Shape;
  /** Everything has one: that of what belongs to a thing is not its own. */
  readonly isOfEverything: boolean;
}

export interface AskedThing extends Named {
  readonly type: ObjectType;
  readonly fields: readonly Asked[];
}

export function isThing(asked: Asked): asked is AskedThing {
  return asked.type === 'object' || asked.type === 'array<object>';
}

export function askedOf(field: ObjectField, outer = ''): AskedThing {
  const named = namedOf(field, outer);
  const fields = field.fields.map((inner) =>
    isObjectField(inner) ? askedOf(inner, named.path) : valueOf(inner, named.path),
  );
  return { ...named, type: field.type, fields };
}

function valueOf(field: Field, outer: string): AskedValue {
  const named = namedOf(field, outer);
  const { concept, forms } = named;
  const isOfEverything =
    forms.some((form) => OF_EVERYTHING.has(form)) || (concept !== undefined && IS_OF_EVERYTHING.has(concept));
  return { ...named, field, type: field.type, shape: concept?.shape ?? 'text', isOfEverything };
}

const OF_EVERYTHING: ReadonlySet<string> = new Set(['id', 'type', 'kind', 'text']);
const IS_OF_EVERYTHING: ReadonlySet<Concept> = new Set(
  ['name', 'url', 'image', 'description'].flatMap((name) => findConcept(name) ?? []),
);

function namedOf({ field }: SchemaField, outer: string): Named {
  const concept = findConcept(field);
  return {
    name: field,
    path: outer === '' ? field : `${outer}.${field}`,
    forms: formsOf(field, outer.split('.').at(-1) ?? ''),
    concept,
    paths: pathsOf(concept),
  };
}

/** Also without the name of what it belongs to: `seller_name` of a seller, or of one of the sellers, is its name. */
function formsOf(name: string, owner: string): string[] {
  const [whole = '', ...others] = nameForms(name);
  const belongs = nameForms(owner).find((form) => whole.startsWith(`${form} `));
  const own = belongs === undefined ? [] : nameForms(whole.slice(belongs.length + 1));
  return [...new Set([whole, ...others, ...own])].filter((form) => form !== '');
}

/** The thing itself may be what the first steps of a path lead to: the address of `address.addressLocality`. */
function pathsOf(concept: Concept | undefined): string[] {
  const paths = concept?.paths ?? [];
  const ends = paths
    .flatMap((path) => path.split('.').map((_, at, steps) => steps.slice(at).join('.')))
    .filter((end) => end !== 'name' && end !== 'value');
  return [...new Set([...paths, ...ends])];
}

/** Names under which a list of such things, or such a thing, may stand. */
export function listNames({ name, forms }: Named): string[] {
  return [...new Set([nameKey(name), ...forms])];
}
