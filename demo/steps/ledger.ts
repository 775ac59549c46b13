/** The credit ledger: what each job reserved, what came back, and whether the account's numbers agree. */

import type { Account, JobAnswer, LedgerEntry } from '../client.js';
import { renderTable } from '../table.js';
import type { Demo, RanJob } from './context.js';

export async function checkLedger(demo: Demo, jobs: readonly RanJob[]): Promise<void> {
  const { account, admin, client, checks, print } = demo;
  const { entries } = await admin.call<{ entries: LedgerEntry[] }>(
    'GET',
    `/admin/accounts/${account.id}/ledger`,
  );
  const after = await admin.call<Account>('GET', `/admin/accounts/${account.id}`);
  const names = new Map(jobs.map(({ id, what }) => [id, what]));
  const rows = entries.map(({ kind, source, units, job_id: id }) => [
    id === null ? null : (names.get(id) ?? id),
    kind,
    source,
    units,
  ]);
  print(
    `\nLedger: GET /admin/accounts/{id}/ledger\n\n${renderTable(['job', 'entry', 'from', 'units'], rows)}`,
  );
  print(
    `\n  Left: ${after.monthly.remaining} of ${after.monthly.limit} units this month, ${after.prepaid_balance} of ${account.prepaid_balance} prepaid.\n`,
  );

  const sum = (wanted: Partial<LedgerEntry>): number =>
    entries
      .filter((entry) =>
        Object.entries(wanted).every(([key, value]) => entry[key as keyof LedgerEntry] === value),
      )
      .reduce((units, entry) => units + entry.units, 0);

  let charged = 0;
  for (const { id, what } of jobs) {
    const { units } = await client.call<JobAnswer>('GET', `/v1/jobs/${id}?limit=1`);
    const [reserved, refunded] = [sum({ kind: 'reserve', job_id: id }), sum({ kind: 'refund', job_id: id })];
    checks.equal(`ledger: reserved for ${what}`, reserved, units.reserved);
    checks.equal(`ledger: reserved for ${what}, less what came back`, reserved - refunded, units.charged);
    charged += units.charged;
  }
  checks.equal(
    'ledger: jobs in it',
    new Set(entries.flatMap(({ job_id: id }) => id ?? [])).size,
    jobs.length,
  );

  const spent = (source: LedgerEntry['source']): number =>
    sum({ kind: 'reserve', source }) - sum({ kind: 'refund', source });
  checks.equal('ledger: spent in all', spent('month') + spent('prepaid'), charged);
  checks.equal('account: units used this month', after.monthly.used, spent('month'));
  checks.equal(
    'account: prepaid units left',
    after.prepaid_balance,
    account.prepaid_balance - spent('prepaid'),
  );
  // Refunds go to prepaid units first, so the month pays for what ran as far as it reaches.
  checks.equal(
    'account: the month pays first',
    spent('month'),
    Math.min(charged, after.monthly.limit ?? charged),
  );
}
