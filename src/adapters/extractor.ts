/** The deterministic extractor behind the port: bytes to text to tree to fields. */

import type { Extraction, Extractor } from '../ports/extractor.js';
import { canonicalLinks } from '../core/crawl/links.js';
import { blockOf } from '../core/page/block.js';
import { needsBrowser } from '../core/page/needs-browser.js';
import {
  extractFields,
  extractFromOther,
  groundedFields,
  isHtml,
  isJson,
  openDocument,
} from '../core/extract/index.js';

export interface ExtractorDeps {
  /** Bytes to text by byte order mark, Content-Type header and `<meta charset>`. */
  readonly decode: (body: Uint8Array, contentTypeHeader: string | undefined) => string;
}

export function createExtractor({ decode }: ExtractorDeps): Extractor {
  return {
    async extract(page, { schema, requestedUrl, links }): Promise<Extraction> {
      const { contentType, finalUrl: url, fetchedAt } = page;
      const text = (): string => decode(page.body, page.headers['content-type']);
      if (!isHtml(contentType)) {
        const fields = extractFromOther(contentType, isJson(contentType) ? text() : '', schema, {
          url,
          fetchedAt,
        });
        const grounded = schema.map(({ field }) => field);
        return { ...fields, grounded, block: null, need: null };
      }
      const document = openDocument(text(), url);
      const { data, warnings, structured, evidence } = extractFields(document, schema, { fetchedAt });
      const { status, headers } = page;
      const block = blockOf({ status, headers, requestedUrl, doc: document });
      const grounded = groundedFields(evidence);
      return {
        grounded,
        block,
        need: needsBrowser({ status, doc: document, schema, data, grounded, block }),
        data,
        warnings,
        structured,
        ...(links === undefined ? {} : { links: canonicalLinks(document, links) }),
      };
    },
  };
}
