/** Images of a page for the model, fetched like everything through the egress gate. What cannot be had is left out. */

import { MODEL_MS } from '../core/timings.js';
import type { Fetcher } from '../ports/fetcher.js';
import type { PromptImage } from '../ports/model.js';

/** What the vendors' models read. */
const TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

/** All at once: callers ask for a few. Rejects with the signal's reason when it aborts. */
export async function fetchImages(
  fetcher: Fetcher,
  urls: readonly string[],
  signal: AbortSignal,
): Promise<PromptImage[]> {
  const images = await Promise.all(
    urls.map(async (url): Promise<PromptImage | null> => {
      const wantsBody = (type: string): boolean => TYPES.has(type);
      const page = await fetcher.fetch({ url, timeoutMs: MODEL_MS.image, wantsBody }, signal);
      if (page.kind !== 'page' || page.status !== 200 || page.truncated || page.body.length === 0)
        return null;
      return TYPES.has(page.contentType) ? { mediaType: page.contentType, data: page.body } : null;
    }),
  );
  return images.filter((image) => image !== null);
}
