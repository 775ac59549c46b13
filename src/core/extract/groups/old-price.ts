/** Whether a price that items show is the one to pay now or the one before, which is struck through. */

import type { Place } from './place.js';
import type { Wanted } from './wanted.js';

const STRUCK = new Set(['s', 'del', 'strike']);
/** Words for it in the names of fields and of classes. */
const OLD = /\b(?:old|was|original|previous|before|strike|striked|struck|crossed|rrp|msrp|uvp)\b/;
/** Names that callers use for either. */
const EITHER = /\b(?:list|regular|full|retail|normal)\b/;
const NAMED = 0.9;

/** How far that names the place, 0 to 1; null for the price that the field does not ask for. */
export function priceFit({ meaning, forms }: Wanted, place: Place): number | null {
  if (meaning !== 'price' || forms.some((form) => EITHER.test(form))) return 0;
  const isOld = place.tags.some((tag) => STRUCK.has(tag)) || place.own.some((name) => OLD.test(name));
  if (!forms.some((form) => OLD.test(form))) return isOld ? null : 0;
  if (isOld) return NAMED;
  return place.heads.length === 0 && place.label === '' ? null : 0;
}
