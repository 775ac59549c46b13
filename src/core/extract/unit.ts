/** The unit that a name ends with: `weight_kg`, `weightInKg`, `price_usd`. */

import { LETTERED, MEASURED, OPEN, TIMED, UNITS, type UnitWords } from './words/units.js';

export interface Unit {
  readonly key: string;
  readonly kind: string;
  /** In the smallest of its kind. */
  readonly size: number;
}

export interface UnitName {
  /** A unit, or the code of a currency. */
  readonly unit: Unit | { readonly currency: string };
  /** Comparable form of the name without it. */
  readonly rest: string;
  /** Comparable forms of what the unit is called. */
  readonly names: readonly string[];
}

interface Named extends Unit {
  readonly names: readonly string[];
}

const BY_NAME = new Map<string, Named>();
for (const [key, { names: list, kind, size }] of Object.entries<UnitWords>(UNITS)) {
  const names = list.split(',').map((name) => name.trim());
  for (const name of names) BY_NAME.set(name, { key, kind, size, names });
}

const CURRENCIES = new Set(
  Intl.supportedValuesOf('currency')
    .map((code) => code.toLowerCase())
    // Words of names: "all", "top", "try", "mop".
    .filter((code) => !/^(?:all|top|try|mop|cup|pen|gel|ang|mad|lak|bam|bob|std|cop)$/.test(code)),
);

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const [LETTERED_WORDS, TIMED_WORDS, MEASURED_WORDS, OPEN_WORDS] = [LETTERED, TIMED, MEASURED, OPEN].map(
  words,
);

/** Null for names without one. `all`: the words of the name, in lower case. */
export function unitOfWords(all: readonly string[]): UnitName | null {
  for (const length of [2, 1]) {
    const name = all.slice(-length).join(' ');
    const before = all.slice(0, -length);
    if (before.at(-1) === 'in') before.pop();
    // Of "price per kg" the unit is that of the price.
    if (before.length === 0 || before.includes('per') || /\d$/.test(before.at(-1) ?? '')) continue;
    const rest = before.join(' ');
    if (length === 1 && CURRENCIES.has(name))
      return { unit: { currency: name.toUpperCase() }, rest, names: [name] };
    const unit = BY_NAME.get(name);
    if (unit !== undefined && isMeant(name, before))
      return { unit: { key: unit.key, kind: unit.kind, size: unit.size }, rest, names: unit.names };
  }
  return null;
}

function isMeant(name: string, before: readonly string[]): boolean {
  const last = before.at(-1) ?? '';
  if (name === 'in') return before.some((word) => MEASURED_WORDS?.has(word));
  if (/^mins?$/.test(name)) return before.some((word) => TIMED_WORDS?.has(word));
  if (/^(?:hours|days)$/.test(name)) return OPEN_WORDS?.has(last) !== true;
  return name.length > 1 || LETTERED_WORDS?.has(last) !== true;
}
