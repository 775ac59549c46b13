/** Lists of things in data: where several objects stand under one name, whatever lies around them. */

import type { Json, JsonObject } from '../entity.js';
import { isList, isObject, property, typesOf } from '../entity.js';
import { nameForms, nameKey } from '../field-name.js';

export interface Things {
  /** Comparable forms of what the list is called: its key, and what kind of things it holds. */
  readonly names: readonly string[];
  /** Where it stands: `data.products`. */
  readonly path: string;
  readonly items: readonly JsonObject[];
}

/** A list longer than this is cut. */
export const MAX_THINGS = 2_000;
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

/** The shallowest first. An object under a name is a list of one: a single offer is what there is of offers. */
export function thingsIn(value: Json, path = ''): Things[] {
  const lists: Things[] = [];
  const pending: Node[] = [{ value, names: [], path, depth: 0 }];
  for (let at = 0; at < pending.length && at < MAX_NODES && lists.length < MAX_LISTS; at += 1) {
    const node = pending[at];
    if (node === undefined) break;
    if (isList(node.value)) {
      const items = node.value.slice(0, MAX_THINGS).filter(isObject).map(unwrapped);
      if (items.length > 0) lists.push({ names: [...node.names, ...kindsOf(items)], path: node.path, items });
    } else if (isObject(node.value)) {
      if (node.names.length > 0) {
        lists.push({
          names: [...node.names, ...typesOf(node.value).map(nameKey)],
          path: node.path,
          items: [node.value],
        });
      }
      if (node.depth < MAX_DEPTH) pending.push(...membersOf(node.value, node));
    }
  }
  return lists;
}

function membersOf(object: JsonObject, { path, depth }: Node): Node[] {
  return Object.entries(object)
    .slice(0, MAX_NODES)
    .filter(([, value]) => typeof value === 'object' && value !== null)
    .map(([key, value]) => ({
      value,
      names: namesOf(key, path, object),
      path: (path === '' ? key : `${path}.${key}`).slice(0, MAX_PATH),
      depth: depth + 1,
    }));
}

/** "productList" are products; "edges" of "products" and "itemListElement" of an ItemList have the name of what holds them. */
function namesOf(key: string, path: string, holder: JsonObject): string[] {
  const name = nameKey(key);
  if (HOLDERS.has(name)) return [name, ...lastName(path), ...typesOf(holder).map(nameKey)];
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

function lastName(path: string): string[] {
  const last = path.split('.').findLast((name) => !HOLDERS.has(nameKey(name)));
  return last === undefined || last === '' ? [] : nameForms(last);
}

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
