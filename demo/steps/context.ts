/** What every step of the demo works with. */

import type { Checks } from '../checks.js';
import type { Account, BatchAnswer, Client } from '../client.js';
import type { Expected } from '../shop.js';

export interface Demo {
  /** Where the demo site is. */
  readonly site: string;
  readonly account: Account;
  readonly client: Client;
  readonly admin: Client;
  readonly checks: Checks;
  print(text: string): void;
}

/** A job that a step ran: the ledger must agree with it in the end. */
export interface RanJob {
  readonly id: string;
  readonly what: string;
}

/** Every URL has one entry, in the order of the request. Entries with data carry the values of their page. */
export function checkResults(
  { site, checks }: Demo,
  what: string,
  answer: BatchAnswer,
  pages: readonly Expected[],
): void {
  const urls = pages.map((page) => site + page.path);
  checks.equal(
    `${what}: the URLs of the results`,
    answer.results.map(({ url }) => url),
    urls,
  );
  checks.equal(`${what}: total`, answer.total, pages.length);
  checks.equal(`${what}: succeeded and failed together`, answer.succeeded + answer.failed, pages.length);
  const succeeded = answer.results.filter(({ status }) => status === 'success');
  checks.equal(`${what}: succeeded`, answer.succeeded, succeeded.length);
  for (const [at, { status, data }] of answer.results.entries()) {
    if (status === 'success') checks.equal(`${what}: data of ${urls[at]}`, data, pages[at]?.data);
  }
}
