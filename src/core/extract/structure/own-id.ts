/**
 * The number of the thing that a page is about, where no label and no metadata tells it: what its address, its forms, its
 * elements and its scripts say under a name for such numbers. Several that agree leave no doubt.
 */

import { isTag, isText, type Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import type { PageDocument } from '../document.js';
import { remembered } from '../../recent.js';
import { isInert, walk } from '../text.js';
import { fold } from './heading.js';
import { idsOfAddress, isIdText, type AddressIds } from './own-id-address.js';

export const AGREED = 0.8;
const PICTURED = 0.7;
const NAMED = 0.6;
const ADDRESSED = 0.6;

/** Folded names of numbers of things: `product_id`, `data-item-no`, `adId`; `categoryId` and `variantId` are of something else. */
const ID_NAME =
  /^(?:data)?(?:main|current|base|parent|detail|page|attachbase)?(?:(?:product|prod|produkt|produit|producto|prodotto|produto|item|article|artikel|articulo|articolo|ad|advert|annonce|anuncio|annuncio|listing|offer|goods|property|object|objekt)(?:id|no|nr|num|number|code|sku|ref)|sku|asin|pid|addtocart|mlsnumber)$/;

interface Place {
  readonly kind: 'input' | 'attribute' | 'script';
  readonly path: string;
}

/** Values under names for such numbers, with the places that hold them. */
type Named = ReadonlyMap<string, readonly Place[]>;

/** The surest first; none where the page names several and its address none of them. */
export function ownIds(doc: PageDocument): Candidate[] {
  const address = idsOfAddress(doc);
  const named = namedIds(doc, address.forms);
  const found: Candidate[] = agreed(address, named);
  if (found.length > 0) return found;
  if (address.pictured !== null)
    found.push(candidate('url', 'address and picture', address.pictured, PICTURED));
  for (const kind of ['input', 'attribute'] as const) {
    const only = onlyOf(named, kind);
    if (only !== null) found.push(only);
  }
  if (address.named !== null) found.push(candidate('url', 'address', address.named, ADDRESSED));
  return found;
}

/** Those that stand in the address too, the one that most places name first. */
function agreed(address: AddressIds, named: Named): Candidate[] {
  const kinds = (places: readonly Place[]): number => new Set(places.map(({ kind }) => kind)).size;
  return [...named]
    .filter(([value]) => address.parts.has(value.toLowerCase()))
    .sort(([, a], [, b]) => kinds(b) - kinds(a))
    .slice(0, 3)
    .map(([value, [place]]) => candidate('text', place?.path ?? 'address', value, AGREED));
}

/** Where all places of a kind name the same. */
function onlyOf(named: Named, kind: Place['kind']): Candidate | null {
  const of = [...named].flatMap(([value, places]) => {
    const place = places.find((one) => one.kind === kind);
    return place === undefined ? [] : [{ value, place }];
  });
  const [only, second] = of;
  return only === undefined || second !== undefined
    ? null
    : candidate('text', only.place.path, only.value, NAMED);
}

function candidate(source: Candidate['source'], path: string, value: string, confidence: number): Candidate {
  return { rule: 'own-id', source, path, value, confidence };
}

const MAX_NODES = 100_000;
const MAX_VALUES = 200;
const MAX_SCRIPT_CHARS = 600_000;
const MAX_PLACES = 8;

/** `ids`: what the address has. */
function namedIds({ root }: PageDocument, ids: readonly string[]): Named {
  const named = new Map<string, Place[]>();
  const add = (value: string, place: Place): void => {
    const places = named.get(value);
    if (places === undefined && named.size < MAX_VALUES) named.set(value, [place]);
    else if (places !== undefined && places.length < MAX_PLACES) places.push(place);
  };
  const budget = { nodes: MAX_NODES, chars: MAX_SCRIPT_CHARS };
  walk(root, (node) => {
    budget.nodes -= 1;
    if (budget.nodes < 0) return 'stop';
    if (!isTag(node) || isInert(node)) return false;
    if (node.name === 'script') {
      readScript(node, ids, budget, add);
      return false;
    }
    readElement(node, add);
    return true;
  });
  return named;
}

function readElement({ name, attribs }: Element, add: (value: string, place: Place) => void): void {
  const { value } = attribs;
  if (value !== undefined && (name === 'input' || name === 'button') && isIdText(value)) {
    const own = [attribs['name'], attribs['id']].find((text) => text !== undefined && isIdName(text));
    if (own !== undefined) add(value.trim(), { kind: 'input', path: `${name}[name=${own.slice(0, 60)}]` });
  }
  const { itemprop, content } = attribs;
  // A property outside of any thing is that of the page's.
  if (itemprop !== undefined && content !== undefined && isIdText(content) && isIdName(itemprop))
    add(content.trim(), { kind: 'attribute', path: `[itemprop=${itemprop.slice(0, 60)}]` });
  for (const key in attribs) {
    const text = attribs[key] ?? '';
    if (key.startsWith('data-') && isIdText(text) && isIdName(key))
      add(text.trim(), { kind: 'attribute', path: `[${key.slice(0, 60)}]` });
  }
}

const MAX_NAMES = 2_000;

/** The names of attributes come again on every page. */
const isIdName = remembered((name) => name.length <= 60 && ID_NAME.test(fold(name)), MAX_NAMES);

/** Scripts are looked at for what the address has: no other number of theirs counts. */
function readScript(
  { children }: Element,
  ids: readonly string[],
  budget: { chars: number },
  add: (value: string, place: Place) => void,
): void {
  const [first] = children;
  if (first === undefined || !isText(first) || budget.chars <= 0) return;
  const text = first.data.slice(0, budget.chars);
  budget.chars -= text.length;
  for (const id of ids) {
    const name = idNameOf(id, text);
    if (name !== null) add(id, { kind: 'script', path: `script ${name}` });
  }
}

/** A name for numbers of things under which a text has this one: `"adId": 731`, `data-item-id="731"`. Null where it has none. */
export function idNameOf(id: string, text: string): string | null {
  let at = text.indexOf(id);
  for (let left = MAX_SAME; left > 0 && at >= 0; left -= 1) {
    const name = nameBefore(text, at, at + id.length);
    if (name !== null && isIdName(name)) return name;
    at = text.indexOf(id, at + id.length);
  }
  return null;
}

const MAX_SAME = 300;
/** `"adId": 200532255`, `pid: '260591'`, and the same inside of quoted JSON. */
const NAME = /(?:^|[^\w-])([A-Za-z][\w-]{2,30})(?:\\?["'])?\s{0,3}[:=]\s{0,3}(\\?["'])?$/;

/** The name that the text from `start` to `end` is the whole value of. */
function nameBefore(text: string, start: number, end: number): string | null {
  const [, name, quote] = NAME.exec(text.slice(Math.max(0, start - 45), start)) ?? [];
  if (name === undefined) return null;
  const isWhole =
    quote === undefined
      ? /^\d+$/.test(text.slice(start, end)) && !/[\w.]/.test(text[end] ?? '')
      : text.startsWith(quote, end);
  return isWhole ? name : null;
}
