/**
 * XML as names and values: elements and attributes by their names, repeated elements as lists. Entities of the document's
 * own are left as they stand and nothing is loaded, so a document is never more than what came over the wire.
 */

import { isTag, isText, type Document, type Element } from 'domhandler';
import type { Json } from './entity.js';
import { OWN_TEXT } from './keyed-places.js';
import { parseXml } from './parse-xml.js';
import { textOf, type TextBudget } from './text.js';

/** Deeper than names are looked for; what lies below is text. */
const MAX_DEPTH = 5;
const MAX_ELEMENTS = 50_000;
const MAX_ATTRIBUTES = 1_000;
const MAX_CHARS = 2_000_000;
const MAX_NODES = 1_000_000;

/** Elements that are one of many even when they are alone. */
const ITEMS: ReadonlySet<string> = new Set(['item', 'entry']);

/** What feeds call things that other documents have other names for. */
const FEED_NAMES: ReadonlyMap<string, string> = new Map([
  ['lastBuildDate', 'updated'],
  ['content:encoded', 'content'],
  ['dc:date', 'published'],
  ['dc:creator', 'author'],
  ['dc:subject', 'category'],
]);

/** The document's root element, or null when the text holds no element. */
export function xmlRoot(text: string): Element | null {
  return rootOf(parseXml(text));
}

/** Whether this is XHTML, under whatever type it was sent. */
export function isXhtml(root: Element): boolean {
  return localName(root.name).toLowerCase() === 'html';
}

/** What the element says, by names; of a feed its channel, with its items as a list. */
export function xmlValues(root: Element): Json {
  const budget: Budget = { elements: MAX_ELEMENTS, chars: MAX_CHARS, nodes: MAX_NODES };
  const value = toJson(root, budget, 0);
  if (typeof value === 'string') return { [localName(root.name)]: value };
  const channel = isRecord(value) ? value['channel'] : undefined;
  if (!FEED_ROOTS.has(localName(root.name)) || !isRecord(channel)) return value;
  // RSS 1.0 has the items beside the channel, all others within it.
  return { ...channel, item: channel['item'] ?? (isRecord(value) ? (value['item'] ?? []) : []) };
}

const FEED_ROOTS: ReadonlySet<string> = new Set(['rss', 'RDF']);

interface Budget extends TextBudget {
  elements: number;
}

type Values = Record<string, Json>;

function toJson(element: Element, budget: Budget, depth: number): Json {
  const attributes = attributesOf(element);
  const children = element.children.filter(isTag);
  if (children.length === 0 || depth >= MAX_DEPTH || hasOwnText(element) || isMarkup(element)) {
    const text = textOf(element, budget);
    if (attributes.length === 0) return text;
    return record(text === '' ? attributes : [...attributes, [OWN_TEXT, text]]);
  }
  const groups = new Map<string, Json[]>();
  for (const child of children) {
    if (budget.elements-- <= 0) break;
    const link = linkOf(child);
    const name = link?.name ?? child.name;
    const value = link?.href ?? toJson(child, budget, depth + 1);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [value]);
    else group.push(value);
  }
  const named = [...groups].map(([name, values]): [string, Json] => [
    name,
    values.length === 1 && !ITEMS.has(localName(name)) ? (values[0] ?? null) : values,
  ]);
  return record([...attributes, ...named, ...aliases(named)]);
}

/** Names without their prefixes, and the usual names of what feeds name otherwise; they never hide an element. */
function aliases(named: readonly [string, Json][]): [string, Json][] {
  const taken = new Set(named.map(([name]) => name));
  return named.flatMap(([name, value]): [string, Json][] => {
    const names = [FEED_NAMES.get(name) ?? name, localName(name)];
    const free = names.filter((other) => !taken.has(other));
    for (const other of free) taken.add(other);
    return [...new Set(free)].map((other) => [other, value]);
  });
}

/** Atom has its addresses in attributes: `<link rel="alternate" href="…"/>`. */
function linkOf({ name, attribs }: Element): { name: string; href: string } | null {
  const href = attribs['href'];
  if (localName(name) !== 'link' || href === undefined) return null;
  const rel = attribs['rel'] ?? 'alternate';
  return { name: rel === 'alternate' ? 'link' : `link ${rel}`, href };
}

/** Attributes that say something about the thing, not about the markup. */
function attributesOf({ attribs }: Element): [string, Json][] {
  return Object.keys(attribs)
    .slice(0, MAX_ATTRIBUTES)
    .map((name): [string, string] => [name, attribs[name] ?? ''])
    .filter(([name, value]) => name !== 'type' || !MARKUP_TYPE.test(value))
    .map(([name, value]): [string, Json] => [name === 'xml:lang' ? 'lang' : name, value])
    .filter(([name]) => !/^(?:xmlns$|(?:xmlns|xml|xsi|rdf):)/.test(name));
}

const MARKUP_TYPE = /^(?:text|x?html|[\w.+-]+\/[\w.+-]+)$/;

function hasOwnText(element: Element): boolean {
  return element.children.some((child) => isText(child) && child.data.trim() !== '');
}

function isMarkup({ attribs }: Element): boolean {
  return attribs['type'] === 'xhtml';
}

function rootOf(document: Document): Element | null {
  return document.children.find(isTag) ?? null;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function isRecord(value: Json | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own properties whatever the names are. */
function record(entries: readonly (readonly [string, Json])[]): Values {
  return Object.fromEntries(entries);
}
