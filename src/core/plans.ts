/** The plans as data. `null` means unlimited. */

export const PLAN_NAMES = ['free', 'starter', 'pro', 'scale', 'unlimited'] as const;
export type PlanName = (typeof PLAN_NAMES)[number];

export interface PlanRule {
  readonly requestsPerMonth: number | null;
  readonly requestsPerMinute: number | null;
  readonly activeKeys: number | null;
  /** Whether prepaid units may be bought and drawn on once the month is used up. */
  readonly overage: boolean;
  readonly processImages: boolean;
}

export const PLANS: Readonly<Record<PlanName, PlanRule>> = {
  free: { requestsPerMonth: 500, requestsPerMinute: 1, activeKeys: 2, overage: false, processImages: false },
  starter: {
    requestsPerMonth: 15_000,
    requestsPerMinute: 15,
    activeKeys: 5,
    overage: false,
    processImages: false,
  },
  pro: {
    requestsPerMonth: 50_000,
    requestsPerMinute: 60,
    activeKeys: 20,
    overage: true,
    processImages: false,
  },
  scale: {
    requestsPerMonth: 500_000,
    requestsPerMinute: 360,
    activeKeys: null,
    overage: true,
    processImages: true,
  },
  unlimited: {
    requestsPerMonth: null,
    requestsPerMinute: null,
    activeKeys: null,
    overage: true,
    processImages: true,
  },
};

/** An account's own numbers override the plan's and stay through a plan change until set to null. */
export interface PlanOverrides {
  readonly monthlyQuota: number | null;
  readonly requestsPerMinute: number | null;
}

/** Units a month; null when unlimited. */
export function monthlyLimit(plan: PlanName, overrides: PlanOverrides): number | null {
  return overrides.monthlyQuota ?? PLANS[plan].requestsPerMonth;
}

/** Calls a minute; null when unlimited. */
export function minuteLimit(plan: PlanName, overrides: PlanOverrides): number | null {
  return overrides.requestsPerMinute ?? PLANS[plan].requestsPerMinute;
}
