/**
 * Which API a request speaks: decided by its host where the operator configured it (`DIALECT_HOSTS`), else by what each API
 * claims, and where several claim the same call by the header that carries the key.
 */

import type { DialectName } from '../../core/dialect.js';
import type { Head } from './dialect.js';
import { DIALECTS } from './index.js';

export interface Choice {
  readonly dialect: DialectName;
  /** Keys of several APIs on a call that they share: whose key counts cannot be told, so the call is refused. */
  readonly ambiguous: readonly DialectName[] | null;
}

/** `hosts`: lower-case host names, or host:port, to dialects. Null when no API claims the call. */
export function chooseDialect(head: Head, hosts: ReadonlyMap<string, DialectName>): Choice | null {
  const claiming = Object.values(DIALECTS).filter((dialect) => dialect.claims(head) !== 'none');
  const [first] = claiming;
  // A host speaks one API only; what else there is (health, admin, docs) is no API of its kind.
  if (first === undefined) return null;
  const host = head.host.toLowerCase();
  const configured = hosts.get(host) ?? hosts.get(withoutPort(host));
  if (configured !== undefined) return { dialect: configured, ambiguous: null };
  if (claiming.length === 1) return { dialect: first.name, ambiguous: null };

  const likely = claiming.find((dialect) => dialect.claims(head) === 'likely') ?? first;
  const [shown, ...others] = claiming.filter(({ credential }) => credential.isShown(head));
  if (shown === undefined) return { dialect: likely.name, ambiguous: null };
  if (others.length === 0) return { dialect: shown.name, ambiguous: null };
  return { dialect: likely.name, ambiguous: [shown, ...others].map(({ name }) => name) };
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}
