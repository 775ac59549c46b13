/** Results of pages as entries. */

import type { Page, SelectorResult } from '../../../packages/client/src/index.js';
import type { Entry } from './format.js';

/** What a page's row begins with. Fields of the same name do not hide it. */
export const PAGE_COLUMNS = ['url', 'status'];

/** A field's column has its name; the fields are those of the caller. */
export function pageEntry(page: Page): Entry {
  const cells = { ...page.data, url: page.url, status: page.status };
  return { value: page, cells: withError(cells, page.error) };
}

export function selectorEntry(result: SelectorResult): Entry {
  const status = result.error === undefined ? 'success' : 'error';
  return { value: result, cells: withError({ ...result.data, url: result.url, status }, result.error) };
}

function withError(
  cells: Record<string, unknown>,
  error: { readonly code: string; readonly message: string } | undefined,
): Record<string, unknown> {
  return error === undefined ? cells : { ...cells, error: `${error.code}: ${error.message}` };
}
