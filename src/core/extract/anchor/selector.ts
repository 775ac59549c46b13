/** Selectors that find an element again on other pages of its template: by what the template names, then by position. */

import { isTag, type Element } from 'domhandler';
import { chainOf } from '../structure/ancestors.js';
import type { Selector, SelectorStep } from './place.js';

const MAX_CLASSES = 3;
const MAX_NAME_CHARS = 60;
const MAX_CLASS_CHARS = 500;
const MAX_NTH = 200;
/** Elements around it that a selector may rest on. */
const MAX_LEVELS = 8;

/** Attributes that say what an element holds. */
const NAMING = ['itemprop', 'property', 'data-testid', 'data-test', 'data-qa', 'data-field', 'name', 'rel'];

/** Selectors of the element, the most durable first. None is checked against the page. */
export function* selectorsFor(element: Element): Generator<Selector> {
  const own = stepOf(element);
  if (isNamed(own) || OWN_TAGS.has(own.tag)) yield [own];
  const around = chainOf(element.parent, MAX_LEVELS);
  for (const above of around) {
    const step = stepOf(above);
    if (isNamed(step) && above.name !== 'body' && above.name !== 'html') yield [step, own];
  }
  yield* positions(element, around);
}

/** Few pages have more than one of these. */
const OWN_TAGS = new Set(['h1', 'time', 'address', 'title']);

/** The way down from an element with a name, or from the whole body, step by step. */
function* positions(element: Element, around: readonly Element[]): Generator<Selector> {
  let steps: SelectorStep[] = [];
  let below = element;
  for (const above of around) {
    const nth = numberOf(below, MAX_NTH, newBudget());
    if (nth > MAX_NTH) return;
    steps = [{ ...stepOf(below), nth, isChild: true }, ...steps];
    const step = stepOf(above);
    if (isNamed(step) || above.name === 'body') yield [step, ...steps];
    below = above;
  }
}

function stepOf({ name, attribs }: Element): SelectorStep {
  const id = attribs['id']?.trim();
  const named = NAMING.map((attribute) => [attribute, attribs[attribute]] as const).find(
    ([, value]) => value !== undefined && isStable(value),
  );
  const classes = (attribs['class'] ?? '')
    .slice(0, MAX_CLASS_CHARS)
    .split(/\s+/)
    .filter((each) => each !== '' && isStable(each) && !STATE.test(each))
    .slice(0, MAX_CLASSES);
  return {
    tag: name,
    ...(id !== undefined && isStable(id) ? { id } : {}),
    ...(named?.[1] === undefined ? {} : { named: [named[0], named[1]] as const }),
    ...(classes.length === 0 ? {} : { classes }),
  };
}

/** Names with numbers in them are mostly of one page or one release: `post-1234`, `css-1x9k2`. */
function isStable(name: string): boolean {
  return name.length <= MAX_NAME_CHARS && /^[\p{L}_-]/u.test(name) && !/\d{2}|\d\p{L}\d|\s/u.test(name);
}

/** What a page's own state adds. */
const STATE = /^(?:is|has|js|active|open|selected|current|first|last|odd|even|sale|new)(?:[-_]|$)/i;

function isNamed({ id, named, classes }: SelectorStep): boolean {
  return id !== undefined || named !== undefined || classes !== undefined;
}

/** How much of a page may still be compared with selectors. */
export interface SelectBudget {
  steps: number;
}

const MAX_STEPS = 3_000_000;

export function newBudget(): SelectBudget {
  return { steps: MAX_STEPS };
}

/** Its number among the siblings of its tag; `most + 1` when it is beyond. */
function numberOf(element: Element, most: number, budget: SelectBudget): number {
  let number = 1;
  for (let at = element.prev; at !== null && number <= most; at = at.prev) {
    budget.steps -= 1;
    if (budget.steps <= 0) return most + 1;
    if (isTag(at) && at.name === element.name) number += 1;
  }
  return number;
}

/** Elements that the selector finds among these, `most` of them at the most; none when that would cost too much. */
export function select(
  elements: readonly Element[],
  selector: Selector,
  most: number,
  budget: SelectBudget,
): Element[] {
  const found: Element[] = [];
  const last = selector.at(-1);
  if (last === undefined) return found;
  for (const element of elements) {
    if (budget.steps <= 0) return [];
    if (!fits(element, last, budget) || !isWithin(element, selector, selector.length - 1, budget)) continue;
    found.push(element);
    if (found.length >= most) break;
  }
  return found;
}

/** Whether what is around the element are the steps before number `at`. */
function isWithin(element: Element, selector: Selector, at: number, budget: SelectBudget): boolean {
  const step = selector[at - 1];
  if (step === undefined) return true;
  if (selector[at]?.isChild !== true)
    return chainOf(element.parent, 2 * MAX_LEVELS).some((above) => fits(above, step, budget));
  const { parent } = element;
  return (
    parent !== null &&
    isTag(parent) &&
    fits(parent, step, budget) &&
    isWithin(parent, selector, at - 1, budget)
  );
}

function fits(
  element: Element,
  { tag, id, named, classes = [], nth }: SelectorStep,
  budget: SelectBudget,
): boolean {
  budget.steps -= 1;
  const { name, attribs } = element;
  if (name !== tag || (id !== undefined && attribs['id']?.trim() !== id)) return false;
  if (named !== undefined && attribs[named[0]] !== named[1]) return false;
  if (classes.length > 0) {
    const own = (attribs['class'] ?? '').slice(0, MAX_CLASS_CHARS).split(/\s+/);
    if (!classes.every((each) => own.includes(each))) return false;
  }
  return nth === undefined || numberOf(element, nth, budget) === nth;
}
