/**
 * Which API a request speaks: decided by its host where the operator configured it (`DIALECT_HOSTS`), else by its path,
 * and on the paths that Runo and Scrpy share by the header that carries the key.
 */

import type { DialectName } from '../../core/dialect.js';

/** What of a request decides. `host` is the Host header; header values are '' when missing. */
export interface Head {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly apiKey: string;
  readonly authorization: string;
}

export interface Choice {
  readonly dialect: DialectName;
  /** Both credential headers on a shared path: whose key counts cannot be told, so the call is refused. */
  readonly ambiguous: boolean;
}

/** `hosts`: lower-case host names, or host:port, to dialects. Null when no API owns the path. */
export function chooseDialect(head: Head, hosts: ReadonlyMap<string, DialectName>): Choice | null {
  const host = head.host.toLowerCase();
  const configured = hosts.get(host) ?? hosts.get(withoutPort(host));
  const owner = ownerOf(head);
  // A host speaks one API only; what else there is (health, admin, docs) is no API of its kind.
  if (configured !== undefined) return owner === null ? null : { dialect: configured, ambiguous: false };
  if (owner !== 'shared') return owner === null ? null : { dialect: owner, ambiguous: false };
  const hasBearer = /^bearer(\s|$)/i.test(head.authorization);
  if (head.apiKey !== '' && hasBearer) return { dialect: likelier(head), ambiguous: true };
  if (head.apiKey !== '') return { dialect: 'runo', ambiguous: false };
  return { dialect: hasBearer ? 'scrpy' : likelier(head), ambiguous: false };
}

function ownerOf({ path }: Head): DialectName | 'shared' | null {
  if (/^\/api\/v1(\/|$)/.test(path)) return 'scrapethis';
  if (/^\/v1\/jobs(\/|$)/.test(path)) return 'shared';
  return /^\/v1(\/|$)/.test(path) ? 'runo' : null;
}

/** In whose words a request is refused that shows no key, or two: only Scrpy creates jobs at `/v1/jobs`. */
function likelier({ method, path }: Head): DialectName {
  return method === 'POST' && /^\/v1\/jobs\/?$/.test(path) ? 'scrpy' : 'runo';
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}
