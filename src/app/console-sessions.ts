/** Signing in to the console, and who a session stands for. */

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Caller } from '../core/account.js';
import type { Session } from '../ports/store/sessions.js';
import type { Store } from '../ports/store/index.js';

const SESSION_MS = 12 * 60 * 60_000;
const MAX_PER_HOLDER = 20;
/** The link that a start prints. */
const LINK_MS = 60 * 60_000;

/** Who is signed in. */
export type SignedIn =
  | { readonly kind: 'key'; readonly caller: Caller; readonly expiresAt: Date }
  | { readonly kind: 'admin'; readonly expiresAt: Date };

export interface NewSession {
  /** The secret that goes into the cookie. It is stored as a hash only. */
  readonly secret: string;
  readonly signedIn: SignedIn;
}

export interface ConsoleSessions {
  /** Null for an unknown or revoked key. */
  signInWithKey(key: string): Promise<NewSession | null>;
  /** With the admin token, or once with the token of a link; null when it is neither. */
  signInAsAdmin(token: string): Promise<NewSession | null>;
  /** Null for an unknown or ended session: its time is over, its key was revoked, or the admin token has changed. */
  find(secret: string): Promise<SignedIn | null>;
  signOut(secret: string): Promise<void>;
  /** The token of a sign-in link, which works once and within the hour, in this process. It replaces the one before. */
  newLinkToken(): string;
}

export interface ConsoleSessionsDeps {
  readonly store: Pick<Store, 'accounts' | 'sessions'>;
  readonly authenticate: (secret: string) => Promise<Caller | null>;
  readonly adminToken: string;
  readonly now: () => Date;
}

export function createConsoleSessions(deps: ConsoleSessionsDeps): ConsoleSessions {
  const { store, now } = deps;
  const adminHash = hashOf(deps.adminToken);
  let link: { readonly hash: string; readonly until: number } | null = null;

  const open = async (holder: Session['holder'], expiresAt: Date): Promise<string> => {
    const secret = randomBytes(32).toString('base64url');
    const session = { idHash: hashOf(secret), holder, createdAt: now(), expiresAt };
    await store.sessions.add(session, MAX_PER_HOLDER);
    return secret;
  };
  const end = (): Date => new Date(now().getTime() + SESSION_MS);
  const takesLink = (token: string): boolean => {
    const fits = link !== null && link.until > now().getTime() && isSame(hashOf(token), link.hash);
    if (fits) link = null;
    return fits;
  };

  return {
    signInWithKey: async (key) => {
      const caller = await deps.authenticate(key);
      if (caller === null) return null;
      const expiresAt = end();
      const secret = await open({ kind: 'key', keyId: caller.key.id }, expiresAt);
      return { secret, signedIn: { kind: 'key', caller, expiresAt } };
    },

    signInAsAdmin: async (token) => {
      if (!isSame(hashOf(token), adminHash) && !takesLink(token)) return null;
      const expiresAt = end();
      const secret = await open({ kind: 'admin', adminHash }, expiresAt);
      return { secret, signedIn: { kind: 'admin', expiresAt } };
    },

    find: async (secret) => {
      const session = await store.sessions.find(hashOf(secret), now());
      if (session === null) return null;
      const { holder, expiresAt } = session;
      if (holder.kind === 'admin')
        return isSame(holder.adminHash, adminHash) ? { kind: 'admin', expiresAt } : null;
      const caller = await store.accounts.holder(holder.keyId, now());
      return caller === null ? null : { kind: 'key', caller, expiresAt };
    },

    signOut: (secret) => store.sessions.remove(hashOf(secret)),

    newLinkToken: () => {
      const token = randomBytes(32).toString('base64url');
      link = { hash: hashOf(token), until: now().getTime() + LINK_MS };
      return token;
    },
  };
}

/** What is hashed was drawn at random, so a fast hash is enough: there is nothing to guess. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
