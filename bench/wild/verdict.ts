/** What a reader has made of a page, held against what is right to read there. */

import { isDeepStrictEqual } from 'node:util';
import type { Kind, Values } from './case.js';

export type Reading =
  | { readonly kind: 'page'; readonly values: Values; readonly warnings: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * - `page`: everything that people see, or all that has come, with nothing to warn of.
 * - `warned`: the same, with a warning that says what was wrong.
 * - `part`: some of it, with a warning.
 * - `empty`: right as far as it goes; what scripts bring is missing, and answered as missing.
 * - `refused`: no page, and a reason.
 * - `WRONG`: a success with what people do not see there, or with a part of it and no warning.
 */
export type Mark = 'page' | 'warned' | 'part' | 'empty' | 'refused' | 'WRONG';

export interface Verdict {
  readonly mark: Mark;
  /** What was wrong, or why there is no page; null for a page. */
  readonly why: string | null;
}

const FIELDS = ['title', 'heading', 'price'] as const;

export function judge(kind: Kind, wants: Values, reading: Reading): Verdict {
  if (reading.kind === 'failed') return { mark: 'refused', why: reading.reason };
  const { values, warnings } = reading;
  if (kind === 'refusal') return { mark: 'WRONG', why: 'a refusal is taken for a page' };
  const wanted = FIELDS.filter((field) => wants[field] !== undefined);
  const wrong = wanted.find((field) => values[field] !== undefined && !same(values[field], wants[field]));
  if (wrong !== undefined) return { mark: 'WRONG', why: `${wrong} is ${JSON.stringify(values[wrong])}` };
  const missing = wanted.filter((field) => values[field] === undefined);
  const told = warnings.join('; ');
  if (missing.length === 0) {
    if (told !== '') return { mark: 'warned', why: told };
    return kind === 'cut'
      ? { mark: 'WRONG', why: 'it was cut without a warning' }
      : { mark: 'page', why: null };
  }
  const lack = `no ${missing.join(', no ')}`;
  if (kind === 'scripted') return { mark: 'empty', why: lack };
  return told === '' ? { mark: 'WRONG', why: `${lack}, without a warning` } : { mark: 'part', why: told };
}

function same(got: string | number | undefined, wanted: string | number | undefined): boolean {
  const collapse = (value: unknown): unknown =>
    typeof value === 'string' ? value.replaceAll(/\s+/g, ' ').trim() : value;
  return isDeepStrictEqual(collapse(got), collapse(wanted));
}

/** Whether ours reads at least what the browser shows. */
export function keepsUp(ours: Mark, browser: Mark): boolean {
  return browser === 'page' ? ours === 'page' || ours === 'warned' : ours !== 'WRONG';
}
