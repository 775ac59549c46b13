/**
 * What a model is asked about one page: the fields that no rule could answer, and the part of the page that may say them.
 * It is plain data, so that it can be stored while a vendor's batch waits.
 */

import type { Schema } from '../schema.js';

export interface Question {
  /** After redirects. */
  readonly url: string;
  readonly fields: Schema;
  /** Visible text of the page, cut down to the budget; lines are separated by line breaks. */
  readonly passages: string;
  /** BCP-47 tag as the page states it, or null. */
  readonly lang: string | null;
  /** ISO 8601: the day that "yesterday" is relative to. */
  readonly asOf: string;
  /** Images that may say what the text does not, the likeliest first; none unless they were asked for. */
  readonly images: readonly PageImage[];
}

/** The text of a page as a model may be shown it. */
export interface PageLine {
  readonly text: string;
  /** False for menus, footers, asides and comments. */
  readonly isMain: boolean;
}

/** What a page offers to a model; computed when it is needed. */
export interface PageForModel {
  readonly lines: readonly PageLine[];
  readonly lang: string | null;
  /** The page's own date, or when it was fetched. */
  readonly asOf: Date;
  readonly images: readonly PageImage[];
}

export interface PageImage {
  readonly url: string;
  /** Alternative text and title. */
  readonly text: string;
  /** As the page states them, in CSS pixels; null where it does not. */
  readonly width: number | null;
  readonly height: number | null;
}
