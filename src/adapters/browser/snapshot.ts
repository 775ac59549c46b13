/** The document of a page as it stands, or what stands in its place. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Response } from 'playwright';
import { MAX_HTML_CHARS } from '../../core/extract/parse-html.js';
import { contentTypeOf } from '../../core/html/content-type.js';
import { encodingOf } from '../../core/html/decode.js';
import { mayBeMisread, undoMisreadUtf8 } from '../../core/html/misread-utf8.js';
import { failure, type Failure } from '../../core/failure.js';
import { pageType } from '../../core/page/page-type.js';
import { parseUrl } from '../../core/url.js';
import type { FetchedPage } from '../../ports/fetcher.js';
import type { EgressProxy } from '../egress/proxy.js';
import { failureOfProxyStatus } from './failures.js';
import { SNAPSHOT, type Snapshot } from './in-page.js';
import type { Network } from './network.js';
import type { World } from './world.js';

/** Where a page has come that is none: it failed, or what is there is no HTML document. */
export type Gone = { readonly kind: 'failed'; readonly failure: Failure } | { readonly kind: 'no_document' };

export interface SnapshotDeps {
  readonly proxy: EgressProxy;
}

/** A page, and how many rows stand in it that the page itself has taken away. */
export interface TakenPage extends FetchedPage {
  readonly heldRows: number;
}

/** The bytes of a PDF that its server calls HTML, as text. */
const SHOWN_PDF = /^<!doctype html><html><head><\/head><body>\s*%PDF-\d/;

/** Rejects when the document is just being left. */
export async function takeSnapshot(
  deps: SnapshotDeps,
  world: World,
  network: Network,
): Promise<TakenPage | Gone> {
  const snapshot = await world.evaluate<Snapshot>(SNAPSHOT);
  const { url, contentType, heldRows } = snapshot;
  if (!/^https?:/.test(url)) {
    // Scripts led to where nothing could be loaded.
    const sentence = 'The page leads to an address that cannot be loaded.';
    return { kind: 'failed', failure: refusalOf(deps, network) ?? failure('URL_UNREACHABLE', sentence) };
  }
  const response = network.lastResponse();
  const failed = response === null ? null : failureOfProxyAnswer(deps, network, response);
  if (failed !== null) return { kind: 'failed', failure: failed };
  const html = await textOf(snapshot, response);
  if (pageType(contentType) !== 'html' || SHOWN_PDF.test(html)) return { kind: 'no_document' };
  return {
    kind: 'page',
    finalUrl: url.split('#', 1)[0] ?? url,
    status: response?.status() ?? 200,
    headers: { ...response?.headers(), 'content-type': 'text/html; charset=utf-8' },
    contentType: 'text/html',
    body: Buffer.from(html, 'utf8'),
    truncated: snapshot.html.length >= MAX_HTML_CHARS,
    fetchedAt: new Date(),
    heldRows,
  };
}

/** A document that is still coming keeps nobody waiting for its bytes. */
const BYTES_MS = 1_000;

/** Chromium never takes UTF-8 for the encoding of a page that declares none, and reads it in its default. */
async function textOf({ html, encoding }: Snapshot, response: Response | null): Promise<string> {
  if (encoding !== 'windows-1252' || response === null || !mayBeMisread(html)) return html;
  const late = sleep(BYTES_MS, null, { ref: false });
  const body = await Promise.race([response.body().catch(() => null), late]);
  if (body === null) return html;
  const type = contentTypeOf(response.headers()['content-type'], body);
  return encodingOf(body, type) === 'UTF-8' ? undoMisreadUtf8(html) : html;
}

/** The document before its scripts ran. */
export function asServed(response: Response, body: Buffer): FetchedPage {
  return {
    kind: 'page',
    finalUrl: response.url(),
    status: response.status(),
    headers: response.headers(),
    contentType: 'text/html',
    body,
    truncated: false,
    fetchedAt: new Date(),
  };
}

/** Why the proxy refused where the page was last asked to go; null when it did not. */
export function refusalOf({ proxy }: SnapshotDeps, network: Network): Failure | null {
  const url = parseUrl(network.lastNavigation() ?? '');
  return url === null ? null : proxy.refusalOf(url);
}

/** Plain http errors come as answers of the proxy. */
export function failureOfProxyAnswer(
  deps: SnapshotDeps,
  network: Network,
  response: Response,
): Failure | null {
  if (response.status() === 403) return refusalOf(deps, network);
  return failureOfProxyStatus(response.status());
}
