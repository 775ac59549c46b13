/** Things that a page repeats: each item is one element, or several that stand beside each other. */

import type { Element } from 'domhandler';
import type { Region } from '../structure/region.js';

/** One of the elements of an item, and what tells it from the item's others. */
export interface ItemRoot {
  readonly element: Element;
  readonly step: string;
}

export interface Group {
  readonly items: readonly (readonly ItemRoot[])[];
  /** For evidence: `article.post`. */
  readonly path: string;
  readonly region: Region;
  /** The part of the page's text that it holds, 0 to 1. */
  readonly share: number;
  /** Some items stand in others, which are read without them. */
  readonly isNested: boolean;
  readonly isTable: boolean;
  /** Comparable names of a table's columns, by the step of the cell. */
  readonly headings: ReadonlyMap<string, readonly string[]>;
}

export const NO_HEADINGS: Group['headings'] = new Map();
