/** Turning one fetched page into typed values. */

import type { EvidenceByField } from '../core/evidence.js';
import type { Learned } from '../core/extract/anchor/learned.js';
import type { Failure } from '../core/failure.js';
import type { FormatsSpec, PageFormats } from '../core/formats/index.js';
import type { PageForModel } from '../core/model/question.js';
import type { Block } from '../core/page/block.js';
import type { Gaps } from '../core/page/gaps.js';
import type { BrowserNeed } from '../core/page/needs-browser.js';
import type { FieldValues, Schema } from '../core/schema.js';
import type { FieldSelector } from '../core/select/selector.js';
import type { FetchedPage } from './fetcher.js';

export interface Extraction {
  /** Exactly the schema's keys. */
  readonly data: FieldValues;
  /** One sentence per transformation or doubt worth telling; empty when there is none. */
  readonly warnings: readonly string[];
  /** True when embedded metadata (JSON-LD, microdata, OpenGraph, meta) answered every field. */
  readonly structured: boolean;
  /** What each value rests on; none for fields without a value. */
  readonly evidence: EvidenceByField;
  /** What was found for fields without a value: it could not be read as their type. */
  readonly unread: EvidenceByField;
  /** Fields whose value is of this very page: of its content or its structured data, not of general tags in its head. */
  readonly grounded: readonly string[];
  readonly gaps: Gaps;
  /** What stands in the way of the page that was asked for; null when this is it. */
  readonly block: Block | null;
  /** Why a browser may find more in it; null when nothing hints at that. */
  readonly need: BrowserNeed | null;
  /** Canonical URLs that the page links to, each once; only when asked for. */
  readonly links?: readonly string[];
  /** What else the page says of links; absent where such a document has none. */
  readonly linkFacts?: LinkFacts;
  /** Where the fields stand, shown by the examples, for other pages of the host; null or absent when they are not of this page. */
  readonly learned?: Learned | null;
  /** What a model may be shown of the page; worked out when it is called. */
  readonly forModel?: () => PageForModel;
  /** The page in the formats that were asked for, worked out when it is called; absent where none were. */
  readonly formats?: () => PageFormats;
}

export interface LinkFacts {
  /** Distinct URLs that are linked and left out because the links or the page say nofollow. */
  readonly nofollow: number;
  /** The page's own canonical URL, in canonical form: one that it names, of its own site. Null where it names none or several. */
  readonly canonical: string | null;
}

/** Whether links are collected, and how. */
export interface LinkOptions {
  readonly respectNofollow: boolean;
}

/** What the page is made of holds no text, or none that can be read. */
export interface Unreadable {
  readonly kind: 'failed';
  readonly failure: Failure;
}

export interface ReadLimits {
  /** How long reading may take; documents that take long end as `TIMEOUT`. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface ExtractRequest extends ReadLimits {
  readonly schema: Schema;
  /** Fields are taken by these alone; a page without a document that they apply to is `failed`. */
  readonly selectors?: readonly FieldSelector[];
  /** What was asked for, before redirects. */
  readonly requestedUrl: string;
  readonly links?: LinkOptions;
  /** Where another page of the host has shown that the fields stand. */
  readonly learned?: Learned | null;
  readonly formats?: FormatsSpec;
}

export interface Extractor {
  /** Never throws for anything the page contains. Rejects with the signal's reason when it aborts a long reading. */
  extract(page: FetchedPage, request: ExtractRequest): Promise<Extraction | Unreadable>;
}
