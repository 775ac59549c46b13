/** Accounts, their keys, counters and ledger in the database. */

import type { Account, AccountPatch, ApiKey, Caller, LedgerEntry, Usage } from '../../core/account.js';

export interface Accounts {
  create(account: Account, now: Date): Promise<void>;
  get(id: string): Promise<Account | null>;
  list(): Promise<Account[]>;
  count(): Promise<number>;
  /** Applies the patch and writes a top-up entry when `addPrepaid` is given. Null when there is no such account. */
  update(id: string, patch: AccountPatch, now: Date): Promise<Account | null>;
  /** Null when there is no such account. */
  setWebhookSecret(id: string, secret: string): Promise<Account | null>;
  usage(id: string, now: Date): Promise<Usage>;
  ledger(id: string): Promise<LedgerEntry[]>;
  /** False when the account has `cap` live keys already. */
  addKey(key: ApiKey, keyHash: string, cap: number | null): Promise<boolean>;
  keys(accountId: string): Promise<ApiKey[]>;
  /** False when there is no such live key. */
  revokeKey(id: string, now: Date): Promise<boolean>;
  /** The live key with this hash, its account and counters; null for unknown and revoked keys alike. */
  authenticate(keyHash: string, now: Date): Promise<Caller | null>;
  /** The same by the id of the key, for who has shown it before. */
  holder(keyId: string, now: Date): Promise<Caller | null>;
}
