/** What several rules look for on one page is looked for once. */

import type { PageSources } from './page-sources.js';

export function oncePerPage<T>(read: (page: PageSources) => T): (page: PageSources) => T {
  const known = new WeakMap<PageSources, { readonly value: T }>();
  return (page) => {
    const found = known.get(page) ?? { value: read(page) };
    known.set(page, found);
    return found.value;
  };
}
