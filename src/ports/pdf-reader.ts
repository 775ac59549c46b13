/** The text of PDF documents. Reading them is heavy and they are hostile input: it happens aside and within bounds. */

import type { TextFacts } from '../core/extract/index.js';
import type { Failure } from '../core/failure.js';
import type { ReadLimits } from './extractor.js';

export interface PdfText {
  readonly kind: 'text';
  /** Lines of the pages that were read. */
  readonly text: string;
  readonly facts: TextFacts;
  /** Pages of the document, and how many of them were read. */
  readonly pages: number;
  readonly pagesRead: number;
}

export type PdfOutcome = PdfText | { readonly kind: 'failed'; readonly failure: Failure };

export interface PdfReader {
  /**
   * Never throws for anything the document is: one that is broken, locked or without text is a failure. Rejects with the
   * signal's reason when it aborts.
   */
  read(document: Uint8Array, limits: ReadLimits): Promise<PdfOutcome>;
  close(): Promise<void>;
}
