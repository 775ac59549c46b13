/**
 * The browser's only way out: an HTTP proxy on loopback that asks the egress gate about every connection and dials the
 * addresses that the gate has checked. Chromium resolves no name and opens no connection of its own. Whoever shows no login
 * that the service gave out is answered 407, before anything is looked up.
 */

import type { lookup } from 'node:dns';
import { Agent } from 'node:http';
import { connect, isIP, type LookupFunction, type NetConnectOpts } from 'node:net';
import { RequestError, Server } from 'proxy-chain';
import type { Failure } from '../../core/failure.js';
import { portOf } from '../../core/net/target.js';
import { isTracker } from '../../core/net/trackers.js';
import { keepRecent } from '../../core/recent.js';
import { failureOf } from '../fetch/errors.js';
import { mendConnection } from '../http1/mended-connection.js';
import type { EgressGate } from './gate.js';
import { allowLongAnswers, allowLongRequests } from './long-heads.js';
import { createProxyClients, type ProxyClient } from './proxy-clients.js';

export interface EgressProxy {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** Lets a process through that shows the login of the result. */
  admitClient(): ProxyClient;
  /** Why the last attempt to reach this host and port ended before any connection; null when it did not. */
  refusalOf(url: URL): Failure | null;
  /**
   * Whether the compressed data of the page ended too early when this http URL last answered. Of https nothing is known:
   * the browser reads it by itself.
   */
  isCut(url: URL): Promise<boolean>;
  /** A page of this host is asked for, so it is let through although it is a tracker's; until the result is called. */
  expect(hostname: string): () => void;
  close(): Promise<void>;
}

export interface EgressProxyOptions {
  readonly gate: EgressGate;
  /** Whether hosts of trackers are let through. */
  readonly trackers: boolean;
}

const MAX_REFUSALS = 500;
const MAX_ANSWERS = 1_000;
/** Open connections of plain http pages; tunnels end with the page that opened them. */
const SOCKETS_PER_HOST = 32;
const SOCKETS = 256;
const IDLE_SOCKET_MS = 10_000;

export async function startEgressProxy({ gate, trackers }: EgressProxyOptions): Promise<EgressProxy> {
  const refusals = new Map<string, Failure>();
  const expected = new Map<string, number>();
  const clients = createProxyClients();
  // An idle connection is used again for the same host and port, which the gate admitted when it was dialled.
  const httpAgent = new Agent({
    keepAlive: true,
    maxSockets: SOCKETS_PER_HOST,
    maxTotalSockets: SOCKETS,
    timeout: IDLE_SOCKET_MS,
  });
  // The browser has a parser of its own for what comes through tunnels; over plain http the proxy's is in between.
  const cuts = new Map<string, Promise<boolean>>();
  httpAgent.createConnection = (options) => {
    const { host, port } = options;
    return mendConnection(connect(options as NetConnectOpts), (path, isCut) => {
      const key = `${host ?? ''}:${port ?? 80}${path}`;
      if (isCut === null) cuts.delete(key);
      else keepRecent(cuts, key, isCut, MAX_ANSWERS);
    });
  };
  allowLongAnswers(httpAgent);

  const server = new Server({
    host: '127.0.0.1',
    port: 0,
    prepareRequestFunction: async ({ hostname, port, request, username, password }) => {
      if (!clients.isAdmitted(username, password)) return { requestAuthentication: true };
      dropHeader(request.rawHeaders, 'proxy-connection');
      if (!trackers && isTracker(hostname) && !expected.has(hostname))
        throw new RequestError('Not loaded.', 403);
      const key = `${hostname}:${port}`;
      try {
        const addresses = await admit(gate, hostname, port);
        refusals.delete(key);
        return { dnsLookup: pinned(addresses) as typeof lookup, httpAgent };
      } catch (error) {
        keepRecent(refusals, key, error instanceof Refused ? error.failure : failureOf(error), MAX_REFUSALS);
        throw new RequestError('Not reachable.', 403);
      }
    },
  });
  allowLongRequests(server.server);
  await server.listen();
  const url = `http://127.0.0.1:${server.port}`;

  return {
    url,
    admitClient: () => clients.admit(url),
    refusalOf: (url) => refusals.get(`${url.hostname}:${portOf(url)}`) ?? null,
    isCut: async (url) =>
      url.protocol === 'http:' &&
      ((await cuts.get(`${bare(url.hostname)}:${portOf(url)}${url.pathname}${url.search}`)) ?? false),
    expect: (hostname) => {
      expected.set(hostname, (expected.get(hostname) ?? 0) + 1);
      return () => {
        const left = (expected.get(hostname) ?? 1) - 1;
        if (left === 0) expected.delete(hostname);
        else expected.set(hostname, left);
      };
    },
    close: async () => {
      await server.close(true);
      httpAgent.destroy();
    },
  };
}

/** For the hop to us alone; the library passes it on. `raw` is names and values in turn. */
function dropHeader(raw: string[], name: string): void {
  const at = raw.findIndex((header, index) => index % 2 === 0 && header.toLowerCase() === name);
  if (at !== -1) raw.splice(at, 2);
}

/** Of an IPv6 address without its brackets, as connections have it. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

class Refused extends Error {
  override readonly name = 'Refused';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The same two steps as for plain fetching: the rules for the URL, then those for its addresses. */
async function admit(gate: EgressGate, hostname: string, port: number): Promise<readonly string[]> {
  const refused = gate.check(`http://${hostname}:${port}/`);
  if (refused !== null) throw new Refused(refused);
  return gate.admit(hostname, port);
}

/** Answers every look-up with the checked addresses. Literal hosts never get here; they were checked as they are. */
function pinned(addresses: readonly string[]): LookupFunction {
  const answers = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    if (options.all === true) callback(null, answers);
    else callback(null, addresses[0] ?? '', isIP(addresses[0] ?? ''));
  };
}
