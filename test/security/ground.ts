/** What every suite here stands on: a private listener, a site beside it, and a site's way to redirect anywhere. */

import { strict as assert } from 'node:assert';
import { createEgressGate, type EgressGate, type Lookup } from '../../src/adapters/egress/gate.js';
import { createFetcher } from '../../src/adapters/fetch/fetcher.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';
import type { FetchOutcome } from '../../src/ports/fetcher.js';
import { redirectTo, startCrawlSite, type Answer, type CrawlSite } from '../support/crawl-site.js';
import { SECRET, startPrivateListener, type PrivateListener } from '../support/private-listener.js';
import { expand, type Ending, type Ports, type Vector, type Vectors } from './vectors.js';

export interface Ground {
  readonly listener: PrivateListener;
  /** At 127.0.0.1: pages of the suite, `redirectPath`s, and otherwise a page for every path. */
  readonly site: CrawlSite;
  readonly ports: Ports;
  close(): Promise<void>;
}

/** `host` is the name before the port in the request's Host header. */
export type GroundPages = (path: string, host: string, ports: Ports) => Answer | undefined;

export async function openGround(pages: GroundPages = () => undefined): Promise<Ground> {
  const listener = await startPrivateListener();
  const site: CrawlSite = await startCrawlSite(
    (path, host) => pages(path, host.split(':', 1)[0] ?? '', ports) ?? redirectOf(path) ?? {},
  );
  const ports: Ports = { port: listener.port, site: site.port };
  return {
    listener,
    site,
    ports,
    close: async () => {
      await site.close();
      await listener.close();
    },
  };
}

/** The listener has heard nothing, and this test is not at fault for that: see private-listener.test.ts. */
export async function assertSilent(listener: PrivateListener): Promise<void> {
  assert.deepEqual(await listener.contacts(), [], 'somebody reached the private listener');
}

const STATUSES = [301, 302, 303, 307, 308];

/** A path of the site that redirects to `location`. */
export function redirectPath(location: string, at = 0): string {
  return `/to?${STATUSES[at % STATUSES.length]}/${encodeURIComponent(location)}`;
}

function redirectOf(path: string): ReturnType<typeof redirectTo> | undefined {
  const [, status, location] = /^\/to\?(\d+)\/(.+)$/.exec(path) ?? [];
  if (status === undefined || location === undefined) return undefined;
  return redirectTo(headerBytes(decodeURIComponent(location)), Number(status));
}

/** Sites put raw UTF-8 into headers, and Node's server wants each byte as a character. */
export function headerBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** Whether a header can carry it at all. */
export function fitsHeader(location: string): boolean {
  return !/[\0-\x08\n-\x1f]/.test(location);
}

export interface Reach {
  readonly gate: EgressGate;
  fetch(url: string, timeoutMs?: number): Promise<FetchOutcome>;
  /** Names that were looked up, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** A fetcher behind the gate, with what the operator opened and a resolver of the test's own. */
export function openReach(allow: string, lookup: Lookup = nobodyKnows): Reach {
  const asked: string[] = [];
  const counted: Lookup = (name) => {
    asked.push(name);
    return lookup(name);
  };
  const gate = createEgressGate({
    allowList: parseAllowList(allow),
    lookup: counted,
    connectTimeoutMs: 2_000,
  });
  const fetcher = createFetcher({ gate, userAgent: 'Holdfast/test' });
  return {
    gate,
    fetch: (url, timeoutMs = 5_000) => fetcher.fetch({ url, timeoutMs }, new AbortController().signal),
    asked,
    close: () => fetcher.close(),
  };
}

const nobodyKnows: Lookup = async () => {
  throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
};

const SENTENCES: readonly (readonly [RegExp, Ending])[] = [
  [/^The address of this host is not allowed\.$/, 'refused'],
  [/^The URL is not valid\.$/, 'no URL'],
  [/^The page redirects to an invalid address\.$/, 'no URL'],
  [/^Only http and https addresses can be fetched\.$/, 'scheme'],
  [/^Port \d+ is not allowed\.$/, 'port'],
];

/** How an attempt ended, in the words of vectors.ts where it has some. */
export function endingOf(outcome: FetchOutcome, site: { readonly url: string }): string {
  if (outcome.kind === 'page') {
    assert.ok(
      !Buffer.from(outcome.body).toString().includes(SECRET),
      `${outcome.finalUrl} is the listener's page`,
    );
    return new URL(outcome.finalUrl).host === new URL(site.url).host ? 'at the site' : outcome.finalUrl;
  }
  if (outcome.kind === 'redirected') return `redirected to ${outcome.to}`;
  const { code, message } = outcome.failure;
  return code === 'URL_UNREACHABLE' ? endingOfMessage(message) : `${code}: ${message}`;
}

/** The ending that a failure's sentence tells, or the sentence. */
export function endingOfMessage(message: string): string {
  return SENTENCES.find(([sentence]) => sentence.test(message))?.[1] ?? message;
}

/** Each group with its vectors and a title that counts them. */
export function titled(groups: readonly Vectors[]): { title: string; vectors: Vector[] }[] {
  return groups.map((group) => {
    const vectors = expand([group]);
    return { title: `${vectors.length} with ${group.why}`, vectors };
  });
}

/** Runs every vector and compares all endings at once, so that a failure names each vector that went wrong. */
export async function assertEndings(
  vectors: readonly Vector[],
  run: (vector: Vector, at: number) => Promise<string>,
  expected: (vector: Vector) => string = ({ ending }) => ending,
): Promise<void> {
  const actual: Record<string, string> = {};
  for (const [at, vector] of vectors.entries()) actual[vector.template] = await run(vector, at);
  assert.deepEqual(
    actual,
    Object.fromEntries(vectors.map((vector) => [vector.template, expected(vector)] as const)),
  );
}
