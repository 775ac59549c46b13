/**
 * Which IP addresses are the public internet. The rule is an allow rule: whatever is not plainly global unicast is
 * not public, so a range that nobody thought of is refused rather than reached. Ranges come from ipaddr.js (IANA
 * special-purpose registries); this file only unwraps addresses that carry another one inside.
 */

import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** The host of a URL: an address in canonical text, or a lower-case name without trailing dots. */
export type Host =
  { readonly kind: 'address'; readonly address: string } | { readonly kind: 'name'; readonly name: string };

/** Public by number, but answered by the hypervisor of every Azure machine: a metadata service in all but name. */
const AZURE_WIRE_SERVER = '168.63.129.16';

const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');
const NAT64_WELL_KNOWN = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/**
 * Reads dotted IPv4 or textual IPv6, without brackets. Short, octal and hex IPv4 forms are not read: WHATWG URL has
 * normalised them before anything arrives here. Zone ids are refused. IPv4-mapped IPv6 comes back as IPv4, because
 * that is what the kernel dials.
 */
export function parseAddress(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  // Through URL, which gives one spelling to all: ipaddr.js reads `::8.8.8.8` as IPv4-mapped, which it is not.
  if (!text.includes(':') || !URL.canParse(`http://[${text}]/`)) return null;
  const address = ipaddr.IPv6.parse(new URL(`http://[${text}]/`).hostname.slice(1, -1));
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** Whether `text` is an address that anybody on the internet could be reached at. False for what is no address. */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text);
  return address !== null && isPublic(address);
}

function isPublic(address: Address): boolean {
  if (isV4(address)) return address.range() === 'unicast' && address.toString() !== AZURE_WIRE_SERVER;
  // A network with DNS64 answers every IPv4-only site inside this prefix, so the inner address decides.
  if (address.match(NAT64_WELL_KNOWN)) return isPublic(innerV4(address));
  // 2000::/3 leaves out IPv4-compatible (::/96), IPv4-translated, local NAT64 (64:ff9b:1::/48) and unassigned space;
  // within it 6to4 and Teredo are ranges of their own, hence not unicast: no site lives behind those tunnels.
  if (!address.match(GLOBAL_UNICAST_V6) || address.range() !== 'unicast') return false;
  return !isIsatap(address) || isPublic(innerV4(address));
}

function isV4(address: Address): address is ipaddr.IPv4 {
  return address.kind() === 'ipv4';
}

/** RFC 5214 section 6.1: interface id 0000:5efe or 0200:5efe, then the IPv4 address the tunnel leads to. */
function isIsatap(address: ipaddr.IPv6): boolean {
  return ((address.parts[4] ?? 0) & 0xfdff) === 0 && address.parts[5] === 0x5efe;
}

function innerV4(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}

/** The host of a URL that WHATWG URL has parsed, so every spelling of one address has become the same text. */
export function hostOf(url: URL): Host {
  return hostFrom(url.hostname);
}

/** As `hostOf`, for a host name alone, with or without the brackets of IPv6. */
export function hostFrom(hostname: string): Host {
  const bare = hostname.startsWith('[') && hostname.endsWith(']') ? hostname.slice(1, -1) : hostname;
  const name = bare.toLowerCase().replace(/\.+$/, '');
  const address = parseAddress(name);
  return address === null ? { kind: 'name', name } : { kind: 'address', address: address.toString() };
}

/** Names that RFC 6761 section 6.3 reserves for this machine, whatever a DNS server answers. */
export function isLocalhostName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost');
}

/** What a localhost name means here; no resolver is asked. */
export const LOOPBACK_ADDRESSES: readonly string[] = ['127.0.0.1', '::1'];
