/** Prices that an offer names beside its own (https://schema.org/PriceTypeEnumeration). */

const FORMER = /(?:^|[/#:])(?:StrikethroughPrice|ListPrice|RegularPrice|MSRP|SRP)$/;

/** What something cost before, or is recommended to cost. */
export function isFormerPrice(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const { priceType, 'schema:priceType': prefixed } = value as Readonly<Record<string, unknown>>;
  const type = priceType ?? prefixed;
  return typeof type === 'string' && FORMER.test(type);
}

/** Those of an offer's own price, where it has any. */
export function currentPrices<T>(values: readonly T[]): readonly T[] {
  const current = values.filter((value) => !isFormerPrice(value));
  return current.length > 0 ? current : values;
}
