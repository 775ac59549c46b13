/** The admin API's requests and answers. */

import { z } from 'zod';
import { isStorable } from '../../core/storable.js';
import { PLAN_NAMES } from '../../core/plans.js';
import { keyType } from './keys.js';

const MAX_UNITS = 1_000_000_000_000;
const units = z.int().min(0).max(MAX_UNITS);
const perMinute = z.int().min(1).max(1_000_000);
const name = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(200, 'must not be longer than 200 characters')
  .refine(isStorable, 'must not contain NUL or half a surrogate pair');

export const newAccountRequest = z
  .object({
    name,
    plan: z.enum(PLAN_NAMES).default('unlimited'),
    monthly_quota: units.nullable().default(null),
    requests_per_minute: perMinute.nullable().default(null),
    prepaid_balance: units.default(0),
  })
  .meta({ id: 'NewAccount' });

export const accountPatchRequest = z
  .object({
    plan: z.enum(PLAN_NAMES).optional(),
    monthly_quota: units
      .nullable()
      .optional()
      .meta({ description: 'Null gives the number back to the plan.' }),
    requests_per_minute: perMinute.nullable().optional(),
    suspended: z.boolean().optional(),
    add_prepaid: z.int().min(1).max(MAX_UNITS).optional(),
  })
  .meta({ id: 'AccountPatch' });

export const backupAnswer = z
  .object({
    folder: z.string().meta({ description: 'On the machine of the service.' }),
    parts: z.array(z.enum(['database', 'temporal'])).readonly(),
    bytes: z.int(),
    paused_ms: z.int().meta({ description: 'How long statements of the database had to wait.' }),
  })
  .meta({ id: 'Backup' });

export const accountAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    plan: z.enum(PLAN_NAMES),
    suspended: z.boolean(),
    monthly: z.object({
      limit: z.int().nullable(),
      used: z.int(),
      remaining: z.int().nullable(),
      resets_at: z.string(),
    }),
    requests_per_minute: z.int().nullable(),
    prepaid_balance: z.int(),
    webhook_secret: z.string(),
    created_at: z.string(),
  })
  .meta({ id: 'Account' });

export const accountsAnswer = z.object({ accounts: z.array(accountAnswer) }).meta({ id: 'Accounts' });

export const ledgerAnswer = z
  .object({
    entries: z.array(
      z.object({
        id: z.int(),
        at: z.string(),
        kind: z.enum(['reserve', 'refund', 'topup']),
        source: z.enum(['month', 'prepaid']),
        units: z.int().meta({ description: 'Always positive; kind tells the direction.' }),
        job_id: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Ledger' });

export const issuedKeyAnswer = z
  .object({
    id: z.string(),
    key: z.string().meta({ description: 'Shown this once.' }),
    type: keyType,
  })
  .meta({ id: 'IssuedKey' });

export const keysAnswer = z
  .object({
    keys: z.array(
      z.object({
        id: z.string(),
        type: keyType,
        prefix: z.string(),
        masked: z.string(),
        created_at: z.string(),
        revoked_at: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Keys' });

export const adminErrorAnswer = z
  .object({ error: z.object({ code: z.string(), message: z.string() }) })
  .meta({ id: 'AdminError' });
