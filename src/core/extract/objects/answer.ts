/** A field that asks for a thing, or for a list of things, answered from a page. */

import { evidenceFor, type Evidence } from '../../evidence.js';
import {
  isObjectValue,
  type Field,
  type FieldValue,
  type ObjectField,
  type ObjectValue,
} from '../../schema.js';
import { emptyValue, isEmptyValue, type CoercionContext } from '../coerce/index.js';
import type { Answer, FlatAnswer } from '../fields.js';
import type { PageSources } from '../page-sources.js';
import { askedOf, type AskedThing } from './asked.js';
import { chooseThing, chooseThings, MUCH_MORE, type Chosen } from './choose.js';
import { newNotes } from './notes.js';
import { pageFieldsOf } from './page-fields.js';
import { describedThings, type Described } from './page-things.js';
import { shownThings } from './rows.js';
import { countAnswered, newThingContext, readThing, type ThingContext } from './thing.js';

export interface ObjectPage {
  readonly sources: PageSources;
  readonly coercion: CoercionContext;
  /** How a field of the page itself is answered. */
  readonly answerField: (field: Field) => FlatAnswer;
}

/** Dates in words cost much to read; a list of things has one in each. */
const MAX_WORDED_DATES = 60;

export function answerObject(field: ObjectField, page: ObjectPage): Answer {
  const { sources } = page;
  const notes = newNotes();
  const context = newThingContext({
    coercion: { ...page.coercion, wordedDates: { left: MAX_WORDED_DATES } },
    dereference: sources.dereference,
    baseUrl: sources.doc.baseUrl,
    notes,
  });
  const asked = askedOf(field);
  const found =
    field.type === 'object' ? oneThing(field, asked, page, context) : manyThings(asked, sources, context);
  return { value: emptyValue(field.type), ...found, warning: notes.warnings() };
}

type Found = Pick<Answer, 'value' | 'evidence'> | null;

/** What describes the things counts before what shows them, unless that shows a quarter more. */
function manyThings(asked: AskedThing, sources: PageSources, context: ThingContext): Found {
  const described = mostTelling(asked, sources, context);
  const { doc, grids } = sources;
  const shown = shownThings(asked, { root: doc.root, baseUrl: doc.baseUrl, grids: grids() }, context);
  if (shown === null) return described === null ? null : toFound(described);
  const isFuller =
    described === null ||
    shown.coverage * shown.things.length >
      MUCH_MORE * described.chosen.coverage * described.chosen.things.length;
  if (!isFuller) return toFound(described);
  const { path, things, confidence, isTable } = shown;
  const source = isTable ? 'table' : 'group';
  const value = [...things];
  return { value, evidence: evidenceFor({ rule: `${source}.rows`, source, path, confidence }, value, value) };
}

interface Telling {
  readonly described: Described;
  readonly chosen: Chosen;
}

function mostTelling(asked: AskedThing, sources: PageSources, context: ThingContext): Telling | null {
  let best: Telling | null = null;
  for (const next of describedThings(sources)) {
    const described = next();
    const chosen = chooseThings(asked, described.lists, context);
    if (chosen === null || chosen.things.length === 0) continue;
    const isBetter =
      best === null || chosen.confidence * described.trust > best.chosen.confidence * best.described.trust;
    if (isBetter) best = { described, chosen };
  }
  return best;
}

function toFound({ described, chosen }: Telling): Found {
  const value = [...chosen.things];
  return { value, evidence: evidenceOf(chosen, described, value) };
}

function evidenceOf(
  { path, confidence }: Pick<Chosen, 'path' | 'confidence'>,
  { source, trust }: Pick<Described, 'source' | 'trust'>,
  value: FieldValue,
): Evidence {
  return evidenceFor(
    { rule: `${source}.things`, source, path, confidence: confidence * trust },
    value,
    value,
  );
}

/** What the page describes under the object's name, then what it shows of it. */
function oneThing(field: ObjectField, asked: AskedThing, page: ObjectPage, context: ThingContext): Found {
  const described = ownThing(asked, page.sources, context);
  const value: Record<string, FieldValue> = {
    ...Object.fromEntries(field.fields.map((inner) => [inner.field, emptyValue(inner.type)])),
    ...described?.thing,
  };
  let evidence = described?.evidence;
  for (const { name, asked: names } of pageFieldsOf(field, page.sources)) {
    // Beside a thing that is described, only what has the thing's name is surely its own.
    for (const inner of described === null ? names : names.slice(0, 1)) {
      if (!isEmptyValue(value[name] ?? null)) break;
      const answer = page.answerField(inner);
      value[name] = answer.value;
      evidence ??= answer.evidence;
    }
  }
  return countAnswered(value) === 0 ? null : { value, ...(evidence === undefined ? {} : { evidence }) };
}

function ownThing(
  asked: AskedThing,
  sources: PageSources,
  context: ThingContext,
): { thing: ObjectValue; evidence: Evidence } | null {
  for (const read of Object.values(sources.entities)) {
    for (const { entity } of read().slice(0, 3)) {
      const { [asked.name]: thing = null } = readThing(entity.node, [asked], context);
      if (!isObjectValue(thing)) continue;
      const place = { path: `${entity.types[0] ?? ''}.${asked.name}`, confidence: 0.9 };
      return { thing, evidence: evidenceOf(place, { source: entity.source, trust: 1 }, thing) };
    }
  }
  for (const next of describedThings(sources)) {
    const described = next();
    // State also holds who is logged in, and what else has little to do with the page.
    if (described.source === 'state') continue;
    const chosen = chooseThing(asked, described.lists, context);
    const [thing] = chosen?.things ?? [];
    if (chosen !== null && thing !== undefined)
      return { thing, evidence: evidenceOf(chosen, described, thing) };
  }
  return null;
}
