/** Who makes the calls of the workload. */

/** `tight` is near the end of its month and then of its prepaid units, `small` has hardly any from the beginning. */
export const ACCOUNT_NAMES = ['open', 'other', 'tight', 'small'] as const;
export type AccountName = (typeof ACCOUNT_NAMES)[number];

/** More calls a minute than any run makes: what is tested is the month. */
const REQUESTS_PER_MINUTE = 100_000;

/** As POST /admin/accounts takes them. `minutes` is the length of the run: the units last for about half of it. */
export function settingsOf(name: AccountName, minutes: number): object {
  switch (name) {
    case 'open':
    case 'other':
      return { plan: 'unlimited' };
    case 'tight': {
      const units = Math.ceil(40 * minutes);
      return {
        plan: 'pro',
        monthly_quota: units,
        prepaid_balance: units,
        requests_per_minute: REQUESTS_PER_MINUTE,
      };
    }
    case 'small':
      return { plan: 'starter', monthly_quota: 25, requests_per_minute: REQUESTS_PER_MINUTE };
  }
}
