/** Servers on loopback for tests of the plain fetch, and fetchers that may reach them. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import type { AddressInfo } from 'node:net';
import { createEgressGate, type Lookup } from '../../src/adapters/egress/gate.js';
import { createFetcher, type FetcherOptions } from '../../src/adapters/fetch/fetcher.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';
import type { FetchedPage, FetchOutcome, FetchRequest } from '../../src/ports/fetcher.js';
import { LOOPBACK_CERT, LOOPBACK_KEY, TEST_CERT } from '../../bench/wild/inputs/tls.js';

export type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

const cleanups: (() => Promise<unknown> | void)[] = [];

/** Ends what the functions below have opened: `afterEach(cleanUp)`. */
export async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

/** For what a test opens itself. */
export function onCleanUp(cleanup: () => Promise<unknown> | void): void {
  cleanups.push(cleanup);
}

/** A server on 127.0.0.1 that counts its connections. */
export async function serve(
  handler: Handler,
  server: net.Server = http.createServer(handler),
): Promise<Site> {
  const site: Site = { port: 0, connections: 0, open: new Set() };
  server.on('connection', (socket: net.Socket) => {
    site.connections++;
    site.open.add(socket);
    socket.on('close', () => site.open.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  site.port = (server.address() as AddressInfo).port;
  cleanups.push(() => {
    for (const socket of site.open) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return site;
}

/** The same handler over http and https: a site, and the address that its paths come after. */
export async function serveBoth(handler: Handler): Promise<{ site: Site; base: string }[]> {
  const secure = https.createServer({ key: LOOPBACK_KEY, cert: LOOPBACK_CERT }, handler);
  const sites = [await serve(handler), await serve(handler, secure)];
  return sites.map((site, at) => ({ site, base: `${at === 0 ? 'http' : 'https'}://127.0.0.1:${site.port}` }));
}

export interface Site {
  port: number;
  connections: number;
  open: Set<net.Socket>;
}

export interface Setup extends Partial<FetcherOptions> {
  readonly lookup?: Lookup;
  readonly allow?: string;
}

/** Fetches from `site` at its literal address, which is all that the allow-list opens unless told otherwise. */
export function fetcherFor(site: Site, { lookup, allow = `127.0.0.1:${site.port}`, ...options }: Setup = {}) {
  const gate = createEgressGate({
    allowList: parseAllowList(allow),
    connectTimeoutMs: 2_000,
    tls: { ca: [TEST_CERT, LOOPBACK_CERT] },
    ...(lookup === undefined ? {} : { lookup }),
  });
  const fetcher = createFetcher({ gate, userAgent: 'Holdfast/test', ...options });
  cleanups.push(() => fetcher.close());
  return {
    get: (path: string, request: Partial<FetchRequest> = {}, signal = new AbortController().signal) => {
      const url = path.startsWith('/') ? `http://127.0.0.1:${site.port}${path}` : path;
      return fetcher.fetch({ url, timeoutMs: 5_000, ...request }, signal);
    },
    close: () => fetcher.close(),
  };
}

/** One request against one handler. */
export async function fetchFrom(handler: Handler, options: Setup = {}, request: Partial<FetchRequest> = {}) {
  return fetcherFor(await serve(handler), options).get('/', request);
}

export function pageOf(outcome: FetchOutcome): FetchedPage {
  assert.ok(outcome.kind === 'page', JSON.stringify(outcome));
  return outcome;
}

export function failureOf(outcome: FetchOutcome): { code: string; message: string } {
  assert.ok(outcome.kind === 'failed', 'expected a failure');
  assert.doesNotMatch(outcome.failure.message, /\d+\.\d+\.\d+\.\d+|::1/);
  return outcome.failure;
}

export const textOf = (page: FetchedPage): string => Buffer.from(page.body).toString();

/** Waits a second at most. */
export async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.ok(condition());
}
