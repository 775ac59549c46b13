/** Outcomes as the database's functions take them. */

import type { PageOutcome } from '../../core/page-outcome.js';

const STATES = { success: 'done', error: 'failed', skipped: 'skipped', parked: 'parked' } as const;

/** The rows that the function `commit_pages` takes (see sql/functions). */
export function toRows(outcomes: readonly PageOutcome[]): object[] {
  return outcomes.map((outcome) => ({
    job_id: outcome.jobId,
    page_no: outcome.pageNo,
    state: STATES[outcome.result.status],
    charge: outcome.charge,
    result: resultOf(outcome),
    arrived: outcome.discovery?.arrivedAt ?? null,
    links: outcome.discovery?.links ?? [],
    matched: outcome.discovery?.matched ?? 0,
    items: outcome.items ?? [],
    notes: outcome.notes ?? null,
    canonical: outcome.discovery?.canonicalKey ?? null,
    numbered: isKeptWhole(outcome),
  }));
}

/** A page whose formats are kept: such pages are numbered in the order in which they end. */
function isKeptWhole({ result }: PageOutcome): boolean {
  return result.status === 'success' && result.formatted !== undefined;
}

/** What the page's row keeps: how the page came stands beside what became of it. */
function resultOf({ result, exchange }: PageOutcome): object {
  switch (result.status) {
    case 'success':
    case 'error':
      return { ...result, ...exchange };
    case 'skipped':
      return result;
    case 'parked':
      return { partial: result.partial, ...exchange };
    default:
      return result satisfies never;
  }
}
