/**
 * The array fields of a schema as the columns of things that the page describes: the products of an `ItemList`, several things
 * of a kind, a list in the state of scripts. All of them are read from one list, so that they stay aligned.
 */

import { ITEM_TYPE, type FlatSchema, type ObjectField, type ObjectValue } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import { isEmptyValue, newWordedDates } from '../coerce/index.js';
import type { Rule } from '../engine/rule.js';
import type { Json } from '../entity.js';
import { wordsOf } from '../field-name.js';
import { fieldsOfColumns, type Columns } from '../groups/columns.js';
import type { PageSources } from '../page-sources.js';
import { askedOf } from './asked.js';
import { chooseThings, MUCH_MORE, type Chosen } from './choose.js';
import { newNotes } from './notes.js';
import { describedThings, type Described } from './page-things.js';
import { newThingContext, type ThingContext } from './thing.js';

/** Things of which a single list without the fields' name may be meant. */
const WHOLE = 0.95;
const MIN_THINGS = 2;
/** State holds menus and settings too. */
const MIN_THINGS_OF_STATE = 3;
const MIN_FIELDS_OF_STATE = 2;

/** `shown`: the columns of what the page shows, which stay where the page describes less. */
export function describedColumns(schema: FlatSchema, sources: PageSources, shown: Columns): Columns {
  const fields = fieldsOfColumns(schema);
  if (fields.length === 0) return shown;
  const context = newThingContext({
    coercion: {
      lang: sources.doc.lang,
      referenceDate: () => sources.fetchedAt,
      wordedDates: newWordedDates(),
    },
    dereference: sources.dereference,
    baseUrl: sources.doc.baseUrl,
    notes: newNotes(),
  });
  for (const next of describedThings(sources, shown.size === 0)) {
    const described = next();
    const columns = columnsOf(fields, described, context);
    if (columns !== null && isFuller(columns, shown)) return columns;
  }
  return shown;
}

function columnsOf(fields: FlatSchema, described: Described, context: ThingContext): Columns | null {
  const owner = ownerOf(fields);
  const chosen = chooseThings(askedOf(thingWith(fields, owner)), described.lists, context);
  if (chosen === null || !isSure(chosen, described, fields)) return null;
  const rule: Rule = `${described.source}.column`;
  const columns = fields.flatMap(({ field }): [string, Candidate][] => {
    const value = valuesOf(chosen.things, field);
    const place = { path: `${chosen.path}.${field}`, confidence: chosen.confidence * described.trust };
    return value.length === 0 ? [] : [[field, { rule, source: described.source, ...place, value }]];
  });
  return new Map(columns);
}

function valuesOf(things: readonly ObjectValue[], field: string): Json[] {
  return things.map((thing) => thing[field] ?? null).filter((value) => !isEmptyValue(value));
}

function isSure(chosen: Chosen, { source }: Described, fields: FlatSchema): boolean {
  const { things, coverage, isNamed, path } = chosen;
  const isWhole = coverage >= WHOLE;
  if (source !== 'state') return things.length >= MIN_THINGS && (isNamed || (isWhole && !PARTS.test(path)));
  const isTold = isNamed || fields.length >= MIN_FIELDS_OF_STATE;
  return things.length >= MIN_THINGS_OF_STATE && isWhole && isTold;
}

/** What belongs to a thing or to the page: meant only where it is asked for by name. */
const PARTS =
  /(?:^|\.)(?:image|author|offers?|publisher|brand|creator|contributor|potentialAction|sameAs|ImageObject|Person|Organization|Offer|WebPage)$/i;

function isFuller(columns: Columns, shown: Columns): boolean {
  const holdsAll = [...shown.keys()].every((field) => columns.has(field));
  return holdsAll && cellsOf(columns) * MUCH_MORE >= cellsOf(shown);
}

function cellsOf(columns: Columns): number {
  let cells = 0;
  for (const { value } of columns.values()) cells += Array.isArray(value) ? value.length : 0;
  return cells;
}

/** What the fields call the things: "product" of `product_names` and `product_prices`; empty when they do not agree. */
function ownerOf(fields: FlatSchema): string {
  const firsts = new Set(
    fields.map(({ field }) => {
      const words = wordsOf(field);
      return words.length > 1 ? words[0] : '';
    }),
  );
  const [first = ''] = firsts;
  return firsts.size === 1 ? first : '';
}

function thingWith(fields: FlatSchema, owner: string): ObjectField {
  const inner = fields.map(({ field, type }) => ({ field, type: ITEM_TYPE[type] }));
  return { field: owner === '' ? 'things' : owner, type: 'array<object>', fields: inner };
}
