/** The deterministic extractor behind the port: bytes to text to tree to fields, by what kind of page it is. */

import { findLinks, namedCanonical } from '../core/crawl/links.js';
import {
  dayOf,
  extractFields,
  extractFromJson,
  extractFromXml,
  groundedFields,
  isXhtml,
  ofText,
  openDocument,
  type PageDocument,
  textPage,
  xmlRoot,
  type Fields,
  type TextFacts,
} from '../core/extract/index.js';
import { isEmptyValue } from '../core/extract/coerce/index.js';
import { parseXml } from '../core/extract/parse-xml.js';
import { failure, type Failure } from '../core/failure.js';
import { pageFormats } from '../core/formats/index.js';
import { dataForModel, pageForModel } from '../core/model/page-for-model.js';
import { blockOf, type Block } from '../core/page/block.js';
import { blockOfBody } from '../core/page/block-of-body.js';
import { gapsOf } from '../core/page/gaps.js';
import { needForWhole, needsBrowser, needToPass } from '../core/page/needs-browser.js';
import { noText, pageType, type PageType } from '../core/page/page-type.js';
import { withoutPlaceholders } from '../core/page/placeholder-values.js';
import type { PageForModel } from '../core/model/question.js';
import type { FieldValues, Schema } from '../core/schema.js';
import { selectFields } from '../core/select/select-fields.js';
import { selectorEvidence } from '../core/select/selector-evidence.js';
import type { FieldSelector } from '../core/select/selector.js';
import type { ExtractRequest, Extraction, Extractor, LinkOptions, Unreadable } from '../ports/extractor.js';
import type { FetchedPage } from '../ports/fetcher.js';
import type { PdfReader } from '../ports/pdf-reader.js';

export interface ExtractorDeps {
  /** Bytes to text by byte order mark, Content-Type header and `<meta charset>`. */
  readonly decode: (body: Uint8Array, contentTypeHeader: string | undefined) => string;
  readonly pdfReader: Pick<PdfReader, 'read'>;
}

export function createExtractor({ decode, pdfReader }: ExtractorDeps): Extractor {
  return {
    async extract(page, request) {
      const { schema } = request;
      const { contentType, finalUrl: url, fetchedAt } = page;
      const text = (): string => decode(page.body, page.headers['content-type']);
      const context = { contentType, url, fetchedAt };
      const type = pageType(contentType);
      if (request.selectors !== undefined) return fromSelectors(request.selectors, type, text, page, request);
      if (isJudgedOnly(request) && (type === 'html' || type === 'json'))
        return judgeOnly(page, type, request);
      switch (type) {
        case 'html':
          return fromHtml(text(), page, request);
        case 'json':
          return withFormats(
            asData(extractFromJson(text(), schema, context), schema, () => dataForModel(text(), fetchedAt)),
            page,
            request,
            text,
          );
        case 'xml': {
          const source = text();
          const root = xmlRoot(source);
          const isHtml = root !== null && isXhtml(root);
          return isHtml
            ? fromHtml(source, page, request)
            : withFormats(
                asData(extractFromXml(root, schema, context), schema, () => dataForModel(source, fetchedAt)),
                page,
                request,
                () => source,
              );
        }
        case 'text':
          return fromText(text(), {}, 'text', page, request);
        case 'pdf':
          return fromPdf(pdfReader, page, request);
        case 'nothing':
          return { kind: 'failed', failure: noText(contentType) };
        default:
          return type satisfies never;
      }
    },
  };
}

/** Neither fields nor links nor the page itself. */
function isJudgedOnly({ schema, links, formats }: ExtractRequest): boolean {
  return schema.length === 0 && links === undefined && formats === undefined;
}

/** Adds the formats that are asked for. `text` is the page as text, `root` its tree where there is one. */
function withFormats(
  extraction: Extraction,
  { finalUrl: url, contentType }: FetchedPage,
  { formats: spec }: ExtractRequest,
  text: () => string,
  root?: PageDocument['root'],
): Extraction {
  if (spec === undefined) return extraction;
  const options = { ...spec, formats: new Set(spec.names) };
  const source = root === undefined ? {} : { root };
  return {
    ...extraction,
    formats: () => pageFormats({ text: text(), url, contentType, ...source }, options),
  };
}

/** A page of which nothing is asked but whether it is the one: what the rest of this file would say, for less. */
function judgeOnly(
  { status, headers, body, finalUrl }: FetchedPage,
  type: 'html' | 'json',
  { requestedUrl }: ExtractRequest,
): Extraction {
  const block = type === 'html' ? blockOfBody({ status, headers, requestedUrl, url: finalUrl, body }) : null;
  // Where no field is asked for, the page's structure has answered all of them.
  return {
    data: {},
    warnings: [],
    structured: type === 'html',
    evidence: {},
    unread: {},
    grounded: [],
    gaps: { missing: [], unproven: [] },
    block,
    need: block === null ? null : needToPass(status, block),
  };
}

function fromHtml(html: string, page: FetchedPage, request: ExtractRequest): Extraction {
  const { finalUrl, fetchedAt } = page;
  const { schema, links, learned: known = null } = request;
  const doc = openDocument(html, finalUrl);
  const block = blockOfDocument(doc, page, request);
  const found = extractFields(doc, schema, { fetchedAt, learned: known });
  const fields = withoutPlaceholders(found, doc, block);
  const grounded = groundedFields(fields.evidence);
  const gaps = gapsOf(schema, fields.data, grounded);
  const plain = { status: page.status, doc, schema, gaps, block };
  const extraction = {
    ...fields,
    grounded,
    gaps,
    block,
    need: request.formats === undefined ? needsBrowser(plain) : needForWhole(plain),
    ...(links === undefined ? {} : linksOf(doc, links)),
    forModel: () => pageForModel(doc, dayOf(doc, schema, fetchedAt)),
  };
  return withFormats(extraction, page, request, () => html, doc.root);
}

function linksOf(doc: PageDocument, options: LinkOptions): Pick<Extraction, 'links' | 'linkFacts'> {
  const { links, nofollow } = findLinks(doc, options);
  return { links, linkFacts: { nofollow, canonical: namedCanonical(doc) } };
}

function fromSelectors(
  selectors: readonly FieldSelector[],
  type: PageType,
  text: () => string,
  page: FetchedPage,
  request: ExtractRequest,
): Extraction | Unreadable {
  if (type !== 'html' && type !== 'xml') return { kind: 'failed', failure: noDocument(page.contentType) };
  const source = text();
  const isMarkup = type === 'html' || isXhtmlText(source);
  const doc = openDocument(source, page.finalUrl);
  const data = selectFields(isMarkup ? doc.root : parseXml(source), selectors, !isMarkup);
  if (data === null) return { kind: 'failed', failure: TOO_COSTLY };
  const block = isMarkup ? blockOfDocument(doc, page, request) : null;
  const found = { data, evidence: selectorEvidence(selectors, data) };
  const own = isMarkup ? withoutPlaceholders(found, doc, block) : found;
  // Nothing for a model: what a selector does not find is not there.
  const grounded = answered(own.data);
  const { schema } = request;
  const gaps = gapsOf(schema, own.data, grounded);
  const need = isMarkup ? needsBrowser({ status: page.status, doc, schema, gaps, block }) : null;
  return { ...own, warnings: [], structured: false, unread: {}, grounded, gaps, block, need };
}

const TOO_COSTLY = failure(
  'SELECTORS_TOO_COSTLY',
  'The selectors ask for more work or text than one page may cost; simpler ones find the same sooner.',
);

function noDocument(contentType: string): Failure {
  return failure('URL_UNREACHABLE', `Selectors apply to HTML and XML, and this is ${contentType}.`);
}

function isXhtmlText(source: string): boolean {
  const root = xmlRoot(source);
  return root !== null && isXhtml(root);
}

/** What stands in front of the page. */
function blockOfDocument(
  doc: PageDocument,
  { status, headers }: FetchedPage,
  { requestedUrl }: ExtractRequest,
): Block | null {
  return blockOf({ status, headers, requestedUrl, doc });
}

/** No wall comes as data, and no script fills it. */
function asData(fields: Fields, schema: Schema, forModel: () => PageForModel): Extraction {
  const grounded = answered(fields.data);
  const gaps = gapsOf(schema, fields.data, grounded);
  return { ...fields, grounded, gaps, block: null, need: null, forModel };
}

function answered(data: FieldValues): string[] {
  return Object.entries(data).flatMap(([field, value]) => (isEmptyValue(value) ? [] : [field]));
}

/** What the lines of a text say is not the embedded metadata that `structured` is about. */
function fromText(
  text: string,
  facts: TextFacts,
  source: 'text' | 'pdf',
  page: FetchedPage,
  request: ExtractRequest,
): Extraction {
  const { finalUrl, fetchedAt } = page;
  const { schema } = request;
  const { html, origins } = textPage(text, facts);
  const doc = openDocument(html, finalUrl);
  const fields = ofText(extractFields(doc, schema, { fetchedAt }), origins, source);
  const extraction = asData({ ...fields, structured: false }, schema, () =>
    pageForModel(doc, dayOf(doc, schema, fetchedAt)),
  );
  return withFormats(extraction, page, request, () => text);
}

const CUT = failure('URL_UNREACHABLE', 'The PDF did not arrive whole, or is too large to be read.');

async function fromPdf(
  reader: Pick<PdfReader, 'read'>,
  page: FetchedPage,
  request: ExtractRequest,
): Promise<Extraction | Unreadable> {
  const outcome = await reader.read(page.body, request);
  if (outcome.kind === 'failed') return page.truncated ? { kind: 'failed', failure: CUT } : outcome;
  const { text, facts, pages, pagesRead } = outcome;
  const extraction = fromText(text, facts, 'pdf', page, request);
  return pagesRead === pages
    ? extraction
    : { ...extraction, warnings: [...extraction.warnings, `read ${pagesRead} of the PDF's ${pages} pages`] };
}
