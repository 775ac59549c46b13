/** Who owns jobs, keys and units. Times are `Date`s, units are integers. */

import type { PlanName } from './plans.js';
import type { Schema } from './schema.js';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly plan: PlanName;
  /** Explicit numbers that override the plan's; null means the plan decides. */
  readonly monthlyQuota: number | null;
  readonly requestsPerMinute: number | null;
  readonly suspended: boolean;
  readonly prepaidBalance: number;
  readonly webhookSecret: string;
  readonly createdAt: Date;
}

export interface AccountPatch {
  readonly plan?: PlanName;
  readonly monthlyQuota?: number | null;
  readonly requestsPerMinute?: number | null;
  readonly suspended?: boolean;
  readonly addPrepaid?: number;
}

/** What an account has used of its current month and minute. */
export interface Usage {
  readonly month: string;
  readonly monthUsed: number;
  /** Start of the minute window, Unix milliseconds. */
  readonly minute: number;
  readonly minuteUsed: number;
}

/** What keys of one type look like. Each API brings the forms of its own; a key of any form opens every API. */
export interface KeyForm {
  /** As the admin API names it. */
  readonly type: string;
  /** What the text of such a key begins with. */
  readonly prefix: string;
  /** Whether a schema is bound to each such key when it is issued. */
  readonly bindsSchema: boolean;
}

export interface ApiKey {
  readonly id: string;
  readonly accountId: string;
  /** Of its form. */
  readonly type: string;
  readonly prefix: string;
  readonly lastFour: string;
  /** The schema that is bound to it; null for a form that binds none. */
  readonly schema: Schema | null;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

/** Who is calling: the key, its account, and the counters as they stand. */
export interface Caller {
  readonly key: ApiKey;
  readonly account: Account;
  readonly usage: Usage;
}

export interface LedgerEntry {
  readonly id: number;
  readonly at: Date;
  readonly kind: 'reserve' | 'refund' | 'topup';
  readonly source: 'month' | 'prepaid';
  readonly units: number;
  readonly jobId: string | null;
}
