/** The deterministic extractor behind the port: bytes to text to tree to fields, by what kind of page it is. */

import { canonicalLinks } from '../core/crawl/links.js';
import {
  extractFields,
  extractFromJson,
  extractFromXml,
  isXhtml,
  openDocument,
  textPage,
  xmlRoot,
  type TextFacts,
} from '../core/extract/index.js';
import { failure } from '../core/failure.js';
import { noText, pageType } from '../core/page-type.js';
import type { Schema } from '../core/schema.js';
import type { Extraction, Extractor, LinkOptions, ReadLimits, Unreadable } from '../ports/extractor.js';
import type { FetchedPage } from '../ports/fetcher.js';
import type { PdfReader } from '../ports/pdf-reader.js';

export interface ExtractorDeps {
  /** Bytes to text by byte order mark, Content-Type header and `<meta charset>`. */
  readonly decode: (body: Uint8Array, contentTypeHeader: string | undefined) => string;
  readonly pdfReader: Pick<PdfReader, 'read'>;
}

export function createExtractor({ decode, pdfReader }: ExtractorDeps): Extractor {
  return {
    async extract(page, schema, links, limits) {
      const { contentType, finalUrl: url, fetchedAt } = page;
      const text = (): string => decode(page.body, page.headers['content-type']);
      const context = { contentType, url, fetchedAt };
      const type = pageType(contentType);
      switch (type) {
        case 'html':
          return fromHtml(text(), page, schema, links);
        case 'json':
          return extractFromJson(text(), schema, context);
        case 'xml': {
          const source = text();
          const root = xmlRoot(source);
          const isHtml = root !== null && isXhtml(root);
          return isHtml ? fromHtml(source, page, schema, links) : extractFromXml(root, schema, context);
        }
        case 'text':
          return fromText(text(), {}, page, schema);
        case 'pdf':
          return fromPdf(pdfReader, page, schema, limits);
        case 'nothing':
          return { kind: 'failed', failure: noText(contentType) };
        default:
          return type satisfies never;
      }
    },
  };
}

function fromHtml(
  html: string,
  { finalUrl, fetchedAt }: FetchedPage,
  schema: Schema,
  links: LinkOptions | undefined,
): Extraction {
  const document = openDocument(html, finalUrl);
  const { data, warnings, structured } = extractFields(document, schema, { fetchedAt });
  return {
    data,
    warnings,
    structured,
    ...(links === undefined ? {} : { links: canonicalLinks(document, links) }),
  };
}

/** What the lines of a text say is not the embedded metadata that `structured` is about. */
function fromText(text: string, facts: TextFacts, page: FetchedPage, schema: Schema): Extraction {
  return { ...fromHtml(textPage(text, facts), page, schema, undefined), structured: false };
}

const CUT = failure('URL_UNREACHABLE', 'The PDF did not arrive whole, or is too large to be read.');

async function fromPdf(
  reader: Pick<PdfReader, 'read'>,
  page: FetchedPage,
  schema: Schema,
  limits: ReadLimits,
): Promise<Extraction | Unreadable> {
  const outcome = await reader.read(page.body, limits);
  if (outcome.kind === 'failed') return page.truncated ? { kind: 'failed', failure: CUT } : outcome;
  const { text, facts, pages, pagesRead } = outcome;
  const extraction = fromText(text, facts, page, schema);
  return pagesRead === pages
    ? extraction
    : { ...extraction, warnings: [...extraction.warnings, `read ${pagesRead} of the PDF's ${pages} pages`] };
}
