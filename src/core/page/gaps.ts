/** Which fields of a page have no value, and which have one that may not be of this page. */

import { isEmptyValue } from '../extract/coerce/index.js';
import type { FieldValues, Schema } from '../schema.js';

/** Names of fields, each in the schema's order. */
export interface Gaps {
  /** Without a value. */
  readonly missing: readonly string[];
  /** With a value from general tags in the page's head, which an application's empty shell has for all its pages. */
  readonly unproven: readonly string[];
}

/** @param grounded fields whose value is of this very page */
export function gapsOf(schema: Schema, data: FieldValues, grounded: readonly string[]): Gaps {
  const names = schema.map(({ field }) => field);
  const missing = names.filter((field) => isMissing(data, field));
  const answered = new Set([...missing, ...grounded]);
  return { missing, unproven: names.filter((field) => !answered.has(field)) };
}

export function isMissing(data: FieldValues, field: string): boolean {
  return !Object.hasOwn(data, field) || isEmptyValue(data[field] ?? null);
}

/** The fields that a browser may find a value for, or a better one. */
export function lackingFields({ missing, unproven }: Gaps): string[] {
  return [...missing, ...unproven];
}
