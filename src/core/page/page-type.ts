/**
 * What becomes of a page by its content type: HTML, JSON and XML are read by their structure, plain text and the text of
 * PDF documents by their lines, and everything else holds no text that can be read.
 */

import { failure, type Failure } from '../failure.js';

export type PageType = 'html' | 'json' | 'xml' | 'text' | 'pdf' | 'nothing';

const HTML: ReadonlySet<string> = new Set([
  'text/html',
  'application/xhtml+xml',
  'application/vnd.wap.xhtml+xml',
]);

const JSON_TYPES: ReadonlySet<string> = new Set(['application/json', 'text/json', 'application/x-json']);

const XML: ReadonlySet<string> = new Set(['text/xml', 'application/xml']);

const PDF: ReadonlySet<string> = new Set(['application/pdf', 'application/x-pdf', 'text/pdf']);

/** Text under names that do not say so. */
// prettier-ignore
const TEXT: ReadonlySet<string> = new Set([
  'application/javascript', 'application/x-javascript', 'application/ecmascript', 'application/typescript',
  'application/yaml', 'application/x-yaml', 'application/toml', 'application/sql', 'application/x-sh',
  'application/x-ndjson', 'application/jsonl', 'application/csv', 'application/x-tex', 'message/rfc822',
]);

/** Named text, but written for a word processor. */
const NOT_TEXT: ReadonlySet<string> = new Set(['text/rtf', 'text/richtext']);

/** @param essence `type/subtype` in lower case */
export function pageType(essence: string): PageType {
  if (HTML.has(essence)) return 'html';
  if (JSON_TYPES.has(essence) || essence.endsWith('+json')) return 'json';
  if (XML.has(essence) || essence.endsWith('+xml')) return 'xml';
  if (PDF.has(essence)) return 'pdf';
  if (TEXT.has(essence) || (essence.startsWith('text/') && !NOT_TEXT.has(essence))) return 'text';
  return 'nothing';
}

/** Whether the body of such a page is worth reading. */
export function hasText(essence: string): boolean {
  return pageType(essence) !== 'nothing';
}

/** How a page without text fails. */
export function noText(essence: string): Failure {
  return failure('URL_UNREACHABLE', `The page is ${essence}, which has no text that can be read.`, 'no_text');
}
