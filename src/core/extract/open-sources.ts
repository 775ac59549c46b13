/** Opens a page: each kind of its data is read when first asked for. */

import type { Element } from 'domhandler';
import type { FlatSchema } from '../schema.js';
import { openAnchors } from './anchor/index.js';
import type { Learned } from './anchor/learned.js';
import { mayBearOwnName } from './concept-of.js';
import { findConcept } from './find-concept.js';
import { columnsFor } from './groups/columns.js';
import { describedColumns } from './objects/described-columns.js';
import { propertyNames } from './property-names.js';
import type { NamedValue, PageSources } from './page-sources.js';
import { lazy, type PageDocument } from './document.js';
import type { Dereference, Entity, EntitySource, Json, JsonObject } from './entity.js';
import { isList, isObject, property } from './entity.js';
import { nameKey } from './field-name.js';
import { rankEntities, type RankedEntity } from './main-entity.js';
import { readJsonLd } from './sources/json-ld.js';
import { indexMetas, type Metas } from './sources/metas.js';
import { readMicrodata } from './sources/microdata.js';
import { readMicroformats } from './sources/microformats.js';
import { readRdfa } from './sources/rdfa.js';
import { findStateObjects, readStates, type StateObject } from './sources/state.js';
import { newGridBudget, readGrid, type Grid } from './structure/grid.js';
import { findPageHeading, fold, titlesOf, type PageHeading } from './structure/heading.js';
import { readLines, type Line } from './structure/lines.js';
import { findPairs } from './structure/pairs.js';
import { indexPairs } from './structure/labelled.js';
import { namedElements, ownNameCandidates } from './structure/own-names.js';
import { ownIds } from './structure/own-id.js';
import { findRatings } from './structure/ratings.js';

/** `examples`: the fields whose examples may stand on the page, and where another page of the host has shown that they stand. */
export function openSources(
  doc: PageDocument,
  schema: FlatSchema,
  fetchedAt: Date,
  examples: { readonly schema: FlatSchema; readonly learned: Learned | null } = { schema: [], learned: null },
): PageSources {
  const jsonLd = lazy(() => readJsonLd(doc.facts.jsonLd));
  const dereference: Dereference = (id) => jsonLd().dereference(id);
  const wanted = lazy(() => schema.map(({ field }) => wantedProperties(field)));
  const all: Record<EntitySource, () => readonly Entity[]> = {
    'json-ld': lazy(() => jsonLd().entities),
    microdata: lazy(() => readMicrodata(doc.root, doc.facts.itemRoots)),
    rdfa: lazy(() => readRdfa(doc.facts.typeofRoots)),
    microformats: lazy(() => readMicroformats(doc.facts.formatRoots)),
  };
  const isNameOfPage = (name: Json): boolean =>
    typeof name === 'string' && fold(name) !== '' && fold(name) === fold(heading()?.text ?? '');
  const ranked = (source: EntitySource): (() => RankedEntity[]) =>
    lazy(() => rankEntities(all[source](), doc.url, dereference, wanted(), isNameOfPage));
  const entities: PageSources['entities'] = {
    'json-ld': ranked('json-ld'),
    microdata: ranked('microdata'),
    rdfa: ranked('rdfa'),
    microformats: ranked('microformats'),
  };
  const grids = lazy(() => readGrids(doc.facts.tables));
  const metas = lazy(() => indexMetas(doc.facts.metas));
  const siteNames = lazy(() => namesOfSite(doc, metas()));
  const heading = lazy(() => findPageHeading(doc, siteNames()));
  const lines = lazy(() => {
    const head = heading();
    return readLines(doc.root, head !== null && head.confidence >= 0.7 ? head.element : null);
  });
  const shownDigits = lazy(() => digitRuns(lines()));
  const named = lazy(() => namedElements(doc, schema.filter(mayBearOwnName)));
  const sources: PageSources = {
    doc,
    fetchedAt,
    asksFor: (name) => schema.some(({ field }) => findConcept(field) === findConcept(name)),
    entities,
    allEntities: Object.values(all),
    metas,
    dereference,
    namedValues: lazy(() => nameValues(Object.values(entities).flatMap((read) => read().slice(0, 3)))),
    grids,
    siteNames,
    heading,
    isShown: (value) => {
      const digits = String(typeof value === 'object' ? '' : value).replace(/\D+/g, '');
      return digits !== '' && shownDigits().has(digits);
    },
    stateObjects: lazy(() => findStates(doc, heading(), schema)),
    lines,
    ownNames: (field) => ownNameCandidates(field, named(), doc.baseUrl),
    ownIds: lazy(() => ownIds(doc)),
    ratings: lazy(() => findRatings(lines(), heading(), doc.root)),
    pairs: lazy(() =>
      indexPairs(schema, (isWanted) => findPairs(lines(), grids(), doc.facts.terms, isWanted)),
    ),
    columns: lazy(() => {
      const shown = columnsFor(schema, () => ({ root: doc.root, baseUrl: doc.baseUrl, grids: grids() }));
      return describedColumns(schema, sources, shown);
    }),
    anchors: lazy(() => openAnchors(examples.schema, sources, examples.learned)),
  };
  return sources;
}

function readGrids(tables: readonly Element[]): Grid[] {
  const budget = newGridBudget();
  return tables.map((table) => readGrid(table, budget)).filter((grid) => grid !== null);
}

function findStates(doc: PageDocument, heading: PageHeading | null, schema: FlatSchema): StateObject[] {
  const { states } = doc.facts;
  if (states.length === 0) return [];
  const titles = [...(heading === null ? [] : [heading.text]), ...titlesOf(doc.facts)].map(fold);
  const wanted = schema.map(({ field }) => new Set(propertyNames(field)));
  return findStateObjects(readStates(states), { url: doc.url, titles }, wanted);
}

function digitRuns(lines: readonly Line[]): Set<string> {
  const runs = lines.flatMap(({ text }) => text.match(/\d(?:[\d.,'\s]{0,20}\d)?/g) ?? []);
  return new Set(
    runs.flatMap((run) => [run.replace(/\D+/g, ''), run.replace(/[.,]00?$/, '').replace(/\D+/g, '')]),
  );
}

function namesOfSite({ url, facts }: PageDocument, metas: Metas): Set<string> {
  const host = /^https?:\/\/(?:www\.)?([^/:]+)/.exec(url)?.[1] ?? '';
  const titles = new Set(titlesOf(facts).map(fold));
  // Some sites name each page as an application of its own.
  const applications = (metas.get('application-name') ?? []).filter((name) => !titles.has(fold(name)));
  const said = [...(metas.get('og:site_name') ?? []), ...applications];
  return new Set(
    [...said, host, ...host.split('.').slice(0, -1)].map(fold).filter((name) => name.length >= 2),
  );
}

function wantedProperties(field: string): string[] {
  return [...new Set((findConcept(field)?.paths ?? []).map((path) => path.split('.', 1)[0] ?? path))];
}

const MAX_NAMED = 2_000;

function nameValues(ranked: readonly RankedEntity[]): Map<string, NamedValue> {
  const byName = new Map<string, NamedValue>();
  const add = (name: string, value: NamedValue): void => {
    if (name !== '' && byName.size < MAX_NAMED && !byName.has(name)) byName.set(name, value);
  };
  for (const { entity } of ranked.filter(({ rank }) => rank === 3)) {
    for (const [name, value] of Object.entries(entity.node).slice(0, 300)) {
      if (name.startsWith('@')) continue;
      add(nameKey(name), { path: name, value, entity, isPair: false });
      for (const inner of objectsOf(value)) {
        const label = property(inner, 'name');
        const content = property(inner, 'value');
        // PropertyValue pairs, as in additionalProperty: the page names its own fields.
        if (typeof label === 'string' && content !== undefined) {
          add(nameKey(label), {
            path: `${name}[${label.slice(0, 80)}]`,
            value: content,
            entity,
            isPair: true,
          });
        }
        for (const [innerName, innerValue] of Object.entries(inner).slice(0, 100)) {
          const path = `${name}.${innerName}`;
          if (!innerName.startsWith('@'))
            add(nameKey(path), { path, value: innerValue, entity, isPair: false });
        }
      }
    }
  }
  return byName;
}

function objectsOf(value: Json): JsonObject[] {
  return (isList(value) ? value.slice(0, 100) : [value]).filter(isObject);
}
