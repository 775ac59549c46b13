/** A label and the value that it stands by. */

export interface Pair {
  /** Comparable form of the label. */
  readonly key: string;
  readonly value: string;
  /** Its parts, where the page sets them apart: links in a row, items of a list. */
  readonly parts?: readonly string[];
  readonly path: string;
  readonly confidence: number;
}

/** The pairs of a page by label. */
export type PairIndex = ReadonlyMap<string, readonly Pair[]>;

/** Takes a pair as it stands on the page. */
export type TakePair = (
  label: string,
  value: string,
  path: string,
  confidence: number,
  parts?: readonly string[],
) => void;

export interface AddPair extends TakePair {
  /** Whether some field asks for what stands by this label: few do, and the value of no other needs to be read. */
  readonly wants: (label: string) => boolean;
}

export const MAX_LABEL_CHARS = 60;

export const SURE = 0.8;
/** A label that only its element or its place marks as one. */
export const LIKELY = 0.7;
export const POSSIBLE = 0.6;

/** A value without the marks that set it off from its label. */
export function bare(value: string): string {
  return value.replace(/^[\s:\uff1a\u2013\u2014|\u2022-]+(?![\d.,])|^[\s:\uff1a|]+|[\s|]+$/g, '');
}
