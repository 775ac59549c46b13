/** Several pages as one object: of each field the first value that is there, of lists all that differ. */

import { isEmptyValue } from '../../../core/extract/coerce/index.js';
import type { Job } from '../../../core/job.js';
import type { FieldValue } from '../../../core/schema.js';
import type { StoredPage } from '../../../core/stored-page.js';

export interface Merged {
  /** Exactly the schema's keys. */
  readonly data: Readonly<Record<string, unknown>>;
  /** By field, the URLs that its value is from. */
  readonly sources: Readonly<Record<string, string[]>>;
  /** Names the fields that no page has. */
  readonly warning?: string;
}

/** `pages` in input order; those without a result are passed over. */
export async function mergePages({ spec }: Job, pages: AsyncIterable<StoredPage>): Promise<Merged> {
  const data: Record<string, unknown> = {};
  const sources: Record<string, string[]> = {};
  const lists = new Map<string, Map<string, unknown>>();
  for (const { field, type } of spec.schema) {
    data[field] = type.startsWith('array<') ? [] : null;
    if (type.startsWith('array<')) lists.set(field, new Map());
  }
  for await (const { url, result } of pages) {
    if (result?.status !== 'success') continue;
    for (const [field, value] of Object.entries(result.data)) {
      if (isEmptyValue(value)) continue;
      const list = lists.get(field);
      if (list !== undefined) {
        for (const one of value as readonly FieldValue[]) list.set(JSON.stringify(one), one);
      } else if (data[field] === null) data[field] = value;
      else continue;
      (sources[field] ??= []).push(url);
    }
  }
  for (const [field, list] of lists) data[field] = [...list.values()];
  const missing = Object.keys(data).filter((field) => sources[field] === undefined);
  return { data, sources, ...(missing.length === 0 ? {} : { warning: `Not found: ${missing.join(', ')}.` }) };
}
