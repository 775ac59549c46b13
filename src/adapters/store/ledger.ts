/**
 * The append-only ledger and the counters it explains. Every entry and its counter change in the caller's transaction;
 * `entry_key` is unique, so that no reason is booked twice.
 */

import { sql } from 'kysely';
import { monthOf } from '../../core/calendar.js';
import type { Split } from '../../core/ledger.js';
import type { Tx } from './connection.js';

/** Takes `split` for a job that is being accepted. `month` is the billing month it counts in. */
export async function writeReservation(
  tx: Tx,
  accountId: string,
  jobId: string,
  split: Split,
  month: string,
  now: Date,
): Promise<void> {
  await book(tx, { accountId, jobId, kind: 'reserve', purpose: 'start', split, month, now });
}

/** Gives `split` back to where it came from: the month of the reservation, and the prepaid balance. */
export async function writeRefund(
  tx: Tx,
  accountId: string,
  jobId: string,
  split: Split,
  month: string,
  now: Date,
): Promise<void> {
  await book(tx, { accountId, jobId, kind: 'refund', purpose: 'settle', split, month, now });
}

interface Booking {
  readonly accountId: string;
  readonly jobId: string;
  readonly kind: 'reserve' | 'refund';
  readonly purpose: string;
  readonly split: Split;
  readonly month: string;
  readonly now: Date;
}

async function book(tx: Tx, b: Booking): Promise<void> {
  const sign = b.kind === 'reserve' ? 1 : -1;
  if (b.split.month > 0) {
    await addEntry(tx, b, 'month', b.split.month);
    await sql`insert into account_months (account_id, month, used) values (${b.accountId}, ${b.month}, 0)
      on conflict do nothing`.execute(tx);
    await sql`update account_months set used = used + ${sign * b.split.month}::bigint
      where account_id = ${b.accountId} and month = ${b.month}`.execute(tx);
  }
  if (b.split.prepaid > 0) {
    await addEntry(tx, b, 'prepaid', b.split.prepaid);
    await sql`update accounts set prepaid_balance = prepaid_balance - ${sign * b.split.prepaid}::bigint
      where id = ${b.accountId}`.execute(tx);
  }
}

async function addEntry(tx: Tx, b: Booking, source: keyof Split, units: number): Promise<void> {
  await sql`insert into ledger_entries (account_id, at, kind, source, units, month, job_id, entry_key)
    values (${b.accountId}, ${b.now}, ${b.kind}, ${source}, ${units}, ${b.month}, ${b.jobId},
      ${`${b.jobId}:${b.kind}:${b.purpose}:${source}`})`.execute(tx);
}

/** Adds prepaid units; nothing happens for zero. */
export async function writeTopup(tx: Tx, accountId: string, units: number, now: Date): Promise<void> {
  if (units === 0) return;
  await sql`
    with entry as (
      insert into ledger_entries (account_id, at, kind, source, units, month, job_id, entry_key)
      values (${accountId}, ${now}, 'topup', 'prepaid', ${units}, ${monthOf(now)}, null,
        'topup:' || gen_random_uuid())
    )
    update accounts set prepaid_balance = prepaid_balance + ${units}::bigint where id = ${accountId}`.execute(
    tx,
  );
}
