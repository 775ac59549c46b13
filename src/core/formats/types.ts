/** What a caller may want of a page beside fields, and what it gets. */

import type { Document } from 'domhandler';

export type FormatName = 'markdown' | 'html' | 'rawHtml' | 'links' | 'images' | 'attributes';

/** The values of one attribute, of all elements that a selector finds. */
export interface AttributeQuery {
  /** A CSS selector that `isSelector` takes. */
  readonly selector: string;
  readonly attribute: string;
}

export interface AttributeValues extends AttributeQuery {
  readonly values: readonly string[];
}

export interface FormatOptions {
  readonly formats: ReadonlySet<FormatName>;
  /** Leaves out navigation, banners, footers and the like of `markdown` and `html`; of nothing where `includeTags` match. */
  readonly onlyMainContent: boolean;
  /** CSS selectors that `isSelector` takes: only what they find, in document order. Empty: everything. */
  readonly includeTags: readonly string[];
  /** CSS selectors that `isSelector` takes: what they find is left out, after `includeTags`. */
  readonly excludeTags: readonly string[];
  /** Whether `data:` images lose their data in `markdown`. */
  readonly removeBase64Images: boolean;
  /** For the format `attributes`. */
  readonly attributes: readonly AttributeQuery[];
}

/** `FormatOptions` as a job's spec keeps them. */
export interface FormatsSpec extends Omit<FormatOptions, 'formats'> {
  readonly names: readonly FormatName[];
}

export interface FormatSource {
  /** The decoded body; of a PDF its text. */
  readonly text: string;
  /** `text` as `parseHtml` reads it, where the caller has it already. */
  readonly root?: Document;
  /** The URL after redirects. */
  readonly url: string;
  /** `type/subtype` in lower case. */
  readonly contentType: string;
}

/** One value of a page's metadata: several where the page repeats a name. */
export type MetadataValue = string | readonly string[];

/** By name: `title`, `description`, `ogImage` and the like, and every `meta` under its own name. */
export type PageMetadata = Readonly<Record<string, MetadataValue>>;

/** Exactly the formats that were asked for, and always the metadata. */
export interface PageFormats {
  readonly markdown?: string;
  readonly html?: string;
  readonly rawHtml?: string;
  readonly links?: readonly string[];
  readonly images?: readonly string[];
  readonly attributes?: readonly AttributeValues[];
  readonly metadata: PageMetadata;
  /** Sentences on what was cut or could not be done. */
  readonly warnings: readonly string[];
}

/** The formats of a page with what they are of: how a page's result keeps them. */
export interface FormattedPage extends PageFormats {
  /** The URL after redirects. */
  readonly url: string;
  readonly httpStatus: number;
  /** The header as the site sent it; null without one. */
  readonly contentType: string | null;
  /** ISO 8601. */
  readonly fetchedAt: string;
}

export const MAX_MARKDOWN_CHARS = 5_000_000;
export const MAX_CLEAN_HTML_CHARS = 5_000_000;
export const MAX_RAW_HTML_CHARS = 10_000_000;
/** Entries of `links` and of `images`. */
export const MAX_LISTED = 10_000;
