/** Whatever happens at once, in whatever order: the counters are what the ledger says, and nothing goes below zero. */

import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Job } from '../../src/core/job.js';
import type { Store } from '../../src/ports/store/index.js';
import { batchSpec } from '../support/specs.js';
import { newAccount, newJob, outcome } from './fixtures.js';

const MONTHS = [new Date('2031-01-31T23:59:30Z'), new Date('2031-02-01T00:00:30Z')] as const;
const ACCOUNTS = 3;
const QUOTA = 15;

type Step =
  | { do: 'submit'; account: number; pages: number; extract: boolean; key: number | null; month: number }
  | { do: 'commit'; job: number; pages: number[]; charge: number }
  | { do: 'settle'; job: number; month: number }
  | { do: 'cancel'; job: number }
  | { do: 'topup'; account: number; units: number };

const account = fc.nat(ACCOUNTS - 1);
const job = fc.nat(11);
const month = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('submit' as const),
    account,
    pages: fc.integer({ min: 1, max: 6 }),
    extract: fc.boolean(),
    key: fc.option(fc.nat(1)),
    month,
  }),
  fc.record({
    do: fc.constant('commit' as const),
    job,
    pages: fc.uniqueArray(fc.nat(5), { minLength: 1 }),
    charge: fc.nat(1),
  }),
  fc.record({ do: fc.constant('settle' as const), job, month }),
  fc.record({ do: fc.constant('cancel' as const), job }),
  fc.record({ do: fc.constant('topup' as const), account, units: fc.integer({ min: 1, max: 9 }) }),
);

/** What one run knows of the jobs that were accepted. */
interface Accepted {
  readonly id: string;
  readonly account: number;
  readonly month: number;
}

class Run {
  readonly accepted: Accepted[] = [];
  readonly store: Store;
  readonly ids: readonly string[];

  constructor(store: Store, ids: readonly string[]) {
    this.store = store;
    this.ids = ids;
  }

  async take(step: Step): Promise<void> {
    const { jobs, pages, accounts } = this.store;
    const id = 'job' in step ? this.accepted[step.job]?.id : undefined;
    switch (step.do) {
      case 'submit': {
        const idempotency = step.key === null ? null : { key: `k${step.key}`, requestHash: 'h' };
        const kind = step.extract ? 'extract' : 'batch';
        const given = newJob(this.ids[step.account] as string, step.extract ? 1 : step.pages, {
          spec: batchSpec({ kind }),
          idempotency,
        });
        const { kind: what } = await jobs.submit(given, MONTHS[step.month] as Date);
        if (what === 'accepted')
          this.accepted.push({ id: given.id, account: step.account, month: step.month });
        return;
      }
      case 'commit':
        if (id !== undefined)
          await pages.commit(
            step.pages.map((no) => outcome(id, no, step.charge)),
            MONTHS[0],
          );
        return;
      case 'settle':
        if (id !== undefined) await jobs.settle(id, 'completed', null, MONTHS[step.month] as Date, MONTHS[1]);
        return;
      case 'cancel':
        if (id !== undefined) await jobs.requestCancel(id);
        return;
      case 'topup':
        await accounts.update(this.ids[step.account] as string, { addPrepaid: step.units }, MONTHS[0]);
    }
  }

  async check(): Promise<void> {
    for (const [index, id] of this.ids.entries()) {
      const ledger = await this.store.accounts.ledger(id);
      const sum = (
        kind: string,
        source: string,
        of: (jobId: string | null) => boolean = () => true,
      ): number =>
        ledger
          .filter((entry) => entry.kind === kind && entry.source === source && of(entry.jobId))
          .reduce((total, entry) => total + entry.units, 0);
      const mine = this.accepted.filter((each) => each.account === index);

      for (const [number, at] of MONTHS.entries()) {
        const jobs = new Set(mine.filter((each) => each.month === number).map((each) => each.id));
        const inMonth = (jobId: string | null): boolean => jobs.has(jobId ?? '');
        const { monthUsed } = await this.store.accounts.usage(id, at);
        assert.equal(monthUsed, sum('reserve', 'month', inMonth) - sum('refund', 'month', inMonth));
        assert.ok(monthUsed >= 0 && monthUsed <= QUOTA, `${monthUsed} units of ${QUOTA}`);
      }
      const prepaid = (await this.store.accounts.get(id))?.prepaidBalance ?? NaN;
      assert.equal(prepaid, sum('topup', 'prepaid') + sum('refund', 'prepaid') - sum('reserve', 'prepaid'));
      assert.ok(prepaid >= 0);

      for (const { id: jobId } of mine) {
        const stored = (await this.store.jobs.get(jobId)) as Job;
        const ofJob = (other: string | null): boolean => other === jobId;
        const reserved = sum('reserve', 'month', ofJob) + sum('reserve', 'prepaid', ofJob);
        const refunded = sum('refund', 'month', ofJob) + sum('refund', 'prepaid', ofJob);
        assert.equal(reserved, stored.total);
        if (stored.finishedAt === null) assert.equal(refunded, 0);
        else assert.equal(reserved - refunded, stored.charged);
        assert.ok(ledger.filter((entry) => entry.jobId === jobId).length <= 4);
      }
    }
  }
}

/** `store` is called when the tests run. */
export function describeMoney(store: () => Store): void {
  it('keeps counters and ledger in step under random calls at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { maxLength: 8 }),
        async (rounds) => {
          const settings = { monthlyQuota: QUOTA, prepaidBalance: 5 };
          const accounts = [];
          for (let n = 0; n < ACCOUNTS; n++) accounts.push(await newAccount(store(), settings));
          const run = new Run(
            store(),
            accounts.map(({ id }) => id),
          );
          for (const round of rounds) {
            await Promise.all(round.map((each) => run.take(each)));
            await run.check();
          }
          // Every job ends in the end; then no unit is held that was not charged.
          for (let n = 0; n < run.accepted.length; n++) await run.take({ do: 'settle', job: n, month: 1 });
          await run.check();
        },
      ),
      { numRuns: 25 },
    );
  });
}
