/** Accounts and keys, for the admin API and for the demo account of the first start. */

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { CallRefused } from '../core/failure.js';
import { PLANS, type PlanName } from '../core/plans.js';
import type { Schema } from '../core/schema.js';
import type { Account, AccountPatch, ApiKey, Caller, KeyType } from '../core/account.js';
import type { Store } from '../ports/store/index.js';

export interface NewAccount {
  readonly name: string;
  readonly plan: PlanName;
  readonly monthlyQuota: number | null;
  readonly requestsPerMinute: number | null;
  readonly prepaidBalance: number;
}

export type NewKey =
  { readonly type: 'dynamic' | 'spider' } | { readonly type: 'static'; readonly schema: Schema };

/** A fresh key with its secret, which is shown once and stored only as a hash. */
export interface IssuedKey {
  readonly id: string;
  readonly key: string;
  readonly type: KeyType;
}

const PREFIXES: Readonly<Record<KeyType, string>> = {
  dynamic: 'sk_live_',
  static: 'sk_static_',
  spider: 'st_',
};

export interface AccountsDeps {
  readonly store: Store;
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

    /** A new secret; what is sent from now on is signed with it. Null when there is no such account. */
    renewWebhookSecret: (id: string): Promise<Account | null> =>
      store.accounts.setWebhookSecret(id, newWebhookSecret()),

    /** Refuses with KEY_LIMIT_REACHED when the plan's cap of live keys is reached. */
    issueKey: async (account: Account, input: NewKey): Promise<IssuedKey> => {
      const prefix = PREFIXES[input.type];
      const secret = `${prefix}${randomBytes(24).toString('hex')}`;
      const key: ApiKey = {
        id: randomUUID(),
        accountId: account.id,
        type: input.type,
        prefix,
        lastFour: secret.slice(-4),
        schema: input.type === 'static' ? input.schema : null,
        createdAt: now(),
        revokedAt: null,
      };
      const cap = PLANS[account.plan].activeKeys;
      if (!(await store.accounts.addKey(key, hashKey(secret), cap))) {
        throw new CallRefused('KEY_LIMIT_REACHED', `The ${account.plan} plan allows ${cap} active keys.`);
      }
      return { id: key.id, key: secret, type: key.type };
    },

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
