/** Texts that begin or end with a day, a number or a code in every item: "23-1234 - Smith v. Jones (May 3, 2024)". */

import type { Slot } from './template.js';

const MAX_CHARS = 300;
const MIN_ITEMS = 3;
const SHARE = 0.9;

const DAY = String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[. -]{1,2}\p{L}{3,9}\.?,?[ -]\d{4}|\p{L}{3,9}\.? \d{1,2},? \d{4}`;
/** Signs with digits among them, in two parts or more: "23-1234", "A.123/07", and no time of day. */
const CODE = String.raw`(?!\d{1,2}:\d\d\b)(?=[^\s]{0,12}\d)[A-Z0-9]{1,10}(?:[-\u2013.:/][A-Za-z0-9]{1,12}){1,4}`;
const NUMBERED = String.raw`(?:(?:case |docket )?nos?\.? ?|#)`;
const KINDS = [DAY, `${NUMBERED}?(?:${CODE})`, `${NUMBERED}\\d{1,9}`];
const MARKS = String.raw`[\s,;:|\u00b7\u2022\u2013\u2014()[\]-]`;

const LEADS = KINDS.map(
  (kind) => new RegExp(`^${MARKS}{0,3}(${kind})(?:[:,.]?\\s|${MARKS}{2,5})(.*)$`, 'iu'),
);
const TAILS = KINDS.map((kind) => new RegExp(`^(.*?)(?:,? ${MARKS}{0,4})(${kind})[\\s)\\].]{0,3}$`, 'iu'));

/** The ends that all texts have, and what is left of them; none when they have no such ends. */
export function endsOf(texts: readonly (string | undefined)[]): Slot[] {
  const slots: Slot[] = [];
  let rest = texts;
  for (const [patterns, isLead] of [
    [LEADS, true],
    [TAILS, false],
  ] as const) {
    const cut = firstCut(rest, patterns, isLead);
    if (cut === null) continue;
    slots.push(slotOf(cut.map((parts) => withoutNumberWord(parts?.end))));
    rest = cut.map((parts) => parts?.rest);
  }
  return slots.length === 0 ? [] : [...slots, slotOf(rest)];
}

interface Cut {
  readonly end: string;
  readonly rest: string;
}

function firstCut(
  texts: readonly (string | undefined)[],
  patterns: readonly RegExp[],
  isLead: boolean,
): (Cut | undefined)[] | null {
  const present = texts.filter((text) => text !== undefined && text !== '');
  if (present.length < MIN_ITEMS || present.some((text) => (text?.length ?? 0) > MAX_CHARS)) return null;
  const [first = ''] = present;
  for (const pattern of patterns) {
    if (!pattern.test(first)) continue;
    const cut = texts.map((text) => {
      const [, before, behind] = pattern.exec(text ?? '') ?? [];
      if (before === undefined || behind === undefined) return undefined;
      return isLead ? { end: before, rest: bare(behind) } : { end: behind, rest: bare(before) };
    });
    const found = cut.filter((parts) => parts !== undefined && /\p{L}/u.test(parts.rest));
    if (found.length >= SHARE * present.length) return cut;
  }
  return null;
}

const AT_ENDS = new RegExp(`^${MARKS}{1,6}|${MARKS}{1,6}$`, 'gu');

function bare(text: string): string {
  return text.replace(AT_ENDS, '');
}

/** "No. 23-1234" is numbered 23-1234. */
function withoutNumberWord(text: string | undefined): string | undefined {
  return text?.replace(/^(?:(?:case |docket )?nos?\.? ?|#)(?=[A-Z]{0,4}\d)/i, '');
}

function slotOf(values: readonly (string | undefined)[]): Slot {
  return { label: '', unit: '', values: values.map((value) => value || undefined) };
}
