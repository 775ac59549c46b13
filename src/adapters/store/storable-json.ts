/** JSON that PostgreSQL can hold. */

import { storable } from '../../core/storable.js';

/** What JSON.stringify writes for a NUL and for half a surrogate pair. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

/** Names are cleaned with the rest. Cleaning walks every string, so it is done only when there is something to clean. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!UNSTORABLE.test(text)) return text;
  return JSON.stringify(value, (_name, inner: unknown) => {
    if (typeof inner === 'string') return storable(inner);
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, part]) => [storable(name), part as unknown]));
  });
}
