/** How far values look like the examples of a field, which are of another page: only their form counts. */

import { formOf, maskOf, MAX_MASK, type TextForm } from './text-form.js';

/** How many values are compared. */
export const SAMPLE = 8;
const MAX_EXAMPLES = 4;

/** A number, or the form of a text. */
export type ExampleForm = number | TextForm;

export function exampleForms(examples: readonly (string | number)[]): ExampleForm[] {
  return examples
    .slice(0, MAX_EXAMPLES)
    .map((example) => (typeof example === 'number' ? example : formOf(example)));
}

/** From -1 (another kind of value) to 1 (the same form). 0 without examples. */
export function shapeFit(examples: readonly ExampleForm[], values: readonly TextForm[]): number {
  if (examples.length === 0 || values.length === 0) return 0;
  let sum = 0;
  for (const value of values) {
    let best = -Infinity;
    for (const example of examples) best = Math.max(best, alike(example, value));
    sum += best;
  }
  return sum / values.length;
}

function alike(example: ExampleForm, value: TextForm): number {
  if (typeof example === 'number') return magnitudes(example, value);
  if (/^https?:\/\//i.test(example.text)) return addresses(example, value);
  const isShort = example.text.length <= MAX_MASK && value.text.length <= MAX_MASK;
  if (isShort && example.mask() === value.mask()) return 1;
  if (example.words === 1 && value.words === 1) return tokens(example, value);
  const ratio = Math.min(example.words, value.words) / Math.max(example.words, value.words);
  const isCased = example.isUpper === value.isUpper;
  // A date or a code has digits in every value; a title may have some.
  const isMixed = example.words <= 2 && example.hasDigits !== value.hasDigits;
  return (ratio - 0.4) * 1.2 - (isCased ? 0 : 0.4) - (isMixed ? 0.6 : 0);
}

/** Codes, handles and names of one word: the same marks in them, the same kinds of signs. */
function tokens(example: TextForm, value: TextForm): number {
  const hasDigits = example.hasDigits === value.hasDigits;
  if (example.marks() !== value.marks()) return hasDigits ? 0 : -0.5;
  if (value.marks() !== '') return hasDigits ? 0.8 : 0.6;
  if (!hasDigits) return -0.4;
  return example.text.length === value.text.length ? 0.8 : example.isUpper === value.isUpper ? 0.4 : 0.1;
}

/** Counts and years are of the same order. */
function magnitudes(example: number, value: TextForm): number {
  const number = value.number();
  if (Number.isNaN(number)) return -1;
  const apart = Math.abs(Math.log10(Math.abs(number) + 1) - Math.log10(Math.abs(example) + 1));
  const isWhole = Number.isInteger(example) === Number.isInteger(number);
  return 0.6 - apart * 0.6 - (isWhole ? 0 : 0.2);
}

/** The same site's addresses have the same parts in the same places. */
function addresses(example: TextForm, value: TextForm): number {
  const [a, b] = [example.parts(), value.parts()];
  const same = a.filter(
    (part, at) => at > 0 && (part === b[at] || maskOf(part) === maskOf(b[at] ?? '')),
  ).length;
  const most = Math.max(a.length, b.length, 2) - 1;
  return (same / most) * 1.4 - 0.4 - (endingOf(example.text) === endingOf(value.text) ? 0 : 0.3);
}

/** The ending of a file's name, or the last mark: "/post/" and "/post.html" are of different sites. */
function endingOf(address: string): string {
  return /(?:\.[a-z]{2,5}|\/)$/i.exec(address)?.[0].toLowerCase() ?? '';
}
