/** Several labels in one line, each followed by its value. */

import type { Element } from 'domhandler';
import { COLON_END, isLabel, joined, kindOf, partsOf } from './label-marks.js';
import type { Line, Segment } from './lines.js';
import { bare, LIKELY, MAX_LABEL_CHARS, SURE, type AddPair } from './pair.js';

/** The numbers of those that are labels: by the colon at their end, or by an element and class that no value has. */
function labelsOfRun(segments: readonly Segment[], block: Element): number[] {
  const numbersOf = (is: (segment: Segment) => boolean): number[] => {
    const found = segments.flatMap((segment, at) => (is(segment) ? [at] : []));
    const stand = found.every((at, nth) => found[nth + 1] !== at + 1 || isEmptyLabel(at));
    return stand && (found.length > 1 || (found[0] ?? 0) > 0) ? found : [];
  };
  const endsInColon = ({ text }: Segment): boolean => text.length <= MAX_LABEL_CHARS && COLON_END.test(text);
  // Its value is empty: the next label follows at once.
  const isEmptyLabel = (at: number): boolean =>
    [at, at + 1].every((no) => segments[no] !== undefined && endsInColon(segments[no]));
  const holder = (segments.find(endsInColon) ?? segments[0])?.holder ?? block;
  const isMarked = segments.some(endsInColon) || isLabel(holder);
  const kind = holder !== block && isMarked ? kindOf(holder) : null;
  const byKind = numbersOf((segment) => endsInColon(segment) || kindOf(segment.holder) === kind);
  return byKind.length > 0 ? byKind : numbersOf(endsInColon);
}

const NUTRIENT = /^(?:protein|carb|(?:total |saturated )?fat|sodium|fib(?:er|re))/i;

/** False when no parts of the line are labels that stand before values of their own. */
export function pairsOfRun({ segments, block }: Line, add: AddPair): boolean {
  const labels = segments.length < 3 ? [] : labelsOfRun(segments, block);
  if (segments.length === 3 && labels.length < 2) return false;
  if (labels.length === 0) return false;
  const isNutrition = labels.some((at) => NUTRIENT.test(segments[at]?.text ?? ''));
  for (const [nth, at] of labels.entries()) {
    const label = segments[at]?.text ?? '';
    // Among nutrients it is the size of a serving, not how many there are.
    if (isNutrition && /^serving/i.test(label)) continue;
    const values = segments.slice(at + 1, labels[nth + 1]);
    const value = bare(joined(values)).replace(/[\s,;/\u00b7]+$/, '');
    add(label, value, 'label: run', COLON_END.test(label) ? SURE : LIKELY, partsOf(values));
  }
  return true;
}
