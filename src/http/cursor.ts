/** The opaque cursor of lists whose rows are numbered: where the next page of the list starts. */

import { CallRefused } from '../core/failure.js';

/** `numbers`: those of the rows of a page. A full page may have a successor; a short one is the last. */
export function cursorFor(numbers: readonly number[], limit: number): string | null {
  const last = numbers.at(-1);
  if (last === undefined || numbers.length < limit) return null;
  return Buffer.from(`after:${last}`).toString('base64url');
}

/** The number that the list continues after, `start` without a cursor. Refuses a cursor that is not ours. */
export function numberAfter(cursor: string | undefined, start: number): number {
  if (cursor === undefined) return start;
  const text = Buffer.from(cursor, 'base64url').toString();
  const number = /^after:(\d{1,9})$/.exec(text)?.[1];
  if (number === undefined) throw new CallRefused('INVALID_REQUEST', 'cursor is not one of this service.');
  return Number(number);
}
