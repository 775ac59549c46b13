/** Prices that an offer names beside its own (https://schema.org/PriceTypeEnumeration). */

import type { Json, JsonObject } from './entity.js';

const FORMER = /(?:^|[/#:])(?:StrikethroughPrice|ListPrice|RegularPrice|MSRP|SRP)$/;

/** What something cost before, or is recommended to cost. */
export function isFormerPrice(value: Json): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const type = (value as JsonObject)['priceType'] ?? (value as JsonObject)['schema:priceType'];
  return typeof type === 'string' && FORMER.test(type);
}

/** Those of an offer's own price, where it has any. */
export function currentPrices(values: readonly Json[]): readonly Json[] {
  const current = values.filter((value) => !isFormerPrice(value));
  return current.length > 0 ? current : values;
}
