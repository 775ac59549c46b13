/** What the batch APIs of the vendors have in common: how a server says that it has none, and the bounds of the calls. */

import type { BatchSearch } from '../../ports/model.js';
import { statusOf } from './errors.js';

/** Bounds of the calls that submit batches and look for them; the SDKs' own is ten minutes. */
export const UPLOAD_MS = 100_000;
export const BATCH_CALL_MS = 30_000;
/** How far the vendor's clock may be from ours. */
export const CLOCKS_MS = 600_000;

/** Statuses by which a vendor says that it will never take this request. */
const NEVER: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 410, 413, 422, 501]);
/** Statuses by which a server says that it has no such API. */
const NO_API: ReadonlySet<number> = new Set([404, 405, 410, 501]);
/** To a plain listing: a server that has batches refuses it for no other reason than the key. */
const NO_LIST: ReadonlySet<number> = new Set([...NO_API, 400, 403, 422]);

/** A batch that the call makes. No id when the vendor says that it does not take it, or that it has no such API. */
export async function submission(call: () => Promise<string | null>): Promise<BatchSearch> {
  try {
    return { id: await call(), hasBatches: true };
  } catch (error) {
    const status = statusOf(error) ?? 0;
    if (!NEVER.has(status)) throw error;
    return { id: null, hasBatches: !NO_API.has(status) };
  }
}

/** A batch that the call finds in the vendor's list. */
export async function search(call: () => Promise<string | null>): Promise<BatchSearch> {
  try {
    return { id: await call(), hasBatches: true };
  } catch (error) {
    if (!NO_LIST.has(statusOf(error) ?? 0)) throw error;
    return { id: null, hasBatches: false };
  }
}

/** Null where there is no id: a server that is none of the vendor's kind may answer 200 with anything. */
export function idOf({ id }: { readonly id: unknown }): string | null {
  return typeof id === 'string' && id !== '' ? id : null;
}
