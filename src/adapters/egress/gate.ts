/**
 * The egress gate: every connection that leaves this process is decided here, whatever it is for. A name is resolved
 * once, all of its addresses are checked, and exactly the checked addresses are dialled, so a DNS answer that changes
 * between check and connect changes nothing. Host header and TLS server name stay those of the URL.
 *
 * Literal addresses never reach a resolver; `admit` checks them on the same path as resolved ones.
 */

import { lookup as dnsLookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import type { ConnectionOptions } from 'node:tls';
import type { buildConnector } from 'undici';
import { hostFrom, isLocalhostName, LOOPBACK_ADDRESSES, parseAddress } from '../../core/net/address.js';
import type { AllowList } from '../../core/net/allow-list.js';
import { ADDRESS_REFUSED, checkTarget, mayDial, parseTarget, portOf } from '../../core/net/target.js';
import { failure, type Failure } from '../../core/failure.js';
import { createChains } from './chains.js';
import { createConnector } from './connector.js';

/** All addresses of a name, in the order in which they should be tried. Rejects like `dns.lookup`. */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

export interface EgressGate {
  /** Quick refusal of a URL that needs no DNS to be refused. Null does not mean that the connection will be allowed. */
  check(url: URL | string): Failure | null;
  /**
   * The addresses that may be dialled for this host and port, at least one. Whoever dials must use these and not the
   * name. Rejects with `EgressRefused`, or with the resolver's error.
   */
  admit(hostname: string, port: number): Promise<readonly string[]>;
  /** Connector for undici dispatchers: `new Agent({ connect: gate.connect })`. */
  readonly connect: buildConnector.connector;
  /** The same, offering HTTP/2 as well. */
  readonly connectHttp2: buildConnector.connector;
  /** Whether connections to this server are verified with certificates that it should send and does not. */
  lacksIssuers(url: URL): boolean;
}

export interface EgressGateOptions {
  readonly allowList: AllowList;
  /** Replaces the system resolver, in tests. */
  readonly lookup?: Lookup;
  /** Replaces the addresses of this machine's network interfaces, in tests. */
  readonly ownAddresses?: () => readonly string[];
  /** Bound of name resolution, and again of the connection with its TLS handshake. Default 10 s. */
  readonly connectTimeoutMs?: number;
  /** Extra certificate authorities; verification itself cannot be switched off. */
  readonly tls?: Pick<ConnectionOptions, 'ca'>;
}

/** Refused by rule. The message is safe to show: it does not tell what a name resolved to. */
export class EgressRefused extends Error {
  override readonly name = 'EgressRefused';
  // Must not be one of undici's own codes: it reconnects for ever on UND_ERR_SOCKET and UND_ERR_INFO.
  readonly code = 'EGRESS_REFUSED';

  constructor() {
    super(ADDRESS_REFUSED.message);
  }
}

/** At most this many addresses of one name are tried, so that a long answer cannot stretch one connection. */
const MAX_ATTEMPTS = 4;

/** Builds the gate. It holds no sockets and needs no closing. */
export function createEgressGate(options: EgressGateOptions): EgressGate {
  const { allowList, connectTimeoutMs = 10_000 } = options;
  const isOwn = ownership(options.ownAddresses ?? interfaceAddresses);
  const lookup = shareInFlight(bounded(options.lookup ?? systemLookup, connectTimeoutMs));
  /** This machine by its public address is as private as by 127.0.0.1: a firewall in front of it is not in between. */
  const mayReach = (hostname: string, address: string, port: number): boolean =>
    mayDial(hostname, address, port, allowList) &&
    (!isOwn(address) || allowList.allows(hostname, address, port));

  async function admit(hostname: string, port: number): Promise<readonly string[]> {
    const host = hostFrom(hostname);
    if (host.kind === 'address') {
      if (!mayReach(hostname, host.address, port)) throw new EgressRefused();
      return [host.address];
    }
    if (isLocalhostName(host.name)) {
      // Fixed by RFC 6761, so unlike a DNS answer it may be narrowed: `127.0.0.1:8899` in the list opens localhost
      // on machines where the name also means ::1.
      const open = LOOPBACK_ADDRESSES.filter((address) => allowList.allows(host.name, address, port));
      if (open.length === 0) throw new EgressRefused();
      return open;
    }
    const addresses = await lookup(hostname);
    if (addresses.length === 0) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
    // One private answer refuses the name: a mixed answer is how rebinding looks.
    if (!addresses.every((address) => mayReach(host.name, address, port))) throw new EgressRefused();
    return alternateFamilies(addresses).slice(0, MAX_ATTEMPTS);
  }

  const check = (url: URL | string): Failure | null => {
    const target = typeof url === 'string' ? parseTarget(url) : url;
    return target === null
      ? failure('URL_UNREACHABLE', 'The URL is not valid.')
      : checkTarget(target, allowList);
  };
  const chains = createChains({
    authorities: options.tls?.ca,
    isRefused: (url) => check(url) !== null,
    connect: (target, callback) => connect(target, callback),
    timeoutMs: Math.min(5_000, connectTimeoutMs),
  });

  const dials = { admit, chains, trusts: options.tls ?? {}, timeoutMs: connectTimeoutMs };
  const connect = createConnector(dials, { allowH2: false });

  return {
    check,
    admit,
    connect,
    connectHttp2: createConnector(dials, { allowH2: true }),
    lacksIssuers: (url) => chains.known(`${url.hostname}:${portOf(url)}`) !== null,
  };
}

/** Resolver of the operating system: hosts file, search domains, order of address families as configured. */
async function systemLookup(hostname: string): Promise<readonly string[]> {
  const answers = await dnsLookup(hostname, { all: true });
  return answers.map((answer) => answer.address);
}

function interfaceAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address));
}

/** They hardly ever change, and asking takes long where there are many containers. */
const OWN_ADDRESSES_MS = 30_000;

function ownership(list: () => readonly string[]): (address: string) => boolean {
  let known: ReadonlySet<string | undefined> = new Set();
  let until = -Infinity;
  return (address) => {
    if (performance.now() >= until) {
      known = new Set(list().map((own) => parseAddress(own)?.toString()));
      until = performance.now() + OWN_ADDRESSES_MS;
    }
    const dialled = parseAddress(address)?.toString();
    return dialled !== undefined && known.has(dialled);
  };
}

/** getaddrinfo cannot be cancelled, only no longer waited for. */
function bounded(lookup: Lookup, timeoutMs: number): Lookup {
  return async (hostname) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const timedOut = (): void =>
        reject(Object.assign(new Error('name resolution timed out'), { code: 'EAI_AGAIN' }));
      timer = setTimeout(timedOut, timeoutMs);
    });
    try {
      return await Promise.race([lookup(hostname), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** A burst of connections to one host asks once; nothing is kept after the answer. */
function shareInFlight(lookup: Lookup): Lookup {
  const inFlight = new Map<string, Promise<readonly string[]>>();
  return (hostname) => {
    const running = inFlight.get(hostname);
    if (running !== undefined) return running;
    const answer = lookup(hostname).finally(() => inFlight.delete(hostname));
    inFlight.set(hostname, answer);
    return answer;
  };
}

/** The second attempt goes to the other family (RFC 8305 section 4): broken IPv6 is the usual reason for one. */
function alternateFamilies(addresses: readonly string[]): string[] {
  const isV6 = (address: string): boolean => address.includes(':');
  const first = addresses.filter((address) => isV6(address) === isV6(addresses[0]!));
  const second = addresses.filter((address) => isV6(address) !== isV6(addresses[0]!));
  return first
    .flatMap((address, at) => (second[at] === undefined ? [address] : [address, second[at]]))
    .concat(second.slice(first.length));
}
