/** Every unit has one reason: what an account has used is what its entries add up to, and what its jobs cost. */

import { failureRule, FAILURES, type FailureCode } from '../../../src/core/failure.js';
import { violation, type AccountView, type JobView, type LedgerLine, type Rule } from '../evidence.js';
import { NOT_RUN } from '../expected.js';

export const money: Rule = ({ accounts, jobs }) =>
  accounts.flatMap((account) => [
    ...balance(account).map((text) => violation('money', null, `the account ${account.name}: ${text}`)),
    ...jobs
      .filter((job) => job.account === account.name && job.end !== 'open')
      .flatMap((job) => paid(job, account.ledger).map((text) => violation('money', job, text))),
  ]);

function balance({ limit, used, prepaid, ledger }: AccountView): string[] {
  const month = sum(ledger, 'month', 'reserve') - sum(ledger, 'month', 'refund');
  const left =
    sum(ledger, 'prepaid', 'topup') + sum(ledger, 'prepaid', 'refund') - sum(ledger, 'prepaid', 'reserve');
  return [
    ...(month === used ? [] : [`${used} units of the month are used, and its entries say ${month}`]),
    ...(left === prepaid ? [] : [`${prepaid} prepaid units are left, and its entries say ${left}`]),
    ...(limit !== null && used > limit
      ? [`${used} units of the month are used, and there are ${limit}`]
      : []),
    ...(prepaid < 0 ? [`${prepaid} prepaid units are left`] : []),
  ];
}

function paid(job: JobView, ledger: readonly LedgerLine[]): string[] {
  const own = ledger.filter(({ jobId }) => jobId === job.id);
  const reserved = sum(own, null, 'reserve');
  const kept = reserved - sum(own, null, 'refund');
  // A spider that reached its limit has answers that were under way by then; those are free.
  const [least, most] = priceOf(job).map((units) =>
    job.kind === 'spider' ? Math.min(units, reserved) : units,
  ) as [number, number];
  const doubled = own.filter((line, at) => own.findIndex((other) => isSameEntry(line, other)) !== at);
  return [
    ...(doubled.length > 0 ? [`the job has ${doubled[0]?.kind} from ${doubled[0]?.source} twice`] : []),
    ...(kept < least || kept > most
      ? [
          `the job has paid ${kept} units, and its outcomes cost ${least === most ? least : `${least} to ${most}`}`,
        ]
      : []),
    ...(job.charged !== null && job.charged !== kept
      ? [`the job says that it was charged ${job.charged} units, and its entries say ${kept}`]
      : []),
  ];
}

function isSameEntry(one: LedgerLine, other: LedgerLine): boolean {
  return one.kind === other.kind && one.source === other.source;
}

/** The least and the most that the job's outcomes cost. */
function priceOf(job: JobView): [number, number] {
  switch (job.kind) {
    // It is one unit, which is taken by asking for it, unless the fault is ours.
    case 'extract': {
      const code = job.results[0]?.code ?? null;
      const units = code === null || NOT_RUN.has(code) || isCharged(code) ? 1 : 0;
      return [units, units];
    }
    case 'batch':
    case 'crawl': {
      const units = job.results.filter(({ code }) => code === null || isCharged(code)).length;
      return [units, units];
    }
    case 'selectors': {
      const units = job.results.filter(({ code }) => code === null).length;
      return [units, units];
    }
    // Pages that failed without an answer are free, and the job does not say which they are.
    case 'spider':
      return [job.succeeded, job.succeeded + job.failed];
  }
}

function isCharged(code: string): boolean {
  return code in FAILURES && failureRule(code as FailureCode).charged === true;
}

/** `source` null: of both. */
function sum(
  ledger: readonly LedgerLine[],
  source: LedgerLine['source'] | null,
  kind: LedgerLine['kind'],
): number {
  return ledger
    .filter((line) => line.kind === kind && (source === null || line.source === source))
    .reduce((units, line) => units + line.units, 0);
}
