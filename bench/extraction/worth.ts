/** What leaving rules out changes: whether that is for the better is told by the data set's scorer. */

import { renderTable } from '../../demo/table.js';
import type { FieldValues } from '../../src/core/schema.js';

export interface Compared {
  readonly kind: string;
  readonly data: FieldValues;
  /** Without the rules. */
  readonly changed: FieldValues;
}

/** By kind of page: answers that are gone, that are there now, and that are others. */
export function renderWorth(pages: readonly Compared[], rules: ReadonlySet<string>): string {
  const kinds = [...new Set(pages.map(({ kind }) => kind))].sort();
  const rows = kinds.map((kind) => [kind, ...countsOf(pages.filter((page) => page.kind === kind))]);
  const all = rows.length > 1 ? [...rows, ['all', ...countsOf(pages)]] : rows;
  return `Without ${[...rules].join(', ')}:\n${renderTable(['kind', 'fields', 'gone', 'new', 'other'], all)}`;
}

function countsOf(pages: readonly Compared[]): number[] {
  const changes = pages.flatMap(({ data, changed }) =>
    Object.keys(data).map((field) => changeOf(JSON.stringify(data[field]), JSON.stringify(changed[field]))),
  );
  const count = (what: ReturnType<typeof changeOf>): number => changes.filter((one) => one === what).length;
  return [changes.length, count('gone'), count('new'), count('other')];
}

function changeOf(before = 'null', after = 'null'): 'same' | 'gone' | 'new' | 'other' {
  if (before === after) return 'same';
  if (isEmpty(after)) return 'gone';
  return isEmpty(before) ? 'new' : 'other';
}

function isEmpty(json: string): boolean {
  return json === 'null' || json === '[]';
}
