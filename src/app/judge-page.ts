/** What a host's answer is worth: the page that was asked for, or something that stands in its place. */

import type { EvidenceByField } from '../core/evidence.js';
import { failure, type Failure } from '../core/failure.js';
import { filledValue } from '../core/page/gaps.js';
import type { Extraction } from '../ports/extractor.js';
import type { FetchedPage } from '../ports/fetcher.js';

/** A document and what it is worth. */
export interface Judged {
  readonly kind: 'judged';
  readonly page: FetchedPage;
  readonly extraction: Extraction;
  /** Why this is not the page that was asked for; null when it is. */
  readonly refusal: Failure | null;
}

export function judge(page: FetchedPage, extraction: Extraction): Judged {
  return { kind: 'judged', page, extraction, refusal: denialOf(page) ?? refusalOf(extraction) };
}

/** Statuses by which a site says that it does not want this request; other errors are pages like any. */
const DENIALS: ReadonlySet<number> = new Set([401, 403, 407, 429, 451, 503]);

/** Behind them HTTP has no statuses: sites answer programs so (999), or are broken. */
const LAST_STATUS = 599;

/** The refusal that an answer's status is; null for other statuses. */
export function denialOf({ status }: FetchedPage): Failure | null {
  return DENIALS.has(status) || status > LAST_STATUS
    ? blocked(`The site refused the request (HTTP ${status}).`)
    : null;
}

/** A shell without content is a page all the same when its structured data answer something. */
function refusalOf({ block, grounded }: Extraction): Failure | null {
  if (block === null) return null;
  return block.kind !== 'empty_shell' || grounded.length === 0 ? blocked(block.message) : null;
}

export function blocked(message: string): Failure {
  return failure('FETCH_BLOCKED', message);
}

export function withWarning(judged: Judged, warning: string): Judged {
  const { extraction } = judged;
  return { ...judged, extraction: { ...extraction, warnings: [...extraction.warnings, warning] } };
}

/** `rendered`, with what only `plain` answers. Both are the same page: what its scripts took away was there. */
export function filledFrom(rendered: Judged, plain: Judged): Judged {
  const { data, gaps, evidence, unread } = rendered.extraction;
  const { data: had, gaps: lacked, evidence: rests, unread: unreadBefore } = plain.extraction;
  const lost = new Set(gaps.missing);
  const filled = Object.entries(data).map(
    ([field, value]) => [field, lost.has(field) ? filledValue(value, had[field] ?? null) : value] as const,
  );
  const missing = gaps.missing.filter((field) => lacked.missing.includes(field));
  return {
    ...rendered,
    extraction: {
      ...rendered.extraction,
      data: Object.fromEntries(filled),
      evidence: { ...only(rests, lost), ...evidence },
      unread: only({ ...unreadBefore, ...unread }, new Set(missing)),
      gaps: {
        missing,
        unproven: [...gaps.unproven, ...lacked.unproven.filter((field) => lost.has(field))],
      },
    },
  };
}

function only(evidence: EvidenceByField, fields: ReadonlySet<string>): EvidenceByField {
  return Object.fromEntries(Object.entries(evidence).filter(([field]) => fields.has(field)));
}
