/**
 * Text without markup (plain text, the text of a PDF) as a small HTML document, so that it is read by the rules for all
 * pages: what is known about it and its "label: value" lines as a described entity, its lines as headings, paragraphs and
 * lists of pairs.
 */

import type { Evidence } from '../evidence.js';
import { findConcept } from './find-concept.js';
import { collapse } from './text.js';

/** What is known of a text beside its words. */
export interface TextFacts {
  readonly title?: string;
  readonly author?: string;
  readonly description?: string;
  readonly keywords?: string;
  /** BCP-47 tag. */
  readonly language?: string;
  /** ISO 8601. */
  readonly created?: string;
  readonly modified?: string;
  readonly pages?: number;
}

const MAX_TEXT_CHARS = 1_000_000;
const MAX_LINES = 50_000;
const MAX_PAIRS = 300;
const MAX_PAIR_CHARS = 2_000;
const MAX_TITLE_CHARS = 300;
const MAX_LABEL_WORDS = 5;

interface Pair {
  readonly label: string;
  readonly value: string;
}

/** Where a property of the document comes from. */
export type TextOrigin = Pick<Evidence, 'rule' | 'path'>;

export interface TextPage {
  readonly html: string;
  /** By the property's path in the described entity. */
  readonly origins: ReadonlyMap<string, TextOrigin>;
}

/** The document; its title is the one that is known, or else the first line. */
export function textPage(text: string, facts: TextFacts = {}): TextPage {
  const lines = text
    .slice(0, MAX_TEXT_CHARS)
    .split(/\r\n|[\n\r\f\v\u2028\u2029]/, MAX_LINES)
    .map(collapse)
    .filter((line) => line !== '');
  const first = lines.findIndex((line) => titleOf(line) !== '');
  const title = facts.title ?? titleOf(lines[first] ?? '');
  const isTitleKnown = facts.title !== undefined;
  const body = lines.map((line, index) => ({
    line,
    pair: pairOf(line),
    isTitle: !isTitleKnown && index === first,
  }));
  const pairs = body.flatMap(({ pair }) => pair ?? []).slice(0, MAX_PAIRS);
  const { entity, origins } = describe(lines.join('\n'), title, facts, pairs);
  const json = JSON.stringify(entity).replaceAll('<', '\\u003c');
  const html = body.map(({ line, pair, isTitle }) =>
    isTitle ? heading(title) : pair === null ? `<p>${escape(line)}</p>` : listed(pair),
  );
  const page = [
    `<!doctype html><html lang="${escape(facts.language ?? '')}"><head><title>${escape(escape(title))}</title>`,
    `<script type="application/ld+json">${json}</script></head><body>`,
    ...(isTitleKnown ? [heading(title)] : []),
    ...html,
    '</body></html>',
  ];
  return { html: page.join('\n'), origins };
}

/** A line without what Markdown puts around headings; nothing when the line is a rule. */
function titleOf(line: string): string {
  if (!/[\p{L}\p{N}]/u.test(line)) return '';
  return line
    .replace(/^(?:#{1,6} |> ?)?(?:\*\*|__)?/, '')
    .replace(/(?: #{1,6}|\*\*|__)$/, '')
    .slice(0, MAX_TITLE_CHARS)
    .trim();
}

const PAIR = /^(?:[-*+\u2022] )?(?:\*\*|__)?(\p{L}[^:]{0,60}?)(?:\*\*|__)? ?:(?:\*\*|__)? (\S.*)$/u;

function pairOf(line: string): Pair | null {
  if (line.length > MAX_PAIR_CHARS) return null;
  const [, label, value] = PAIR.exec(line) ?? [];
  if (label === undefined || value === undefined) return null;
  return label.split(' ').length <= MAX_LABEL_WORDS ? { label, value } : null;
}

type Branch = Map<string, string | number | Branch>;

/** A label that means a known field becomes the property that answers it; any other is a property of its own. */
function describe(
  text: string,
  title: string,
  facts: TextFacts,
  pairs: readonly Pair[],
): { entity: object; origins: Map<string, TextOrigin> } {
  const entity: Branch = new Map();
  const origins = new Map<string, TextOrigin>();
  const say = (path: string, value: string | number | undefined, origin: TextOrigin): void => {
    if (put(entity, path, value)) origins.set(path, origin);
  };
  put(entity, '@type', 'DigitalDocument');
  for (const fact of DESCRIBING) say(PROPERTIES[fact], facts[fact], { rule: 'text.metadata', path: fact });
  for (const { label, value } of pairs) {
    const path = findConcept(label)?.paths[0] ?? (label.includes('.') ? undefined : label);
    if (path !== undefined) say(path, value, { rule: 'text.label', path: label });
  }
  say('headline', title, { rule: 'text.title', path: 'first line' });
  say('text', text, { rule: 'text.whole', path: '' });
  return { entity: toObject(entity), origins };
}

/** Properties of schema.org for what is known of a text. */
const PROPERTIES = {
  title: 'headline',
  author: 'author',
  description: 'description',
  keywords: 'keywords',
  created: 'dateCreated',
  modified: 'dateModified',
  pages: 'numberOfPages',
} as const satisfies Partial<Record<keyof TextFacts, string>>;

const DESCRIBING = Object.keys(PROPERTIES) as (keyof typeof PROPERTIES)[];

/** The first value of a path counts: false for any other. */
function put(entity: Branch, path: string, value: string | number | undefined): boolean {
  if (value === undefined || value === '') return false;
  // Metadata may hold markup, and is read so.
  const literal = typeof value === 'string' ? escape(value) : value;
  const names = path.split('.');
  const last = names.pop() ?? path;
  let branch = entity;
  for (const name of names) {
    const next = branch.get(name) ?? new Map<string, string | number | Branch>();
    if (!(next instanceof Map)) return false;
    branch.set(name, next);
    branch = next;
  }
  if (branch.has(last)) return false;
  branch.set(last, literal);
  return true;
}

function toObject(branch: Branch): object {
  return Object.fromEntries(
    [...branch].map(([name, value]) => [name, value instanceof Map ? toObject(value) : value]),
  );
}

function heading(title: string): string {
  // Titles are read as what may hold markup themselves.
  return title === '' ? '' : `<h1>${escape(escape(title))}</h1>`;
}

function listed({ label, value }: Pair): string {
  return `<dl><dt>${escape(label)}</dt><dd>${escape(value)}</dd></dl>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** What stood in the text, of what was written into the document. */
export function unescape(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
