/** Lists of things in data: where several objects stand under one name, whatever lies around them. */

import type { Json, JsonObject } from '../entity.js';
import { isList, isObject, property, typesOf } from '../entity.js';
import { nameForms, nameKey } from '../field-name.js';
import { MAX_THINGS } from '../keyed-places.js';

export interface Things {
  /** Comparable forms of what the list is called: its key, and what kind of things it holds. */
  readonly names: readonly string[];
  /** Where it stands: `data.products`. */
  readonly path: string;
  readonly items: readonly JsonObject[];
}

const MAX_LISTS = 60;
const MAX_NODES = 20_000;
const MAX_DEPTH = 8;
const MAX_PATH = 200;

interface Node {
  readonly value: Json;
  readonly names: readonly string[];
  readonly path: string;
  readonly depth: number;
}

/** How a key is put behind the path to what has it. */
export type Joint = (path: string, key: string) => string;

const dotted: Joint = (path, key) => (path === '' ? key : `${path}.${key}`);

/** The shallowest first. An object under a name is a list of one: a single offer is what there is of offers. */
export function thingsIn(value: Json, path = '', joint = dotted): Things[] {
  const lists: Things[] = [];
  const pending: Node[] = [{ value, names: [], path, depth: 0 }];
  for (let at = 0; at < pending.length && at < MAX_NODES && lists.length < MAX_LISTS; at += 1) {
    const node = pending[at];
    if (node === undefined) break;
    if (isList(node.value)) {
      const items = node.value.slice(0, MAX_THINGS).filter(isObject).map(unwrapped);
      if (items.length > 0) lists.push({ names: [...node.names, ...kindsOf(items)], path: node.path, items });
    } else if (isObject(node.value)) {
      if (node.depth > 0) {
        const names = [...node.names, ...typesOf(node.value).map(nameKey)];
        lists.push({ names, path: node.path, items: [node.value] });
      }
      if (node.depth < MAX_DEPTH) pending.push(...membersOf(node.value, node, joint));
    }
  }
  return lists;
}

function membersOf(object: JsonObject, { names, path, depth }: Node, joint: Joint): Node[] {
  return Object.entries(object)
    .slice(0, MAX_NODES)
    .filter(([, value]) => typeof value === 'object' && value !== null)
    .map(([key, value]) => ({
      value,
      names: namesOf(key, names, object),
      path: joint(path, key).slice(0, MAX_PATH),
      depth: depth + 1,
    }));
}

/** "productList" are products; "edges" of "products" and "itemListElement" of an ItemList have the name of what holds them. */
function namesOf(key: string, around: readonly string[], holder: JsonObject): string[] {
  const name = nameKey(key);
  if (HOLDERS.has(name)) return [name, ...around, ...typesOf(holder).map(nameKey)];
  const [, bare] = /^(.+) (?:list|items|data|results|array|collection)$/.exec(name) ?? [];
  return [...nameForms(key), ...(bare === undefined ? [] : nameForms(bare))];
}

/** Names that only say that there are several. */
const HOLDERS: ReadonlySet<string> = new Set([
  ...'edges nodes node items item list results result data entries entry records rows values elements hits docs objects'.split(
    ' ',
  ),
  'item list element',
]);

/** What kind of things they say they are, when all are of one. */
function kindsOf(items: readonly JsonObject[]): string[] {
  const kinds = new Set(items.slice(0, 20).map((item) => typesOf(item).map(nameKey)[0] ?? ''));
  return kinds.size === 1 ? [...kinds].filter((kind) => kind !== '') : [];
}

/** The thing that an element of a list stands around: `{ "position": 1, "item": {...} }`, `{ "cursor": "x", "node": {...} }`. */
export function unwrapped(item: JsonObject): JsonObject {
  for (const name of ['item', 'node', '_source']) {
    const inner = property(item, name);
    const isAround = isObject(inner) && Object.keys(item).filter((key) => !WRAPPING.test(key)).length === 1;
    if (isAround) return inner;
  }
  return item;
}

const WRAPPING = /^(?:@.*|position|cursor|url|name|_id|_index|_score|_type|__typename)$/;
