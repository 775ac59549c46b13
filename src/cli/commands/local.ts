/** Commands about this machine: signing in, completion, and what may be wrong. */

import type { Command } from 'commander';
import { EXIT } from '../exit.js';
import { examples, outputOption } from '../help.js';
import type { Setting } from '../setting.js';

export function addLocalCommands(program: Command, { terminal, end }: Setting): void {
  program
    .command('login [url]')
    .description('stores the service and a key, which is read from standard input')
    .option('--admin', 'it is the admin token')
    .addHelpText('after', examples('printenv HOLDFAST_KEY | holdfast login'))
    .action(async (url: string | undefined, options: object) => {
      const { logIn } = await import('../log-in.js');
      end(await logIn(terminal, url, options));
    });
  program
    .command('logout')
    .description('forgets what login has stored')
    .action(async () => {
      const { forgetLogin } = await import('../login.js');
      forgetLogin(terminal.env);
    });
  program
    .command('doctor')
    .description('looks at this machine and the service, and says the remedy')
    .addOption(outputOption())
    .addHelpText('after', examples('holdfast doctor -o json'))
    .action(async (options: object) => {
      const { examine } = await import('../doctor/index.js');
      end(await examine(terminal, options));
    });
  program
    .command('completion <shell>')
    .description('a script for bash, zsh or fish')
    .addHelpText('after', examples('holdfast completion bash'))
    .action(async (shell: string) => {
      const { completionScript } = await import('../completion.js');
      await terminal.out(completionScript(program, shell));
      end(EXIT.ok);
    });
}
