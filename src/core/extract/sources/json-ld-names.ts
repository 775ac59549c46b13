/**
 * Names of JSON-LD as schema.org has them, whatever the page calls them: `schema:name`, a prefix of its own, a whole address,
 * or a term that its `@context` explains. Only contexts that stand in the page are read.
 */

import { isList, isObject, type Json, type JsonObject } from '../entity.js';

/** Quick look at the text of a script: most use the plain names. */
export function mayUseOwnNames(text: string): boolean {
  return /["'](?:[A-Za-z][\w-]{0,30}:|https?:\/\/)[\w./#-]{1,100}["']\s{0,5}:|@context["']\s{0,5}:\s{0,5}[[{]|@(?:value|list|set)\b/.test(
    text,
  );
}

type Terms = ReadonlyMap<string, string>;

const MAX_NODES = 50_000;
const MAX_DEPTH = 64;
const MAX_TERMS = 500;
const MAX_CONTEXTS = 100;

interface Budget {
  nodes: number;
  contexts: number;
}
const NO_TERMS: Terms = new Map();

/** The same value under plain names. What lies beyond the bounds is left out. */
export function withPlainNames(root: Json): Json {
  return renamed(root, NO_TERMS, { nodes: MAX_NODES, contexts: MAX_CONTEXTS }, 0);
}

function renamed(value: Json, outer: Terms, budget: Budget, depth: number): Json {
  budget.nodes -= 1;
  if (budget.nodes < 0 || depth > MAX_DEPTH) return null;
  if (isList(value)) return value.map((item) => renamed(item, outer, budget, depth + 1));
  if (!isObject(value)) return value;
  const context = value['@context'];
  if (context !== undefined) budget.contexts -= 1;
  const terms = budget.contexts < 0 ? outer : withContext(outer, context, 0);
  const content = ['@value', '@list', '@set'].find((name) => Object.hasOwn(value, name));
  if (content !== undefined) return renamed(value[content] ?? null, terms, budget, depth + 1);
  const plain: [string, Json][] = [];
  for (const [name, inner] of Object.entries(value)) {
    if (name === '@context') continue;
    const key = plainName(name, terms);
    plain.push([key, key === '@type' ? typeName(inner, terms) : renamed(inner, terms, budget, depth + 1)]);
  }
  // Of two names that mean the same the first counts.
  return Object.fromEntries(plain.reverse());
}

function typeName(value: Json, terms: Terms): Json {
  if (isList(value)) return value.map((item) => typeName(item, terms));
  return typeof value === 'string' ? plainName(value, terms) : value;
}

const VOCABULARY =
  /^https?:\/\/(?:www\.)?(?:schema\.org\/|purl\.org\/dc\/(?:terms|elements\/1\.1)\/|xmlns\.com\/foaf\/0\.1\/)([\w-]+)$/i;

function plainName(name: string, terms: Terms): string {
  if (name.startsWith('@')) return name;
  const meant = terms.get(name) ?? name;
  const [, prefix, rest] = /^([A-Za-z][\w-]{0,30}):(?!\/\/)([\w-]+)$/.exec(meant) ?? [];
  if (prefix === undefined || rest === undefined) return VOCABULARY.exec(meant)?.[1] ?? meant;
  const base = terms.get(prefix);
  if (base !== undefined) return VOCABULARY.exec(`${base}${rest}`)?.[1] ?? meant;
  return /^(?:schema|sdo|s)$/i.test(prefix) ? rest : meant;
}

/** Terms of a context, which may be an object or a list of them; addresses of contexts elsewhere are passed over. */
function withContext(outer: Terms, context: Json | undefined, depth: number): Terms {
  if (isList(context)) {
    return depth > 1
      ? outer
      : context.slice(0, 20).reduce<Terms>((terms, item) => withContext(terms, item, depth + 1), outer);
  }
  return isObject(context) ? new Map([...outer, ...termsOf(context)].slice(0, MAX_TERMS)) : outer;
}

function termsOf(context: JsonObject): [string, string][] {
  return Object.entries(context).flatMap(([name, value]): [string, string][] => {
    const meant = isObject(value) ? value['@id'] : value;
    return name.startsWith('@') || typeof meant !== 'string' || meant.length > 300 ? [] : [[name, meant]];
  });
}
