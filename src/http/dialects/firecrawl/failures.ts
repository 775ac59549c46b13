/** What ended a page without a document, in the codes of Firecrawl. */

import type { Failure, FailureCode } from '../../../core/failure.js';

export interface ScrapeFailure {
  /** Of the answer to a single scrape. A name that does not exist is answered 200 with `success: false`. */
  readonly status: 200 | 408 | 500;
  readonly code: string;
  readonly message: string;
}

/** A failure of a page as Firecrawl tells it. */
export function scrapeFailure({ code, message, reason }: Failure): ScrapeFailure {
  if (code === 'URL_UNREACHABLE') return unreachable(message, reason);
  return { message, ...(OTHERS[code] ?? { status: 500, code: 'UNKNOWN_ERROR' }) };
}

/** Reasons that have a code of their own. */
const OTHERS: Readonly<Partial<Record<FailureCode, Omit<ScrapeFailure, 'message'>>>> = {
  TIMEOUT: { status: 408, code: 'SCRAPE_TIMEOUT' },
  FETCH_BLOCKED: { status: 500, code: 'SCRAPE_ALL_ENGINES_FAILED' },
  PAGE_CRASHED: { status: 500, code: 'SCRAPE_RETRY_LIMIT' },
  JOB_CANCELLED: { status: 500, code: 'SCRAPE_JOB_CANCELLED' },
};

function unreachable(message: string, reason: Failure['reason']): ScrapeFailure {
  switch (reason) {
    case 'unknown_name':
      return { status: 200, code: 'SCRAPE_DNS_RESOLUTION_ERROR', message };
    case 'certificate':
      return { status: 500, code: 'SCRAPE_SSL_ERROR', message };
    case 'no_text':
      return { status: 500, code: 'SCRAPE_UNSUPPORTED_FILE_ERROR', message };
    case undefined:
      return { status: 500, code: 'SCRAPE_SITE_ERROR', message };
    default:
      return reason satisfies never;
  }
}
