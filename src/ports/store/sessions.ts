/** Sessions of the console in the database. Only hashes of their ids are there. */

/** Who has signed in: with a key, by its id, or with the admin token, by its hash. */
export type SessionHolder =
  { readonly kind: 'key'; readonly keyId: string } | { readonly kind: 'admin'; readonly adminHash: string };

export interface Session {
  readonly idHash: string;
  readonly holder: SessionHolder;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface Sessions {
  /** Stores it, drops those that have expired, and the oldest of the same holder beyond `most`. */
  add(session: Session, most: number): Promise<void>;
  /** Null when it is unknown or has expired. */
  find(idHash: string, now: Date): Promise<Session | null>;
  /** No error when there is none. */
  remove(idHash: string): Promise<void>;
}
