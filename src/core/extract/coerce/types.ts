/** What coercion takes and gives. */

import type { Json } from '../entity.js';
import type { UnitName } from '../unit.js';

export interface CoercionContext {
  /** Language of the page: decides 1.234 and 03/04/2024 where the text alone does not. */
  readonly lang: string | null;
  /** The value is an amount of money. */
  readonly isMoney?: boolean;
  /** The field is one of things that are told apart by codes, as rooms and phones are. */
  readonly isCode?: boolean;
  /** A number is wanted in this unit, or in this currency. */
  readonly unit?: UnitName['unit'];
  /** The day that "yesterday" is relative to. */
  readonly referenceDate: () => Date;
  /** Dates in words that may still be tried on this page. */
  readonly wordedDates: { left: number };
}

/**
 * `value`: read. `told` says that the text was more than the value, so that the caller hears of it.
 * `absent`: there was nothing to read. `failed`: there was something, and it is not of this type.
 */
export type Coerced<T> =
  | { readonly kind: 'value'; readonly value: T; readonly told: boolean; readonly notes?: ItemNotes }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed' };

/** What was lost or changed in the items of a list: the first of each, and how many. */
export interface ItemNotes {
  readonly items: number;
  readonly coerced?: { readonly raw: Raw; readonly value: string | number | boolean; readonly count: number };
  readonly failed?: { readonly raw: Raw; readonly count: number };
}

export type Raw = Json;

export const ABSENT = { kind: 'absent' } as const;
export const FAILED = { kind: 'failed' } as const;

export function read<T>(value: T, told = false): Coerced<T> {
  return { kind: 'value', value, told };
}
