/** What the vectors of walls and of innocent pages are written with. */

import { openDocument } from '../../../src/core/extract/index.js';
import { blockOf, type Block } from '../../../src/core/page/block.js';

export const URL_OF_PAGE = 'https://shop.test/kettles/blue';

export interface Vector {
  readonly name: string;
  readonly html: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly requested?: string;
  /** Where the redirects ended; `requested` when there were none. */
  readonly final?: string;
}

export interface Wall extends Vector {
  /** The rule that is to match. */
  readonly rule: string;
}

export function judge({
  html,
  status = 200,
  headers = {},
  requested = URL_OF_PAGE,
  final = requested,
}: Vector): Block | null {
  return blockOf({ status, headers, requestedUrl: requested, doc: openDocument(html, final) });
}

export function page(title: string, body: string, head = ''): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`;
}

export function script(src: string, attributes = ''): string {
  return `<script src="${src}" ${attributes}></script>`;
}

/** About 260 visible characters each. */
export function paragraphs(count: number): string {
  return (
    '<p>The kettle is made of brushed steel, holds a litre and a half, and switches itself off when the water boils or ' +
    'when there is none. Its lid opens with one hand, the handle stays cool, and the filter in the spout can be taken ' +
    'out for cleaning, which the manual suggests to do once a month where the water is hard.</p>'
  ).repeat(count);
}
