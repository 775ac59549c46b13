/** Servers that do not send all certificates that verify theirs, and what their connections are verified with instead. */

import tls, { type ConnectionOptions, type SecureContext } from 'node:tls';
import { keepRecent } from '../../core/recent.js';
import { findIssuers, type IssuersDeps } from './missing-issuers.js';

export interface Chains {
  /** Trusts who is trusted, and knows the issuers that this server lacks; null where it is not known to lack any. */
  known(server: string): SecureContext | null;
  /**
   * The same after looking for them; null when there are none. `end` is where the server is dialled. Never rejects, and
   * asks once for servers that are dialled many times at once.
   */
  complete(server: string, end: ConnectionOptions): Promise<SecureContext | null>;
}

export interface ChainsDeps extends IssuersDeps {
  /** Those of Node when left out. */
  readonly authorities: ConnectionOptions['ca'];
}

/** A context holds all authorities. */
const MAX_SERVERS = 20;
/** Servers that are asked for nothing again. */
const MAX_IN_VAIN = 500;
const KEEP_MS = 60 * 60_000;

export function createChains({ authorities, ...deps }: ChainsDeps): Chains {
  const found = new Map<string, { readonly context: SecureContext; readonly until: number }>();
  const inVain = new Map<string, number>();
  const looking = new Map<string, Promise<SecureContext | null>>();

  const look = async (server: string, end: ConnectionOptions): Promise<SecureContext | null> => {
    const issuers = await findIssuers(end, deps);
    if (issuers.length === 0) {
      keepRecent(inVain, server, Date.now() + KEEP_MS, MAX_IN_VAIN);
      return null;
    }
    const trusted = authorities ?? tls.getCACertificates('default');
    // A chain must end at one that vouches for itself, so those in between are not trusted by themselves.
    const context = tls.createSecureContext({ ca: [...[trusted].flat(), ...issuers] });
    keepRecent(found, server, { context, until: Date.now() + KEEP_MS }, MAX_SERVERS);
    return context;
  };

  return {
    known: (server) => {
      const entry = found.get(server);
      return entry !== undefined && entry.until > Date.now() ? entry.context : null;
    },
    complete: (server, end) => {
      if ((inVain.get(server) ?? 0) > Date.now()) return Promise.resolve(null);
      const running = looking.get(server) ?? look(server, end).finally(() => looking.delete(server));
      looking.set(server, running);
      return running;
    },
  };
}
