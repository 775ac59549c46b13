/** The counters that every answer of Runo and of Scrpy carries. */

import { minuteEnd } from '../core/calendar.js';
import { minuteLimit, monthlyLimit } from '../core/plans.js';
import type { Account, Usage } from '../core/account.js';

/**
 * An unlimited account gets the word `unlimited`: a missing header would read as zero in clients that convert it, and
 * back off for nothing.
 */
const UNLIMITED = 'unlimited';

export function usageHeaders(account: Account, usage: Usage): Record<string, string> {
  const perMinute = minuteLimit(account.plan, account);
  const perMonth = monthlyLimit(account.plan, account);
  return {
    'X-RateLimit-Limit': String(perMinute ?? UNLIMITED),
    'X-RateLimit-Remaining': left(perMinute, usage.minuteUsed),
    'X-RateLimit-Reset': String(minuteEnd(usage.minute).getTime() / 1000),
    'X-Monthly-Usage-Limit': String(perMonth ?? UNLIMITED),
    'X-Monthly-Usage-Remaining': left(perMonth, usage.monthUsed),
  };
}

function left(limit: number | null, used: number): string {
  return limit === null ? UNLIMITED : String(Math.max(0, limit - used));
}
