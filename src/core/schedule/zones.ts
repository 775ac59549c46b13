/** Which time zone a caller means. */

import { isKnownToIntl } from './zone-clock.js';
import { isArea, spellingOf } from './zone-names.js';

/**
 * Abbreviations that `Intl` takes for one zone each although they are no names of the time zone database, with the zones
 * that people mean by them. (`Intl` takes BST for Asia/Dhaka and IST for Asia/Kolkata.)
 */
const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  ACT: ['Australia/Darwin', 'America/Rio_Branco'],
  AET: ['Australia/Sydney', 'Australia/Brisbane'],
  AGT: ['America/Argentina/Buenos_Aires'],
  ART: ['America/Argentina/Buenos_Aires', 'Africa/Cairo'],
  AST: ['America/Halifax', 'America/Anchorage', 'Asia/Riyadh'],
  BET: ['America/Sao_Paulo'],
  BST: ['Europe/London', 'Asia/Dhaka', 'Pacific/Bougainville'],
  CAT: ['Africa/Maputo'],
  CNT: ['America/St_Johns'],
  CST: ['America/Chicago', 'Asia/Shanghai', 'America/Havana'],
  CTT: ['Asia/Shanghai'],
  EAT: ['Africa/Nairobi'],
  ECT: ['America/Guayaquil', 'Europe/Paris'],
  IET: ['America/Indiana/Indianapolis'],
  IST: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  JST: ['Asia/Tokyo'],
  MIT: ['Pacific/Marquesas', 'Pacific/Apia'],
  NET: ['Asia/Yerevan'],
  NST: ['America/St_Johns', 'Pacific/Auckland'],
  PLT: ['Asia/Karachi'],
  PNT: ['America/Phoenix'],
  PRT: ['America/Puerto_Rico'],
  PST: ['America/Los_Angeles', 'Asia/Manila', 'Pacific/Pitcairn'],
  SST: ['Pacific/Pago_Pago', 'Pacific/Guadalcanal'],
  VST: ['Asia/Ho_Chi_Minh'],
};

export type ReadTimezone =
  | { readonly timezone: string }
  /** A clause on what is wrong and which names to use; null when the name is simply unknown. */
  | { readonly timezone: null; readonly advice: string | null };

/**
 * Reads a name of the time zone database. The result keeps the caller's name: links such as `Europe/Kyiv` are not
 * replaced, only the case is corrected. Offsets (`+01:00`) and abbreviations that are no names of the database are refused.
 */
export function readTimezone(name: string): ReadTimezone {
  if (!/^[A-Za-z][\w+/-]{0,99}$/.test(name)) return { timezone: null, advice: null };
  const spelling = spellingOf(name);
  if (spelling !== null && isKnownToIntl(spelling)) return { timezone: spelling };
  const meant = ABBREVIATIONS[name.toUpperCase()];
  if (meant !== undefined) return { timezone: null, advice: adviceOn(name, meant) };
  // A link that is newer than the table of names.
  const isNew = isArea(name.slice(0, name.lastIndexOf('/'))) && isKnownToIntl(name);
  return isNew ? { timezone: name } : { timezone: null, advice: null };
}

function adviceOn(name: string, meant: readonly string[]): string {
  return meant.length === 1
    ? `${name} is an abbreviation, use ${meant.join()}`
    : `${name} is ambiguous, use one of ${meant.join(', ')}`;
}
