/** The opaque cursor of lists by time: the last entry of the page before. */

import { CallRefused } from '../../core/failure.js';
import { isJobId } from '../../core/job.js';

export interface Place {
  readonly createdAt: Date;
  readonly id: string;
}

/** Null after the last page. */
export function cursorAfter(entries: readonly Place[], limit: number): string | null {
  const last = entries.at(-1);
  if (last === undefined || entries.length < limit) return null;
  return Buffer.from(`${last.createdAt.getTime()} ${last.id}`).toString('base64url');
}

/** Refuses a cursor that is not ours. */
export function readCursor(cursor: string): Place {
  const [, time, id] = /^(\d{1,15}) (\S+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (time === undefined || id === undefined || !isJobId(id))
    throw new CallRefused('INVALID_REQUEST', 'cursor is not one of this service.');
  return { createdAt: new Date(Number(time)), id };
}
