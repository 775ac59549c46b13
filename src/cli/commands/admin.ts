/** Commands of the operator. */

import type { Command } from 'commander';
import { examples, outputOption } from '../help.js';
import type { Setting } from '../setting.js';
import { integer } from './pages.js';

export function addAdminCommands(program: Command, { terminal, end }: Setting): void {
  const load = () => import('../admin-actions.js');
  const accounts = program.command('accounts').description('accounts, with the admin token');
  accounts
    .command('list')
    .addOption(outputOption())
    .addHelpText('after', examples('holdfast accounts list -o csv'))
    .action(async (options: object) => end(await (await load()).listAccounts(terminal, options)));
  accounts
    .command('add <name>')
    .option('--plan <plan>', 'free, starter, pro, scale or unlimited')
    .option('--quota <units>', 'of a month', integer)
    .addOption(outputOption())
    .action(async (name: string, options: object) =>
      end(await (await load()).addAccount(terminal, name, options)),
    );
  accounts
    .command('ledger <account-id>')
    .addOption(outputOption())
    .action(async (id: string, options: object) =>
      end(await (await load()).printLedger(terminal, id, options)),
    );

  const keys = program.command('keys').description('keys of an account, with the admin token');
  keys
    .command('list <account-id>')
    .addOption(outputOption())
    .action(async (id: string, options: object) => end(await (await load()).listKeys(terminal, id, options)));
  keys
    .command('add <account-id>')
    .option('--type <type>', 'dynamic or spider', 'dynamic')
    .description('makes a key and prints it this once')
    .action(async (id: string, options: object) => end(await (await load()).addKey(terminal, id, options)));
  keys
    .command('revoke <key-id>')
    .action(async (id: string) => end(await (await load()).revokeKey(terminal, id)));

  program
    .command('topup <account-id> <units>')
    .description('adds prepaid units to an account')
    .action(async (id: string, units: string) =>
      end(await (await load()).topUp(terminal, id, integer(units))),
    );
}
