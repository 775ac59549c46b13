/** The public APIs that this service speaks. All of them work on the same jobs; each shows only those made through it. */

export const DIALECT_NAMES = ['runo', 'scrpy', 'scrapethis', 'firecrawl'] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];
