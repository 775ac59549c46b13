/** What the operator does about accounts and their keys. */

import { must, type Account } from '../../packages/client/src/index.js';
import { connectAsAdmin } from './connect.js';
import { EXIT, type ExitCode } from './exit.js';
import { printEntries, printOne, type Entry, type Format } from './output/format.js';
import type { Terminal } from './terminal.js';

interface Output {
  readonly output?: Format;
}

function accountEntry(account: Account): Entry {
  const { id, name, plan, suspended, monthly, prepaid_balance: prepaid } = account;
  return {
    value: account,
    cells: { id, name, plan, suspended, used: monthly.used, limit: monthly.limit, prepaid },
  };
}

export async function listAccounts(terminal: Terminal, { output }: Output): Promise<ExitCode> {
  const { accounts } = await must(connectAsAdmin(terminal).admin.GET('/admin/accounts'));
  await printEntries(terminal, output, accounts.map(accountEntry));
  return EXIT.ok;
}

export async function addAccount(
  terminal: Terminal,
  name: string,
  { plan, quota, output }: Output & { readonly plan?: string; readonly quota?: number },
): Promise<ExitCode> {
  const given = {
    ...(plan === undefined ? {} : { plan }),
    ...(quota === undefined ? {} : { monthly_quota: quota }),
  };
  // The service looks at the plan.
  const body = { name, ...given } as never;
  const account = await must(connectAsAdmin(terminal).admin.POST('/admin/accounts', { body }));
  await printOne(terminal, output, accountEntry(account));
  return EXIT.ok;
}

export async function printLedger(terminal: Terminal, id: string, { output }: Output): Promise<ExitCode> {
  const params = { path: { id } };
  const { entries } = await must(
    connectAsAdmin(terminal).admin.GET('/admin/accounts/{id}/ledger', { params }),
  );
  await printEntries(
    terminal,
    output,
    entries.map((entry) => ({ value: entry, cells: entry })),
  );
  return EXIT.ok;
}

export async function listKeys(terminal: Terminal, id: string, { output }: Output): Promise<ExitCode> {
  const params = { path: { id } };
  const { keys } = await must(connectAsAdmin(terminal).admin.GET('/admin/accounts/{id}/keys', { params }));
  await printEntries(
    terminal,
    output,
    keys.map((key) => ({ value: key, cells: key })),
  );
  return EXIT.ok;
}

/** The key alone on standard output, so that a script can take it. */
export async function addKey(
  terminal: Terminal,
  id: string,
  { type = 'dynamic' }: { readonly type?: string },
): Promise<ExitCode> {
  const body = { type } as never;
  const params = { path: { id } };
  const made = await must(connectAsAdmin(terminal).admin.POST('/admin/accounts/{id}/keys', { params, body }));
  await terminal.out(`${made.key}\n`);
  terminal.note(`Shown this once. To revoke it: holdfast keys revoke ${made.id}\n`);
  return EXIT.ok;
}

export async function revokeKey(terminal: Terminal, id: string): Promise<ExitCode> {
  await must(connectAsAdmin(terminal).admin.DELETE('/admin/keys/{id}', { params: { path: { id } } }));
  return EXIT.ok;
}

export async function topUp(terminal: Terminal, id: string, units: number): Promise<ExitCode> {
  const params = { path: { id } };
  const body = { add_prepaid: units };
  const account = await must(connectAsAdmin(terminal).admin.PATCH('/admin/accounts/{id}', { params, body }));
  terminal.note(`${account.name} has ${account.prepaid_balance} prepaid units.\n`);
  return EXIT.ok;
}
