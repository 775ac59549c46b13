/** The candidates of a field, the best first. Readers run one after the other, and only while they may still add a better one. */

import type { Candidate } from '../candidate.js';
import { readersFor } from '../readers/index.js';
import type { Question, Reader } from './reader.js';
import type { Rule } from './rule.js';
import { boundOf, scoreOf } from './trust.js';

export interface Ranked {
  readonly candidate: Candidate;
  readonly score: number;
}

interface Placed extends Ranked {
  readonly asIs: boolean;
  /** Of two with the same score the one that is found first stands first. */
  readonly order: number;
}

interface Waiting {
  readonly reader: Reader;
  readonly bound: number;
  readonly order: number;
}

const NO_RULES: ReadonlySet<Rule> = new Set();
const MAX_CANDIDATES = 10_000;

/** `without`: rules that are left out, to see what they are worth. */
export function* rankedCandidates(question: Question, without = NO_RULES): Generator<Ranked> {
  const waiting = inOrder(question, without);
  let found: Placed[] = [];
  for (;;) {
    const [next] = waiting;
    const [best] = found;
    if (next !== undefined && (best === undefined || best.score <= next.bound)) {
      waiting.shift();
      const more = placed(next, question, without);
      if (more.length > 0) found = [...found, ...more].sort(byScore);
    } else if (best !== undefined) {
      found.shift();
      const candidate = best.asIs ? best.candidate : mended(best.candidate, question);
      if (candidate !== null) yield { candidate, score: best.score };
    } else return;
  }
}

function mended(candidate: Candidate, question: Question): Candidate | null {
  const mend = question.concept?.mend;
  return mend === undefined ? candidate : mend(candidate, question);
}

function inOrder(question: Question, without: ReadonlySet<Rule>): Waiting[] {
  const { concept, field, page } = question;
  // What is not true of a page may be true of the things that it lists.
  const applies = field.type.startsWith('array<') || concept?.applies?.(page) !== false;
  const all =
    without.size > 0 ? sorted(question, without) : (known.get(concept) ?? sorted(question, without));
  if (without.size === 0) known.set(concept, all);
  return applies ? [...all] : all.filter(({ reader }) => reader.asIs === true);
}

/** The readers of each concept, when no rule is left out. */
const known = new Map<Question['concept'], readonly Waiting[]>();

function sorted(question: Question, without: ReadonlySet<Rule>): Waiting[] {
  return readersFor(question)
    .map((reader, order) => {
      const bound = boundOf(reader.rules.filter((rule) => !without.has(rule)));
      return { reader, bound, order };
    })
    .filter(({ bound }) => bound > 0)
    .sort((a, b) => b.bound - a.bound || a.order - b.order);
}

function placed({ reader, order }: Waiting, question: Question, without: ReadonlySet<Rule>): Placed[] {
  const { asIs = false } = reader;
  const weigh = asIs ? undefined : question.concept?.weigh;
  const found: Placed[] = [];
  for (const candidate of reader.read(question)) {
    if (found.length >= MAX_CANDIDATES) break;
    const own = without.has(candidate.rule) ? 0 : scoreOf(candidate);
    const score = own === 0 || weigh === undefined ? own : own * weigh(candidate, question);
    if (score > 0) found.push({ candidate, score, asIs, order: order * MAX_CANDIDATES + found.length });
  }
  return found;
}

function byScore(a: Placed, b: Placed): number {
  return b.score - a.score || a.order - b.order;
}
