/** Accounts and keys, for the admin API and for the demo account of the first start. */

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { CallRefused } from '../core/failure.js';
import { PLANS, type PlanName } from '../core/plans.js';
import type { Schema } from '../core/schema.js';
import type { Account, AccountPatch, ApiKey, Caller, KeyForm, LedgerEntry, Usage } from '../core/account.js';
import type { Store } from '../ports/store/index.js';

export interface NewAccount {
  readonly name: string;
  readonly plan: PlanName;
  readonly monthlyQuota: number | null;
  readonly requestsPerMinute: number | null;
  readonly prepaidBalance: number;
}

/** A fresh key with its secret, which is shown once and stored only as a hash. */
export interface IssuedKey {
  readonly id: string;
  readonly key: string;
  readonly type: string;
}

export interface AccountsDeps {
  readonly store: Pick<Store, 'accounts'>;
  readonly now: () => Date;
}

export function createAccountsApp({ store, now }: AccountsDeps) {
  return {
    /** Refuses prepaid units on plans without overage (INVALID_REQUEST). */
    create: async (input: NewAccount): Promise<Account> => {
      if (input.prepaidBalance > 0) requireOverage(input.plan);
      const account: Account = {
        ...input,
        id: randomUUID(),
        suspended: false,
        webhookSecret: newWebhookSecret(),
        createdAt: now(),
      };
      await store.accounts.create(account, account.createdAt);
      return account;
    },

    /** Null when there is no such account. Refuses a top-up on plans without overage. */
    update: async (id: string, patch: AccountPatch): Promise<Account | null> => {
      const account = await store.accounts.get(id);
      if (account === null) return null;
      if ((patch.addPrepaid ?? 0) > 0) requireOverage(patch.plan ?? account.plan);
      return store.accounts.update(id, patch, now());
    },

    /** Null when there is no such account. */
    get: (id: string): Promise<Account | null> => store.accounts.get(id),

    list: (): Promise<Account[]> => store.accounts.list(),

    /** What the account has used by now. */
    usage: ({ id }: Account): Promise<Usage> => store.accounts.usage(id, now()),

    /** Oldest first. */
    ledger: ({ id }: Account): Promise<LedgerEntry[]> => store.accounts.ledger(id),

    /** Revoked ones too. */
    keys: ({ id }: Account): Promise<ApiKey[]> => store.accounts.keys(id),

    /** A new secret; what is sent from now on is signed with it. Null when there is no such account. */
    renewWebhookSecret: (id: string): Promise<Account | null> =>
      store.accounts.setWebhookSecret(id, newWebhookSecret()),

    /**
     * `schema` is bound to the key; null for a form that binds none. Refuses with KEY_LIMIT_REACHED when the plan's cap of
     * live keys is reached.
     */
    issueKey: async (
      account: Account,
      { type, prefix }: KeyForm,
      schema: Schema | null = null,
    ): Promise<IssuedKey> => {
      const secret = `${prefix}${randomBytes(24).toString('hex')}`;
      const key: ApiKey = {
        id: randomUUID(),
        accountId: account.id,
        type,
        prefix,
        lastFour: secret.slice(-4),
        schema,
        createdAt: now(),
        revokedAt: null,
      };
      const cap = PLANS[account.plan].activeKeys;
      if (!(await store.accounts.addKey(key, hashKey(secret), cap))) {
        throw new CallRefused('KEY_LIMIT_REACHED', `The ${account.plan} plan allows ${cap} active keys.`);
      }
      return { id: key.id, key: secret, type: key.type };
    },

    /** False when there is no such live key. */
    revokeKey: (id: string): Promise<boolean> => store.accounts.revokeKey(id, now()),

    /** Whose live key this is; null for a missing, unknown or revoked one. */
    authenticate: (secret: string): Promise<Caller | null> =>
      store.accounts.authenticate(hashKey(secret), now()),
  };
}

/** In the form of Standard Webhooks. */
function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

export type AccountsApp = ReturnType<typeof createAccountsApp>;

/** Keys are 192 random bits, so a plain SHA-256 is enough: there is nothing to guess. */
function hashKey(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function requireOverage(plan: PlanName): void {
  if (!PLANS[plan].overage) {
    throw new CallRefused(
      'INVALID_REQUEST',
      `The ${plan} plan has no prepaid units (pro, scale and unlimited do).`,
    );
  }
}
