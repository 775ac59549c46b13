/**
 * The operator's list of private hosts that may be reached nevertheless (`ALLOW_PRIVATE_NETWORKS`). It opens
 * addresses, never schemes or ports that are blocked for everybody.
 */

import ipaddr from 'ipaddr.js';
import { parseUrl } from '../url.js';
import { hostFrom, parseAddress, type Address } from './address.js';

export interface AllowList {
  /**
   * Whether some entry admits dialling `address` for a URL whose host is `hostname`. A name entry matches the host of
   * the URL, an address or CIDR entry the address dialled; an entry without a port admits every port.
   */
  allows(hostname: string, address: string, port: number): boolean;
  /** Whether an entry names this host or literal address itself: the operator knows it, so a webhook may be plain http. */
  names(hostname: string, port: number): boolean;
}

type Entry =
  | { readonly kind: 'name'; readonly name: string; readonly port: number | null }
  | { readonly kind: 'range'; readonly range: [Address, number]; readonly port: number | null };

/** Host part in brackets or without colons, then perhaps a port. */
const HOST_AND_PORT = /^(?:\[(?<inner>[^\]]+)\]|(?<plain>[^:[\]]+))(?::(?<port>\d{1,5}))?$/;
const NAME = /^(?!-)[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.?$/u;

/**
 * Parses a comma list of `host`, `host:port`, `IP`, `IP:port`, `[v6]:port`, `CIDR`, `CIDR:port` and `[v6 CIDR]:port`.
 * Blank entries are skipped; an empty list admits nothing. Throws an Error that names the first bad entry.
 */
export function parseAllowList(text: string): AllowList {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry);
  return {
    allows(hostname, address, port) {
      const host = hostFrom(hostname);
      const dialled = parseAddress(address);
      return entries.some(
        (entry) =>
          portMatches(entry, port) &&
          (entry.kind === 'name'
            ? host.kind === 'name' && host.name === entry.name
            : dialled !== null && inRange(dialled, entry.range)),
      );
    },
    names(hostname, port) {
      const host = hostFrom(hostname);
      const literal = host.kind === 'address' ? parseAddress(host.address) : null;
      return entries.some(
        (entry) =>
          portMatches(entry, port) &&
          (entry.kind === 'name'
            ? host.kind === 'name' && host.name === entry.name
            : literal !== null && inRange(literal, entry.range)),
      );
    },
  };
}

function parseEntry(text: string): Entry {
  // A bare IPv6 address or CIDR has colons of its own, so it cannot carry a port without brackets.
  const bare = parseRange(text);
  if (bare !== null) return { kind: 'range', range: bare, port: null };

  const groups = HOST_AND_PORT.exec(text)?.groups;
  if (groups === undefined) throw badEntry(text);
  const port = groups['port'] === undefined ? null : Number(groups['port']);
  if (port !== null && (port < 1 || port > 65_535)) throw badEntry(text, 'the port must be 1 to 65535');
  const inner = groups['inner'];
  const host = inner ?? groups['plain'] ?? '';

  const range = parseRange(host);
  if (range !== null) return { kind: 'range', range, port };
  if (inner !== undefined || !NAME.test(host)) throw badEntry(text);
  // Read as WHATWG URL reads it, so that the entry and the URL's host end in the same text (IDN, `127.1`).
  const url = parseUrl(`http://${host}/`);
  const parsed = url === null ? null : hostFrom(url.hostname);
  if (parsed === null || (parsed.kind === 'name' && parsed.name === '')) throw badEntry(text);
  if (parsed.kind === 'name') return { kind: 'name', name: parsed.name, port };
  return { kind: 'range', range: wholeAddress(parseAddress(parsed.address)!), port };
}

/** An address as a range of one, or a CIDR; null when `text` is neither. */
function parseRange(text: string): [Address, number] | null {
  const address = parseAddress(text);
  if (address !== null) return wholeAddress(address);
  const slash = text.indexOf('/');
  const base = slash === -1 ? null : parseAddress(text.slice(0, slash));
  if (base === null) return null;
  const bits = text.slice(slash + 1);
  const limit = base.kind() === 'ipv4' ? 32 : 128;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= limit ? [base, Number(bits)] : null;
}

function wholeAddress(address: Address): [Address, number] {
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function inRange(address: Address, [base, bits]: [Address, number]): boolean {
  if (address.kind() !== base.kind()) return false;
  return address instanceof ipaddr.IPv4 ? address.match(base, bits) : address.match(base, bits);
}

function portMatches(entry: Entry, port: number): boolean {
  return entry.port === null || entry.port === port;
}

function badEntry(
  text: string,
  why = 'expected a host, an IP address or a CIDR, each perhaps with :port',
): Error {
  return new Error(`has an entry that is not valid, "${text}": ${why}`);
}

/** Admits what either list admits. */
export function anyOf(one: AllowList, other: AllowList): AllowList {
  return {
    allows: (hostname, address, port) =>
      one.allows(hostname, address, port) || other.allows(hostname, address, port),
    names: (hostname, port) => one.names(hostname, port) || other.names(hostname, port),
  };
}
