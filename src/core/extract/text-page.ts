/**
 * Text without markup (plain text, the text of a PDF) as a small HTML document, so that it is read by the rules for all
 * pages: what is known about it and its "label: value" lines as a described entity, its lines as headings, paragraphs and
 * lists of pairs.
 */

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

/** The document; its title is the one that is known, or else the first line. */
export function textPage(text: string, facts: TextFacts = {}): string {
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
  const entity = JSON.stringify(describe(lines.join('\n'), title, facts, pairs)).replaceAll('<', '\\u003c');
  const html = body.map(({ line, pair, isTitle }) =>
    isTitle ? heading(title) : pair === null ? `<p>${escape(line)}</p>` : listed(pair),
  );
  return [
    `<!doctype html><html lang="${escape(facts.language ?? '')}"><head><title>${escape(escape(title))}</title>`,
    `<script type="application/ld+json">${entity}</script></head><body>`,
    ...(isTitleKnown ? [heading(title)] : []),
    ...html,
    '</body></html>',
  ].join('\n');
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
function describe(text: string, title: string, facts: TextFacts, pairs: readonly Pair[]): object {
  const entity: Branch = new Map();
  put(entity, '@type', 'DigitalDocument');
  put(entity, 'headline', facts.title);
  put(entity, 'author', facts.author);
  put(entity, 'description', facts.description);
  put(entity, 'keywords', facts.keywords);
  put(entity, 'dateCreated', facts.created);
  put(entity, 'dateModified', facts.modified);
  put(entity, 'numberOfPages', facts.pages);
  for (const { label, value } of pairs) {
    const path = findConcept(label)?.paths[0];
    if (path !== undefined) put(entity, path, value);
    else if (!label.includes('.')) put(entity, label, value);
  }
  put(entity, 'headline', title);
  put(entity, 'text', text);
  return toObject(entity);
}

/** The first value of a path counts. */
function put(entity: Branch, path: string, value: string | number | undefined): void {
  if (value === undefined || value === '') return;
  // Metadata may hold markup, and is read so.
  const literal = typeof value === 'string' ? escape(value) : value;
  const names = path.split('.');
  const last = names.pop() ?? path;
  let branch = entity;
  for (const name of names) {
    const next = branch.get(name) ?? new Map<string, string | number | Branch>();
    if (!(next instanceof Map)) return;
    branch.set(name, next);
    branch = next;
  }
  if (!branch.has(last)) branch.set(last, literal);
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
