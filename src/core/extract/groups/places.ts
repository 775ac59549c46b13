/** The places of a group, out of its tree of spots: each distinct column of values once. */

import { add, type Found } from './distinct.js';
import { endsOf } from './ends.js';
import type { Group } from './group.js';
import { withHeadRow } from './head-row.js';
import type { Place, PlaceKind } from './place.js';
import { readItems, type ReadBudget } from './read-items.js';
import { BEHIND, mergeStates, type Spot } from './spot.js';
import { keyOf } from './keys.js';
import { isComposite, isListed, isPadded, isTally, withoutBrackets } from './spot-makeup.js';
import { labelOf, linkWords, unitBehind, unitOf } from './spot-names.js';
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
  const isOfList = isListed(spot);
  for (const [key, values] of spot.values) {
    if (found.places.length >= MAX_PLACES) return;
    const [kind = '', detail = ''] = key.split(' ', 2);
    const place: Place = {
      path: pathOf(spot, key),
      kind: kind as PlaceKind,
      tags,
      values: withoutBrackets(withoutSharedEnd(byItem(values, group.items.length), kind)),
      count: values.size,
      own: kind === 'data' ? [keyOf(detail)] : names,
      leads,
      around: kind === 'data' ? names : around,
      heads,
      isWhole: kind === 'text' && trail.length === 0,
      label: labelOf(spot, kind === 'piece' ? key : ''),
      unit:
        kind === 'own' && isPadded(spot)
          ? unitOf(spot)
          : kind === 'text'
            ? unitBehind(spot) || labelOf(spot, BEHIND)
            : '',
      isComposite: kind === 'text' && isComposite(spot),
      isListed: isOfList,
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

function byItem(values: ReadonlyMap<number, string>, items: number): (string | undefined)[] {
  const all: (string | undefined)[] = [];
  for (let item = 0; item < items; item += 1) all.push(values.get(item));
  return all;
}

function isOfParts({ items }: Group): boolean {
  return items.some((roots) => roots.length > 1);
}

function pathOf({ path }: Spot, key: string): string {
  return key === 'text' ? path : `${path}@${key}`;
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
