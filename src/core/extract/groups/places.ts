/** The places of a group, out of its tree of spots: each distinct column of values once. */

import { isAction } from './actions.js';
import { endsOf } from './ends.js';
import type { Group } from './group.js';
import { withHeadRow } from './head-row.js';
import type { Place, PlaceKind } from './place.js';
import { readItems, type ReadBudget } from './read-items.js';
import { mergeStates, type Spot } from './spot.js';
import { keyOf } from './keys.js';
import { sectionPlace } from './sections.js';
import { withoutSharedEnd } from './shared-end.js';
import { slotsOf, type Slot } from './template.js';

const MAX_PLACES = 150;
const MAX_AROUND = 3;

export function placesOf(group: Group, budget: ReadBudget): Place[] {
  const root = readItems(group, budget);
  mergeStates(root);
  const found: Found = { places: [], byKey: new Map() };
  // The class of an item's only root names the item, not what is in it.
  const isNamed = group.isTable || isOfParts(group);
  for (const [step, spot] of root.below) {
    const heads = group.headings.get(step) ?? [];
    collect({ spot, trail: [], names: isNamed ? [...spot.names] : [], heads }, group, found);
  }
  const section = sectionPlace(group);
  const places = withHeadRow(found.places);
  return section === null ? places : [...places, section];
}

interface Found {
  readonly places: Place[];
  /** Where places stand that may be the same. */
  readonly byKey: Map<string, number[]>;
}

interface Visit {
  readonly spot: Spot;
  /** The elements around it in the item, from the outside in. */
  readonly trail: readonly { readonly tag: string; readonly names: readonly string[] }[];
  readonly names: readonly string[];
  readonly heads: readonly string[];
}

function collect({ spot, trail, names, heads }: Visit, group: Group, found: Found): void {
  const around = trail.slice(-MAX_AROUND).flatMap((outer) => outer.names);
  const tags = [...trail.map(({ tag }) => tag), spot.tag];
  const leads = linkWords(spot);
  for (const [key, values] of spot.values) {
    if (found.places.length >= MAX_PLACES) return;
    const [kind = '', detail = ''] = key.split(' ', 2);
    const place: Place = {
      path: pathOf(spot, key),
      kind: kind as PlaceKind,
      tags,
      values: withoutBrackets(
        withoutSharedEnd(
          Array.from(group.items, (_, item) => values.get(item)),
          kind,
        ),
      ),
      count: values.size,
      own: kind === 'data' ? [keyOf(detail)] : names,
      leads,
      around: kind === 'data' ? names : around,
      heads,
      isWhole: kind === 'text' && trail.length === 0,
      label: labelOf(spot, kind === 'piece' ? key : ''),
      unit: kind === 'own' && isPadded(spot) ? unitOf(spot) : kind === 'text' ? unitBehind(spot) : '',
      isComposite: kind === 'text' && isComposite(spot),
      isListed: isListed(spot),
      isSection: false,
      isPart: false,
      isFramed: false,
      isTally: isTally(spot, kind, values),
      isPadded: kind === 'text' && isPadded(spot),
      spots: [spot.path],
    };
    const mayBeFramed =
      (kind === 'text' && !place.isComposite) || kind === 'piece' || kind === 'own' || kind === 'line';
    const slots = mayBeFramed ? slotsOf(place.values) : [];
    add({ ...place, isFramed: slots.length > 1 }, found);
    addSlots(place, slots, found);
    // The heading of a column names the whole of its cells.
    if (mayBeFramed && heads.length === 0) addEnds(place, found);
  }
  const next = [...trail, { tag: spot.tag, names }];
  for (const child of spot.below.values())
    collect({ spot: child, trail: next, names: [...child.names], heads }, group, found);
}

/** The text is longer than the element's own by the same in nearly all items. */
function isPadded({ values }: Spot): boolean {
  const texts = values.get('text');
  const own = values.get('own');
  if (texts === undefined || own === undefined || own.size < 3) return false;
  const counts = new Map<number, number>();
  for (const [item, text] of own) {
    const more = (texts.get(item)?.length ?? 0) - text.length;
    counts.set(more, (counts.get(more) ?? 0) + 1);
  }
  return Math.max(...counts.values()) * 10 >= own.size * 9;
}

/** The same words in every item in the one other element around: "12" beside "votes". */
function unitBehind({ parent, values }: Spot): string {
  if (parent === null || parent.below.size !== 2 || values.get('text') === undefined) return '';
  const [first, second] = [...parent.below.values()];
  const words = first?.values === values ? second?.values.get('text') : undefined;
  const [word = ''] = words?.values() ?? [];
  if (words === undefined || words.size < MIN_SAME || word.length > MAX_UNIT || /\d/.test(word)) return '';
  for (const other of words.values())
    if (keyOf(other).replace(/s$/, '') !== keyOf(word).replace(/s$/, '')) return '';
  return keyOf(word);
}

const MIN_SAME = 2;
const MAX_UNIT = 20;

/** What stands behind the element's own text in the first item: "Replies" of "12 Replies". */
function unitOf({ values }: Spot): string {
  const [[item, own] = [0, '']] = values.get('own') ?? [];
  const text = values.get('text')?.get(item) ?? '';
  return text.startsWith(own) ? keyOf(text.slice(own.length)) : '';
}

/** What stands in brackets in every item, without them. */
function withoutBrackets(values: (string | undefined)[]): (string | undefined)[] {
  const isBracketed = values.every((value) => value === undefined || /^[([][^()[\]]*[)\]]$/.test(value));
  return isBracketed ? values.map((value) => value?.slice(1, -1).trim()) : values;
}

const SMALL = new Set(['sup', 'sub', 'small']);

function isTally({ tag }: Spot, kind: string, values: ReadonlyMap<number, string>): boolean {
  if (kind !== 'text' && kind !== 'own' && kind !== 'piece') return false;
  const pattern = SMALL.has(tag) ? /^[([]?\d[\d.,]*[)\]]?$/ : /^[([]\d[\d.,]*[)\]]$/;
  for (const value of values.values()) if (!pattern.test(value)) return false;
  return true;
}

const LIST = 4;

/** The spot, or one around it, has several of its kind beside it. */
function isListed(spot: Spot): boolean {
  for (let at: Spot | null = spot; at?.parent != null && at.parent.path !== ''; at = at.parent) {
    if (/^t[dh]$/.test(at.tag)) continue;
    const sign = `${at.tag}.${at.tokens.join('.')}`;
    if (at.parent.below.has(`${sign}:${LIST}`)) return true;
  }
  return false;
}

/** Two texts or more stand below it, apart from formatting. */
function isComposite(spot: Spot): boolean {
  let parts = 0;
  const pending = [...spot.below.values()];
  for (let at = 0; at < pending.length && at < 40 && parts < 2; at += 1) {
    const next = pending[at];
    if (next === undefined || !next.values.has('text') || next.items.size * 2 < spot.items.size) continue;
    const below = [...next.below.values()].filter(({ values }) => values.has('text'));
    if (below.length > 1 || (below.length === 1 && !next.values.has('own'))) pending.push(...below);
    else if (!FORMATTING.has(next.tag)) parts += 1;
  }
  return parts > 1 || (parts === 1 && spot.values.has('own'));
}

const FORMATTING = new Set([
  'b',
  'strong',
  'i',
  'em',
  'code',
  'u',
  'mark',
  'abbr',
  'sup',
  'sub',
  'font',
  'p',
]);

/** Parts of the address that all links of the spot share say what they lead to: "/category/". */
function linkWords({ values }: Spot): string[] {
  const links = [...(values.get('href')?.values() ?? [])].slice(0, 10);
  const [first] = links;
  if (first === undefined || links.length < 2) return [];
  const parts = (link: string): string[] =>
    link
      .replace(/^(?:[a-z]+:)?\/\/[^/]*|[?#].*$/gi, '')
      .split('/', 12)
      .map(keyOf);
  const others = links.slice(1).map(parts);
  return parts(first)
    .filter((part) => part.length > 2 && part.length < 30 && others.every((other) => other.includes(part)))
    .slice(0, 3);
}

function isOfParts({ items }: Group): boolean {
  return items.some((roots) => roots.length > 1);
}

function pathOf({ path }: Spot, key: string): string {
  return key === 'text' ? path : `${path}@${key}`;
}

/** What most items have in front of the spot. */
function labelOf({ labels, items }: Spot, piece: string): string {
  const counts = labels.get(piece);
  if (counts === undefined) return '';
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  if (best === undefined || best[1] * 10 < items.size * 6) return '';
  return best[1] > 1 || best[0].endsWith(':') ? keyOf(best[0]) : '';
}

function addSlots(place: Place, slots: readonly Slot[], found: Found): void {
  for (const [at, { label, unit, values }] of slots.entries()) {
    if (found.places.length >= MAX_PLACES) return;
    add(
      {
        ...place,
        path: `${place.path}/${at + 1}`,
        isWhole: false,
        isPart: true,
        isFramed: false,
        values,
        count: values.filter((value) => value !== undefined).length,
        label: label === '' ? place.label : label,
        unit,
      },
      found,
    );
  }
}

/** What stands at the ends of the texts, and the texts without it, which are whole texts again. */
function addEnds(place: Place, found: Found): void {
  for (const [at, { values }] of endsOf(place.values).entries()) {
    if (found.places.length >= MAX_PLACES) return;
    const count = values.filter((value) => value !== undefined).length;
    add(
      { ...place, path: `${place.path}/end ${at + 1}`, isWhole: false, isFramed: false, values, count },
      found,
    );
  }
}

/** Marks between things, and what a link offers to do. */
function saysNothing(value: string): boolean {
  return !/[\p{L}\p{N}]/u.test(value) || isAction(value);
}

const COMPARED = 40;
const MAX_SAME = 6;

/** Two spots with the same values in every item are one place, which both name. */
function add(place: Place, found: Found): void {
  if (place.values.every((value) => value === undefined || saysNothing(value))) return;
  const isLink = place.kind === 'href' || place.kind === 'src';
  const key = `${isLink ? place.kind : ''} ${place.count} ${place.values[0]?.slice(0, 40) ?? ''}`;
  const alike = found.byKey.get(key);
  const at = alike?.find((other) => haveTheSame(found.places[other], place));
  if (at !== undefined) {
    const same = found.places[at];
    if (same !== undefined) found.places[at] = united(same, place);
    return;
  }
  if (alike === undefined) found.byKey.set(key, [found.places.length]);
  else alike.push(found.places.length);
  found.places.push(place);
}

function haveTheSame(a: Place | undefined, b: Place): boolean {
  for (let item = 0; item < COMPARED && item < b.values.length; item += 1)
    if (a?.values[item] !== b.values[item]) return false;
  return true;
}

const MACHINE = new Set<PlaceKind>(['alt', 'title', 'data', 'stamp']);

/** What readers see stands for both. */
function united(first: Place, second: Place): Place {
  const [outer, inner] =
    MACHINE.has(first.kind) && !MACHINE.has(second.kind) ? [second, first] : [first, second];
  return {
    ...outer,
    isComposite: outer.isComposite && inner.isComposite,
    isListed: outer.isListed && inner.isListed,
    isPart: outer.isPart && inner.isPart,
    tags: inner.tags.length > outer.tags.length && !MACHINE.has(inner.kind) ? inner.tags : outer.tags,
    own: [...new Set([...outer.own, ...inner.own])],
    spots: [...outer.spots, ...inner.spots].slice(0, MAX_SAME),
    leads: [...new Set([...outer.leads, ...inner.leads])],
    around: [...new Set([...outer.around, ...inner.around])],
    heads: outer.heads.length > 0 ? outer.heads : inner.heads,
    label: inner.label.length > outer.label.length ? inner.label : outer.label,
    unit: outer.unit === '' ? inner.unit : outer.unit,
  };
}
