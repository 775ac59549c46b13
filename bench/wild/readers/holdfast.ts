/** Holdfast as its users call it: one batch of all pages for each mode. */

import type { BatchAnswer, Client, Page } from '../../../demo/client.js';
import { VERSION } from '../../../src/version.js';
import type { Reading } from '../verdict.js';
import type { Reader } from './reader.js';

export const MODES = ['never', 'auto', 'always'] as const;
export type Mode = (typeof MODES)[number];

const SCHEMA = [
  { field: 'title', type: 'string', example: 'About us | The Shop' },
  { field: 'heading', type: 'string', example: 'About us' },
  { field: 'price', type: 'float', example: 1.5 },
];

/** About the form of a value, and not about how the page was read. */
const COERCION = /^coerced '/;

/** The body of a POST /v1/batch for these pages. */
export function batchOf(urls: readonly string[], mode: Mode): object {
  const options = { render_js: mode, timeout_ms: 15_000, no_cache: true, concurrency: 16 };
  return { urls, schema: SCHEMA, options };
}

/** What a result of the batch says. */
export function readingOf({ status, data, error, warnings }: Page): Reading {
  if (status !== 'success') return { kind: 'failed', reason: `${error?.code}: ${error?.message}` };
  const values = Object.fromEntries(Object.entries(data ?? {}).filter(([, value]) => value !== null));
  return {
    kind: 'page',
    values: values,
    warnings: (warnings ?? []).filter((warning) => !COERCION.test(warning)),
  };
}

export function createHoldfastReader(client: Client, mode: Mode): Reader {
  return {
    name: mode,
    version: `Holdfast ${VERSION}`,
    read: async (sites) => {
      const urls = sites.map(({ url }) => url);
      const { results } = await client.call<BatchAnswer>('POST', '/v1/batch', batchOf(urls, mode));
      return results.map(readingOf);
    },
  };
}
