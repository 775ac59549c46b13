/** Jobs, pages and ledger lines as the console's own calls show them. */

import type { z } from 'zod';
import type { LedgerEntry } from '../../core/account.js';
import { FAILURES } from '../../core/failure.js';
import { standingOf } from '../../core/job.js';
import type { JobView } from '../../core/job-view.js';
import { exchangeOf, type StoredPage } from '../../core/stored-page.js';
import type { FieldValue } from '../../core/schema.js';
import type { ShownPage } from '../../app/console.js';
import { renderEvidence } from '../dialects/runo/evidence-schema.js';
import type { jobView, ledgerEntries, pageAnswer, pagesAnswer } from './schemas.js';

const MAX_CELL_CHARS = 200;

export function renderView(view: JobView): z.infer<typeof jobView> {
  return {
    id: view.id,
    api: view.dialect,
    kind: view.kind,
    endpoint: view.endpoint,
    state: view.state,
    standing: standingOf(view),
    name: view.name,
    subject: view.subject,
    total: view.total,
    succeeded: view.succeeded,
    failed: view.failed,
    skipped: view.skipped,
    items: view.items,
    units: { reserved: view.reserved, charged: view.charged },
    created_at: view.createdAt.toISOString(),
    started_at: view.startedAt?.toISOString() ?? null,
    finished_at: view.finishedAt?.toISOString() ?? null,
  };
}

type PageHead = Omit<z.infer<typeof pagesAnswer>['pages'][number], 'cells' | 'warnings'>;

function renderHead({ pageNo, url, result }: StoredPage): PageHead {
  const exchange = result === null ? null : exchangeOf(result);
  const failed = result?.status === 'error' ? result.failure : null;
  return {
    no: pageNo,
    url,
    outcome: result === null ? 'waiting' : result.status,
    http_status: exchange?.httpStatus ?? null,
    duration_ms: exchange === null ? null : Math.round(exchange.durationMs),
    render_mode: result?.status === 'success' ? result.renderMode : null,
    error: failed && { ...failed, retryable: FAILURES[failed.code].retryable },
  };
}

export function renderRow(page: StoredPage): z.infer<typeof pagesAnswer>['pages'][number] {
  const { result } = page;
  const data = result?.status === 'success' ? result.data : {};
  return {
    ...renderHead(page),
    warnings: result?.status === 'success' ? result.warnings.length : 0,
    cells: Object.fromEntries(Object.entries(data).map(([field, value]) => [field, cellOf(value)])),
  };
}

function cellOf(value: FieldValue): string | number | boolean | null {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_CELL_CHARS ? `${text.slice(0, MAX_CELL_CHARS)}…` : text;
}

export function renderShownPage(page: ShownPage): z.infer<typeof pageAnswer> {
  const { result } = page;
  const read = result?.status === 'success' ? result : null;
  return {
    ...renderHead(page),
    data: read?.data ?? null,
    evidence: read?.evidence === undefined ? null : renderEvidence(read.evidence),
    warnings: [...(read?.warnings ?? [])],
    finished_at: page.finishedAt?.toISOString() ?? null,
    crashes: page.crashes,
    retries: page.retries,
  };
}

export function renderEntries(entries: readonly LedgerEntry[]): z.infer<typeof ledgerEntries> {
  return entries.map(({ id, at, kind, source, units, jobId }) => ({
    ...{ id, at: at.toISOString(), kind, source, units },
    job_id: jobId,
  }));
}
