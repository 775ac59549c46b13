/** The tree of spots of a group: what the trees of its items have in common, with what stands in each item. */

import type { PlaceKind } from './place.js';

export type ValueKind = PlaceKind | `piece ${number}` | `line ${string}` | `data ${string}`;

export interface Spot {
  readonly tag: string;
  readonly tokens: readonly string[];
  /** Comparable forms of what names the element. */
  readonly names: Set<string>;
  readonly nth: number;
  readonly path: string;
  readonly parent: Spot | null;
  readonly below: Map<string, Spot>;
  readonly values: Map<ValueKind, Map<number, string>>;
  /** What stands in front of the spot, and in front of its pieces, with how often. */
  readonly labels: Map<string, Map<string, number>>;
  readonly items: Set<number>;
}

/** Under which `labels` keep what stands behind a number: "bath" of "<b>2</b> bath". */
export const BEHIND = 'behind';

export function newSpot(tag: string, tokens: readonly string[], nth: number, parent: Spot | null): Spot {
  const step = [tag, ...tokens.slice(0, 1)].join('.') + (nth > 1 ? `:${nth}` : '');
  const path = parent === null || parent.path === '' ? step : `${parent.path} > ${step}`;
  return {
    tag,
    tokens,
    nth,
    path: parent === null ? '' : path.slice(-200),
    parent,
    names: new Set(),
    below: new Map(),
    values: new Map(),
    labels: new Map(),
    items: new Set(),
  };
}

/** The first of several values that stand in one spot of an item is its value. */
export function setValue(spot: Spot, kind: ValueKind, item: number, value: string): void {
  let values = spot.values.get(kind);
  if (values === undefined) spot.values.set(kind, (values = new Map<number, string>()));
  if (!values.has(item)) values.set(item, value);
}

/**
 * Spots that differ only in a class that tells their state ("badge green", "badge red") are one: they share a class and no
 * item has both.
 */
export function mergeStates(spot: Spot): void {
  const entries = spot.below.size > 1 ? [...spot.below] : [];
  for (const [at, [, a]] of entries.entries()) {
    if (a.tokens.length === 0) continue;
    for (const [key, b] of entries.slice(at + 1, at + 30)) {
      if (spot.below.get(key) !== b || !areOneKind(a, b)) continue;
      mergeInto(a, b);
      spot.below.delete(key);
    }
  }
  mergeAlternatives(spot);
  for (const child of spot.below.values()) mergeStates(child);
}

const MAX_ALTERNATIVES = 12;

/** Each item has one of these elements, made of the same parts, whatever its class: "folder" or "file". */
function mergeAlternatives({ below, items }: Spot): void {
  const byTag = new Map<string, [string, Spot][]>();
  for (const entry of below) {
    const same = byTag.get(entry[1].tag);
    if (same === undefined) byTag.set(entry[1].tag, [entry]);
    else same.push(entry);
  }
  for (const [[, first] = [], ...others] of byTag.values()) {
    if (first === undefined || others.length === 0 || others.length >= MAX_ALTERNATIVES) continue;
    const sum = others.reduce((all, [, other]) => all + other.items.size, first.items.size);
    const union = new Set([...first.items, ...others.flatMap(([, other]) => [...other.items])]);
    if (sum !== union.size || sum !== items.size) continue;
    const parts = [...first.below.keys()].join(' ');
    if (others.some(([, other]) => [...other.below.keys()].join(' ') !== parts)) continue;
    for (const [key, other] of others) {
      mergeInto(first, other);
      below.delete(key);
    }
  }
}

function areOneKind(a: Spot, b: Spot): boolean {
  if (a.tag !== b.tag || a.nth !== b.nth || !a.tokens.some((token) => b.tokens.includes(token))) return false;
  for (const item of b.items) if (a.items.has(item)) return false;
  return true;
}

function mergeInto(a: Spot, b: Spot): void {
  for (const item of b.items) a.items.add(item);
  for (const name of b.names) a.names.add(name);
  for (const [kind, values] of b.values) {
    const own = a.values.get(kind);
    if (own === undefined) a.values.set(kind, values);
    else for (const [item, value] of values) own.set(item, value);
  }
  for (const [piece, counts] of b.labels) {
    const own = a.labels.get(piece);
    if (own === undefined) a.labels.set(piece, counts);
    else for (const [label, count] of counts) own.set(label, (own.get(label) ?? 0) + count);
  }
  for (const [key, child] of b.below) {
    const own = a.below.get(key);
    if (own === undefined) a.below.set(key, child);
    else mergeInto(own, child);
  }
}
