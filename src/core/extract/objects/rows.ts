/** Things that a page shows rather than describes: the rows of its group, a field's column read row by row. */

import { LIST_TYPE, type Field, type FieldValue, type ObjectValue } from '../../schema.js';
import { coerce, emptyValue } from '../coerce/index.js';
import { withUnit } from '../field-unit.js';
import { rowsFor, type GroupSources } from '../groups/rows.js';
import { MAX_THINGS } from '../keyed-places.js';
import { shapeValues } from '../shape.js';
import { isThing, type Asked, type AskedThing, type AskedValue } from './asked.js';
import { countAnswered, type ThingContext } from './thing.js';

export interface ShownThings {
  readonly path: string;
  readonly isTable: boolean;
  readonly things: readonly ObjectValue[];
  /** The share of the fields that the things have. */
  readonly coverage: number;
  readonly confidence: number;
}

/** Null when no group of the page has at least half of the fields. */
export function shownThings(
  { fields }: AskedThing,
  sources: GroupSources,
  context: ThingContext,
): ShownThings | null {
  const columns = columnsOf(fields);
  const rows = rowsFor(
    columns.map(({ field }) => field),
    sources,
  );
  if (rows === null || rows.columns.length * 2 < columns.length) return null;
  const found = new Map(rows.columns.map(({ field, values }) => [field, values]));
  const values = new Map(columns.map(({ asked, field }) => [asked, found.get(field.field)]));
  const things: ObjectValue[] = [];
  let cells = 0;
  for (let row = 0; row < rows.count && things.length < MAX_THINGS && context.budget.cells > 0; row += 1) {
    const thing = thingOf(fields, (asked) => values.get(asked)?.[row] ?? null, context);
    context.budget.cells -= columns.length;
    const answered = countAnswered(thing);
    if (answered === 0) continue;
    things.push(thing);
    cells += answered;
  }
  if (things.length === 0) return null;
  const confidences = rows.columns.map(({ confidence }) => confidence);
  return {
    path: rows.columns[0]?.path.split(' > ')[0] ?? '',
    isTable: rows.isTable,
    things,
    coverage: cells / (fields.length * things.length),
    confidence: confidences.reduce((sum, one) => sum + one, 0) / confidences.length,
  };
}

interface Column {
  readonly asked: AskedValue;
  /** As a field that asks for many: of an author's name the author is part of what it is called. */
  readonly field: Field;
}

/** The columns that rows may have: of a thing within the thing its own. */
function columnsOf(fields: readonly Asked[], outer = ''): Column[] {
  return fields.flatMap((asked) => {
    const name = outer === '' ? asked.name : `${outer} ${asked.name}`;
    if (!isThing(asked))
      return [{ asked, field: { ...asked.field, field: name, type: LIST_TYPE[asked.type] } }];
    return asked.type === 'object' ? columnsOf(asked.fields, name) : [];
  });
}

type Cells = (asked: AskedValue) => string | null;

function thingOf(fields: readonly Asked[], cells: Cells, context: ThingContext): ObjectValue {
  return Object.fromEntries(fields.map((asked) => [asked.name, valueOf(asked, cells, context)]));
}

function valueOf(asked: Asked, cells: Cells, context: ThingContext): FieldValue {
  if (isThing(asked)) {
    if (asked.type === 'array<object>') return [];
    const thing = thingOf(asked.fields, cells, context);
    return countAnswered(thing) === 0 ? null : thing;
  }
  const text = cells(asked);
  const { type, shape, path } = asked;
  if (text === null) return emptyValue(type);
  const raw = shapeValues([text], shape, type, context.baseUrl);
  const read = coerce(raw, type, withUnit(context.coercion, asked.field));
  if (read.kind === 'failed') context.notes.failed(path, type, raw);
  if (read.kind !== 'value') return emptyValue(type);
  if (read.told) context.notes.coerced(path, raw, read.value);
  return read.value;
}
