/** The fields of an object as fields of the page: what stands there of the author's name, or of the product's price. */

import { isObjectField, type Field, type ObjectField, type Schema } from '../../schema.js';
import { findConcept } from '../find-concept.js';
import { nameForms, nameKey } from '../field-name.js';
import type { PageSources } from '../page-sources.js';
import { askedOf, isThing } from './asked.js';

/** Names of objects that say nothing of what thing it is: the page's own. */
const CONTAINERS: ReadonlySet<string> = new Set(
  'data detail details info information meta metadata content fields values attributes properties specs specifications facts overview result'.split(
    ' ',
  ),
);

export interface PageField {
  /** The field of the object. */
  readonly name: string;
  /** Under the names by which the page may show it, the surest first. */
  readonly asked: readonly Field[];
}

export function pageFieldsOf(object: ObjectField, sources?: PageSources): PageField[] {
  const { fields } = askedOf(object);
  const isOwn = isOfPage(object, sources);
  return object.fields.flatMap((field, at) => {
    const asked = fields[at];
    if (isObjectField(field) || asked === undefined || isThing(asked)) return [];
    const joined = { ...field, field: `${nameKey(object.field)} ${nameKey(field.field)}` };
    const isPlain = isOwn || (!asked.isOfEverything && findConcept(object.field)?.shape !== 'person');
    return [{ name: field.field, asked: isPlain ? [joined, field] : [joined] }];
  });
}

/** Every field of the page that some object of the schema may be answered from, and the schema's own. */
export function fieldsOfPage(schema: Schema): Field[] {
  return schema.flatMap((field) => {
    if (!isObjectField(field)) return [field];
    return field.type === 'object' ? pageFieldsOf(field).flatMap(({ asked }) => asked) : [];
  });
}

/** Whether the object is the thing that the page is about. */
function isOfPage({ field }: ObjectField, sources?: PageSources): boolean {
  const name = nameKey(field);
  if (CONTAINERS.has(name) || nameForms(`${name} x`).includes('x')) return true;
  const [main] = Object.values(sources?.entities ?? {}).flatMap((read) => read().slice(0, 1));
  return main?.rank === 3 && main.entity.types.some((type) => nameKey(type) === name);
}
