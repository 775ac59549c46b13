/** What more than half of the examples show. */

/** How many pass, when more than half do: one of two may be the same on two pages. Null once the rest cannot make that up. */
export function countMost<T>(items: readonly T[], passes: (item: T) => boolean): number | null {
  let passed = 0;
  for (const [at, item] of items.entries()) {
    if (passes(item)) passed += 1;
    if (!isMost(passed + items.length - at - 1, items.length)) return null;
  }
  return isMost(passed, items.length) ? passed : null;
}

export function isMost(found: number, all: number): boolean {
  return found * 2 > all;
}
