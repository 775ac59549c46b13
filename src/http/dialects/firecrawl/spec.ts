/** What the pages of a call of Firecrawl need, as the core says it. */

import type { RequestExtras } from '../../../core/request-extras.js';
import type { ExtractJobSpec } from '../../../core/job-spec.js';
import { PAGE_MS } from '../../../core/timings.js';
import type { ScrapeOptions } from './options.js';

/** How often a page is asked for whose host cannot be reached. */
const TRIES = 1;

type PageSpec = Omit<ExtractJobSpec, 'kind' | 'perChunk'>;

/** Only documents are charged, and a page with an error status is a document. */
export function pageSpec(options: ScrapeOptions): PageSpec {
  const { formats, timeout, waitFor, headers, location, maxAge, storeInCache } = options;
  const extras = headers === undefined ? undefined : extrasOf(headers);
  const isCacheable = storeInCache && extras === undefined;
  return {
    name: null,
    schema: formats.fields,
    renderJs: waitFor > 0 ? 'always' : 'auto',
    timeoutMs: Math.min(timeout, PAGE_MS.mostTimeout),
    locale: location?.languages?.[0] ?? null,
    processImages: false,
    failFast: false,
    failuresFree: true,
    errorStatusFails: false,
    tries: TRIES,
    asyncMode: false,
    evidence: false,
    ...(isCacheable ? { cache: maxAge > 0 ? ('use' as const) : ('refresh' as const) } : {}),
    ...(isCacheable && maxAge > 0 ? { maxAgeMs: maxAge } : {}),
    ...(extras === undefined ? {} : { extras }),
    ...(waitFor > 0 ? { waitFor: { ms: waitFor } } : {}),
    formats: {
      names: formats.names,
      attributes: formats.attributes,
      onlyMainContent: options.onlyMainContent,
      includeTags: options.includeTags,
      excludeTags: options.excludeTags,
      removeBase64Images: options.removeBase64Images,
    },
  };
}

/** The core has options of their own for cookies and the user agent. */
function extrasOf(given: Readonly<Record<string, string>>): RequestExtras {
  const headers: Record<string, string> = {};
  const cookies: Record<string, string> = {};
  let userAgent: string | null = null;
  for (const [name, value] of Object.entries(given)) {
    const lower = name.toLowerCase();
    if (lower === 'user-agent') userAgent = value;
    else if (lower === 'cookie') Object.assign(cookies, cookiesOf(value));
    else headers[lower] = value;
  }
  return { headers, cookies, userAgent };
}

function cookiesOf(header: string): Record<string, string> {
  const pairs = header.split(';').map((pair) => pair.trim().split(/=(.*)/s) as [string, string?]);
  return Object.fromEntries(
    pairs.filter(([name]) => name !== '').map(([name, value]) => [name, value ?? '']),
  );
}
