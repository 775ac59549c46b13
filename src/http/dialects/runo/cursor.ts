/** The opaque cursor of result lists: where the next page of results starts. */

import { CallRefused } from '../../../core/failure.js';
import type { StoredPage } from '../../../ports/store.js';

/** A full page may have a successor; a short one is the last. */
export function cursorFor(pages: readonly StoredPage[], limit: number): string | null {
  const last = pages.at(-1);
  if (last === undefined || pages.length < limit) return null;
  return Buffer.from(`after:${last.pageNo}`).toString('base64url');
}

/** The page number results continue after; -1 without a cursor. Refuses a cursor that is not ours. */
export function pageNoAfter(cursor: string | undefined): number {
  if (cursor === undefined) return -1;
  const text = Buffer.from(cursor, 'base64url').toString();
  const pageNo = /^after:(\d{1,9})$/.exec(text)?.[1];
  if (pageNo === undefined) throw new CallRefused('INVALID_REQUEST', 'cursor is not one of this service.');
  return Number(pageNo);
}
