/** The array fields of a schema that the page's group of things answers. */

import type { Field, FlatSchema } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import { findConcept } from '../find-concept.js';
import { rowsFor, type GroupSources } from './rows.js';

export type Columns = ReadonlyMap<string, Candidate>;

const NO_COLUMNS: Columns = new Map();

export function columnsFor(schema: FlatSchema, sources: () => GroupSources): Columns {
  const fields = fieldsOfColumns(schema);
  if (fields.length === 0) return NO_COLUMNS;
  const rows = rowsFor(fields, sources());
  if (rows === null) return NO_COLUMNS;
  return new Map(
    rows.columns.map(({ field, values, path, confidence }) => [
      field,
      {
        rule: rows.isTable ? 'table.column' : 'group.column',
        source: rows.isTable ? 'table' : 'group',
        path,
        value: values.filter((value) => value !== null),
        confidence,
      },
    ]),
  );
}

/** The fields that ask for one value of each of many things; none where all of them may be asked of one. */
export function fieldsOfColumns(schema: FlatSchema): Field[] {
  const fields = schema.filter(isAsked);
  return fields.some(isOfMany) ? fields : [];
}

/** Lines of one thing (ingredients, steps) are found by what stands above them. */
function isAsked({ field, type }: Field): boolean {
  if (!type.startsWith('array<')) return false;
  const shape = findConcept(field)?.shape;
  return shape !== 'lines' && shape !== 'steps';
}

/** One article has several authors and tags; several titles or prices are of several things. */
function isOfMany({ field }: Field): boolean {
  return findConcept(field)?.plural !== true;
}
