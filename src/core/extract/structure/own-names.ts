/**
 * Fields that no concept knows, by the names that the page's markup gives its parts: `<div class="warranty">2 years</div>`,
 * `data-testid`, `id`, `itemprop` of no vocabulary, `aria-label`, inputs that show a value.
 */

import { isTag, type Element } from 'domhandler';
import type { Field } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import type { PageDocument } from '../document.js';
import { fitOf, ownNames, type Fit } from '../own-name-words.js';
import { isInvisible, textOf, walk } from '../text.js';
import { valueOf } from './own-name-value.js';
import { standsHidden } from './hidden.js';
import { regionAbove } from './region.js';

interface Named {
  readonly element: Element;
  /** As the markup has it. */
  readonly name: string;
  readonly path: string;
  readonly trust: number;
}

interface Fitting extends Named, Fit {}

/** Names that say what data an element holds count more than names that say how it looks. */
const ATTRIBUTES: Readonly<Record<string, number>> = {
  itemprop: 0.7,
  'data-field': 0.7,
  'data-name': 0.7,
  'data-key': 0.7,
  'data-attribute': 0.7,
  'data-label': 0.7,
  'data-title': 0.65,
  'data-testid': 0.7,
  'data-test-id': 0.7,
  'data-test': 0.7,
  'data-qa': 0.7,
  'data-cy': 0.7,
  'data-th': 0.7,
  'data-bind': 0.6,
  'aria-label': 0.65,
  name: 0.7,
  for: 0.65,
  id: 0.65,
  headers: 0.65,
  property: 0.65,
};
const BY_CLASS = 0.65;
const BY_LABEL = 0.65;
const MAX_NAME_CHARS = 80;

const MAX_NODES = 100_000;
/** Of the page. */
const MAX_NAMED = 4_000;
/** Of one field. */
const MAX_FITTING = 40;

/** What the page's markup names with a word of one of the fields: one walk for all of them. */
export function namedElements({ root }: PageDocument, fields: readonly Field[]): Named[] {
  const found: Named[] = [];
  const words = new Set(fields.flatMap(({ field, hint }) => ownNames(field, hint).map(longestOf)));
  if (words.size === 0) return found;
  const mayName = new RegExp([...words].map(patternOf).join('|'), 'iu');
  const byId = new Map<string, Element>();
  const labelled: Element[] = [];
  let left = MAX_NODES;
  walk(root, (node) => {
    left -= 1;
    if (left < 0 || found.length >= MAX_NAMED) return 'stop';
    if (!isTag(node) || isInvisible(node) || node.name === 'nav') return false;
    const { id, 'aria-labelledby': label } = node.attribs;
    if (id !== undefined) byId.set(id, node);
    if (label !== undefined && labelled.length < MAX_LABELLED) labelled.push(node);
    found.push(...namesOf(node, mayName));
    return true;
  });
  return [...found, ...labelled.flatMap((element) => nameElsewhere(element, byId, mayName))];
}

const MAX_LABELLED = 500;

/** `aria-labelledby`: the ids of the elements whose texts are the name (https://www.w3.org/TR/wai-aria-1.2/#aria-labelledby). */
function nameElsewhere(element: Element, byId: ReadonlyMap<string, Element>, mayName: RegExp): Named[] {
  const labels = (element.attribs['aria-labelledby'] ?? '').trim().split(/\s+/, 5);
  const texts = labels.flatMap((id) => {
    const label = byId.get(id);
    return label === undefined || label === element ? [] : [textOf(label, { chars: 100, nodes: 50 })];
  });
  const name = texts.join(' ');
  if (name.length > MAX_NAME_CHARS || !mayName.test(name)) return [];
  return [{ element, name, trust: BY_LABEL, path: '[aria-labelledby]' }];
}

function patternOf(word: string): string {
  return word.replace(/[^\p{L}\p{N}]/gu, '.');
}

/** The first fitting name of each element. */
function fittingOf({ field, hint }: Field, named: readonly Named[]): Fitting[] {
  const names = ownNames(field, hint);
  const mayName = new RegExp(names.map((words) => patternOf(longestOf(words))).join('|') || '(?!)', 'iu');
  const found: Fitting[] = [];
  for (const one of named) {
    if (found.length >= MAX_FITTING) break;
    if (found.at(-1)?.element === one.element || !mayName.test(one.name)) continue;
    const fit = names.map((wanted) => fitOf(one.name, wanted)).find((each) => each !== null);
    if (fit !== undefined && fit !== null) found.push({ ...one, ...fit });
  }
  return found;
}

function longestOf(words: readonly string[]): string {
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

function namesOf(element: Element, mayName: RegExp): Named[] {
  const { attribs } = element;
  const names: Named[] = [];
  for (const key in attribs) {
    const text = attribs[key] ?? '';
    const trust = Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key] : undefined;
    if (key === 'class' && mayName.test(text)) {
      for (const name of text.split(/\s+/, 20))
        if (mayName.test(name) && !name.includes(':'))
          names.push({ element, name, trust: BY_CLASS, path: `.${name.slice(0, 60)}` });
    } else if (trust !== undefined && text.length <= MAX_NAME_CHARS && mayName.test(text)) {
      names.push({ element, name: text, trust, path: `[${key}=${text.slice(0, 60)}]` });
    } else if (key.startsWith('data-') && trust === undefined && text !== '' && mayName.test(key)) {
      names.push({ element, name: key, trust: 0.6, path: `[${key.slice(0, 60)}]` });
    }
  }
  return names;
}

/** What stands beside is mostly about something else: only names of data count there. */
const ASIDE = 0.2;
const UNSEEN = 0.05;

/** One candidate where all that is named alike and as surely says the same. */
export function ownNameCandidates(field: Field, named: readonly Named[], baseUrl: string): Candidate[] {
  const rated: { value: string | string[]; path: string; confidence: number }[] = [];
  for (const one of fittingOf(field, named)) {
    const region = regionAbove(one.element);
    if (region === 'chrome' || region === 'comments') continue;
    const value = valueOf(one.element, one.role, one.path, field, baseUrl);
    if (value === null) continue;
    const confidence =
      one.trust * one.quality - (region === 'aside' ? ASIDE : 0) - (standsHidden(one.element) ? UNSEEN : 0);
    rated.push({ value, path: one.path, confidence });
  }
  const best = Math.max(...rated.map(({ confidence }) => confidence));
  const [first, ...others] = rated.filter(({ confidence }) => confidence === best);
  if (first === undefined || others.some(({ value }) => String(value) !== String(first.value))) return [];
  return [{ rule: 'own-name', source: 'text', ...first }];
}
