/**
 * What can be said about a URL before any name is resolved: scheme, port, and hosts that are literal addresses.
 * Names are judged later, by the addresses they resolve to.
 *
 * Credentials in a URL (`https://user:secret@host/`) are not refused and never sent: they are dropped when the URL is
 * parsed, as they would otherwise spread into results, logs and redirects.
 */

import { failure, type Failure } from '../failure.js';
import { parseUrl } from '../url.js';
import { hostOf, isLocalhostName, isPublicAddress, LOOPBACK_ADDRESSES } from './address.js';
import type { AllowList } from './allow-list.js';

/** Ports of other protocols that an HTTP request could be smuggled into: https://fetch.spec.whatwg.org/#port-blocking */
const BAD_PORTS: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** The one sentence for every refused address: it must not tell what a name resolved to. */
export const ADDRESS_REFUSED: Failure = failure(
  'URL_UNREACHABLE',
  'The address of this host is not allowed.',
);

/** Parses an absolute URL, or one relative to `base`, without credentials and fragment; null when it is not a URL. */
export function parseTarget(text: string, base?: URL): URL | null {
  const url = parseUrl(text, base?.href);
  if (url === null) return null;
  if (url.hash !== '') url.hash = '';
  if (url.username !== '') url.username = '';
  if (url.password !== '') url.password = '';
  return url;
}

/** The port that a connection for this URL goes to. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** Null when a connection may be attempted, otherwise why not. Null is no permission: the address is checked again. */
export function checkTarget(url: URL, allowList: AllowList): Failure | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return failure('URL_UNREACHABLE', 'Only http and https addresses can be fetched.');
  }
  const port = portOf(url);
  if (BAD_PORTS.has(port)) return failure('URL_UNREACHABLE', `Port ${port} is not allowed.`);

  const host = hostOf(url);
  if (host.kind === 'address')
    return mayDial(url.hostname, host.address, port, allowList) ? null : ADDRESS_REFUSED;
  if (host.name === '') return failure('URL_UNREACHABLE', 'The URL has no host.');
  if (!isLocalhostName(host.name)) return null;
  const open = LOOPBACK_ADDRESSES.some((address) => allowList.allows(host.name, address, port));
  return open ? null : ADDRESS_REFUSED;
}

/** The rule for one address: public, or opened by the operator. */
export function mayDial(hostname: string, address: string, port: number, allowList: AllowList): boolean {
  return isPublicAddress(address) || allowList.allows(hostname, address, port);
}
