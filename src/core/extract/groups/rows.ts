/** The one group of a page that answers the array fields of a schema, as rows: a row is an item, a gap is a gap. */

import { isTag, type Document, type Element } from 'domhandler';
import type { Field } from '../../schema.js';
import { resolveUrl } from '../document.js';
import type { Grid } from '../structure/grid.js';
import { assign, type Assigned } from './assign.js';
import { findGroups } from './find-groups.js';
import type { Group } from './group.js';
import { charsOf, gridGroup } from './grid-groups.js';
import { columnKeys } from './headings.js';
import { mayAnswer } from './may-answer.js';
import { isNamedBy } from './name-fit.js';
import { withoutOtherLists } from './other-lists.js';
import { placesOf } from './places.js';
import type { Place } from './place.js';
import { newReadBudget } from './read-items.js';
import { withoutRecord } from './record.js';
import { withoutWayUp } from './way-up.js';
import { wantedOf, type Wanted } from './wanted.js';

export interface Column {
  readonly field: string;
  /** By row; null where the item has nothing there. */
  readonly values: readonly (string | null)[];
  readonly path: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** The caller's example stands in this column. */
  readonly isAnchored: boolean;
  /** How far a heading, label or class names the field, 0 to 1. */
  readonly name: number;
}

export interface Rows {
  readonly columns: readonly Column[];
  readonly count: number;
  readonly isTable: boolean;
}

export interface GroupSources {
  readonly root: Document;
  readonly baseUrl: string;
  readonly grids: readonly Grid[];
}

/** Null when no group has a column for any of the fields. */
export function rowsFor(fields: readonly Field[], sources: GroupSources): Rows | null {
  if (fields.length === 0) return null;
  const wanted = fields.map(wantedOf);
  const named = namedTables(wanted, sources.grids);
  const groups = (named.length > 0 ? named : groupsOf(sources))
    .map(withoutWayUp)
    .flatMap((group) => withoutRecord(group, wanted) ?? [])
    .flatMap((group) => withoutOtherLists(group, wanted));
  const budget = newReadBudget();
  const found: Found[] = [];
  for (const group of groups) {
    const places = placesOf(group, budget);
    const assigned = assign(wanted, places, group.items.length, sources.baseUrl);
    if (assigned.length === 0 || !mayAnswer(group, assigned, sources.baseUrl)) continue;
    found.push({ group, assigned, points: pointsOf(group, assigned) });
  }
  const best = bestOf(found);
  return best === null ? null : rowsOf(best.group, best.assigned, sources.baseUrl);
}

interface Found {
  readonly group: Group;
  readonly assigned: readonly Assigned[];
  readonly points: number;
}

const MORE_ITEMS = 1.5;
const LESS = 0.3;
/** In parts of one thing each field stands in some of them only. */
const MOST = 0.8;

/** The one with the most points, or the group within its items that answers as many fields: those are parts of a list. */
function bestOf(found: readonly Found[]): Found | null {
  let best: Found | null = null;
  for (const one of found) if (best === null || one.points > best.points) best = one;
  if (best === null) return null;
  const { group, assigned, points } = best;
  const outer = new Set(group.items.flatMap((roots) => roots.map(({ element }) => element)));
  const inner = found.filter(
    (one) =>
      one.group.items.length >= MORE_ITEMS * group.items.length &&
      one.assigned.length >= Math.max(MIN_NAMED, assigned.length) &&
      one.assigned.every(({ place }) => place.count >= MOST * one.group.items.length) &&
      one.points >= points - LESS &&
      one.group.items.every(([root]) => root !== undefined && standsIn(root.element, outer)),
  );
  return inner.sort((a, b) => b.points - a.points)[0] ?? best;
}

function standsIn(element: Element, outer: ReadonlySet<Element>): boolean {
  for (let at = element.parent; at !== null && isTag(at); at = at.parent) if (outer.has(at)) return true;
  return false;
}

const MIN_NAMED = 2;

/** The tables whose headings name every field, each another column: nothing else on the page is meant. Cells bear links unnamed. */
function namedTables(wanted: readonly Wanted[], grids: readonly Grid[]): Group[] {
  const texts = wanted.filter(({ meaning }) => meaning !== 'link' && meaning !== 'image');
  if (texts.length < MIN_NAMED) return [];
  const hasAll = texts.length < wanted.length;
  const chars = grids.reduce((sum, grid) => sum + charsOf(grid), 0);
  const named: Group[] = [];
  for (const grid of grids) {
    if (named.length >= MAX_TABLES) break;
    if (grid.headRows === 0 || grid.width < texts.length) continue;
    const heads = columnKeys(grid);
    const columns = texts.map((one) => heads.flatMap((names, at) => (isNamedBy(one, names) ? [at] : [])));
    if (!canAllChoose(columns)) continue;
    const group = gridGroup(grid, chars, hasAll ? undefined : new Set(columns.flat()));
    if (group !== null) named.push(group);
  }
  return named;
}

/** Each may have one of its own. */
function canAllChoose(options: readonly (readonly number[])[]): boolean {
  const taken = new Set<number>();
  return options.every((columns) => {
    const free = columns.find((column) => !taken.has(column));
    if (free !== undefined) taken.add(free);
    return free !== undefined;
  });
}

function groupsOf({ root, grids }: GroupSources): Group[] {
  const tables = new Set<Element>(grids.map(({ element }) => element));
  const { groups: alike, chars } = findGroups(root, (table) => tables.has(table));
  const tabular = grids.map((grid) => gridGroup(grid, chars)).filter((group) => group !== null);
  return [...tabular.slice(0, MAX_TABLES), ...alike];
}

const MAX_TABLES = 60;
const LENGTH = 0.25;
const SHARE = 0.5;
const OUTSIDE = 0.8;
const ALONE = 0.6;

/** What the fields find in the group, a little more for a longer one, much less for one outside the page's main part. */
function pointsOf({ items, region, share }: Group, assigned: readonly Assigned[]): number {
  const found = assigned.reduce((sum, { points }) => sum + points, 0);
  const length = (LENGTH * Math.min(5, Math.log2(items.length))) / 5;
  const alone = items.length === 1 ? ALONE : 0;
  return found + length + SHARE * share - alone - (region === 'chrome' || region === 'aside' ? OUTSIDE : 0);
}

function rowsOf(group: Group, assigned: readonly Assigned[], baseUrl: string): Rows {
  return {
    count: group.items.length,
    isTable: group.isTable,
    columns: assigned.map(({ wanted, place, score, name, isAnchored }) => ({
      field: wanted.field.field,
      path: `${group.path} > ${place.path}`,
      values: group.items.map((_, item) => valueAt(place, item, baseUrl)),
      confidence: Math.min(0.95, isAnchored ? 0.9 : 0.4 + score / 2),
      isAnchored,
      name,
    })),
  };
}

function valueAt({ values, kind }: Place, item: number, baseUrl: string): string | null {
  const value = values[item];
  if (value === undefined) return null;
  return kind === 'href' || kind === 'src' ? resolveUrl(value, baseUrl) : value;
}
