/** To a finite number, or to a safe integer. */

import { isList } from '../entity.js';
import { plainText } from '../text.js';
import { currencyIn, inCurrency } from './currency-text.js';
import { isoMinutes, spelledMinutes } from './duration.js';
import { saysNoAmount } from './money.js';
import { isCredential, isNullToken, isTemplate } from './null-token.js';
import { isNoAmount, yearOfDay } from './no-amount.js';
import { findNumber, type NumberHints } from './number-text.js';
import { ABSENT, FAILED, read, type Coerced, type CoercionContext, type Raw } from './types.js';
import { amountIn, inUnit } from './unit.js';

const MAX_TEXT_CHARS = 10_000;

/** Languages that write 1.234,5. */
const DOT_GROUPS = /^(?:de|es|it|pt|nl|id|tr|da|el|hr|sl|sr|ro|is|vi|ca|gl|eu|mk|bs)(?:[-_]|$)/i;
const DOT_DECIMALS = /^(?:de-ch|de-li|it-ch|es-(?:mx|us|pr|do|gt|hn|ni|pa|sv))$/i;

export function toFloat(raw: Raw, context: CoercionContext): Coerced<number> {
  return firstOf(raw, (value) => oneFloat(value, context, false));
}

export function toInteger(raw: Raw, context: CoercionContext): Coerced<number> {
  return firstOf(raw, (value) => oneInteger(value, context));
}

function oneInteger(raw: Raw, context: CoercionContext): Coerced<number> {
  const result = oneFloat(raw, context, true);
  if (result.kind !== 'value') return result;
  const value = Math.trunc(result.value);
  if (!Number.isSafeInteger(value)) return FAILED;
  return read(value === 0 ? 0 : value, result.told || value !== result.value);
}

function oneFloat(raw: Raw, context: CoercionContext, wantsInteger: boolean): Coerced<number> {
  if (raw === null) return ABSENT;
  if (typeof raw === 'number') return Number.isFinite(raw) ? read(raw === 0 ? 0 : raw) : FAILED;
  if (typeof raw !== 'string') return FAILED;
  const text = plainText(raw.slice(0, MAX_TEXT_CHARS));
  if (isNullToken(text) || isTemplate(text) || isCredential(text)) return ABSENT;
  if (context.isMoney === true) {
    const said = saysNoAmount(text);
    if (said !== null) return said === 'free' ? read(0, true) : said === 'asked' ? ABSENT : FAILED;
  }
  const { unit } = context;
  const minutes = isoMinutes(text) ?? spelledMinutes(text);
  if (minutes !== null) return unit === undefined ? read(minutes) : minutesIn(minutes, unit);
  const year = yearOfDay(text, context);
  if (year !== null) return read(year, true);
  if (isNoAmount(text, context.isCode === true)) return FAILED;
  const hints = { dotGroups: wantsInteger || groupsWithDots(context) };
  const measured = unit === undefined ? text : inWanted(text, unit, context.lang, hints);
  if (typeof measured === 'number') return read(measured, true);
  const found = measured === null ? null : findNumber(measured, hints);
  return found === null ? FAILED : read(found.value, !found.plain || measured !== text);
}

type Wanted = NonNullable<CoercionContext['unit']>;

function minutesIn(minutes: number, wanted: Wanted): Coerced<number> {
  const value = 'currency' in wanted ? null : inUnit(minutes, wanted);
  return value === null ? FAILED : read(value, value !== minutes);
}

/** The amount, or the text to read it from where that says no unit; null where it is in another. */
function inWanted(
  text: string,
  wanted: Wanted,
  lang: string | null,
  hints: NumberHints,
): string | number | null {
  if ('currency' in wanted) return inCurrency(text, wanted.currency, regionOf(lang));
  const amount = amountIn(text, wanted, hints);
  if (amount !== undefined) return amount;
  return currencyIn(text, []) === null ? text : null;
}

/** "us" of "en-US". */
function regionOf(lang: string | null): string[] {
  const region = lang?.split(/[-_]/)[1];
  return region === undefined ? [] : [region.toLowerCase()];
}

/** Money has no thousandths: where no language says otherwise, three digits behind a dot are a group. */
function groupsWithDots({ lang, isMoney = false }: CoercionContext): boolean {
  if (lang === null) return isMoney;
  return DOT_GROUPS.test(lang) && !DOT_DECIMALS.test(lang);
}

function firstOf(raw: Raw, one: (value: Raw) => Coerced<number>): Coerced<number> {
  if (!isList(raw)) return one(raw);
  let failed = false;
  for (const item of raw) {
    const result = one(item);
    if (result.kind === 'value') return result;
    failed ||= result.kind === 'failed';
  }
  return failed ? FAILED : ABSENT;
}
