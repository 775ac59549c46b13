/** Commands about spiders and their schedules. */

import type { Command } from 'commander';
import { examples, outputOption } from '../help.js';
import type { Setting } from '../setting.js';

export function addSpiderCommands(program: Command, { terminal, end }: Setting): void {
  const load = () => import('../spider-actions.js');
  const spiders = program.command('spiders').description('spiders and their jobs');
  spiders
    .command('list')
    .option('--name <part>', 'of the name')
    .addOption(outputOption())
    .addHelpText('after', examples('holdfast spiders list'))
    .action(async (options: object) => end(await (await load()).listSpiders(terminal, options)));
  spiders
    .command('add <name> <path>')
    .description('registers the file of a spider, as a path in the folder of spiders')
    .addOption(outputOption())
    .action(async (name: string, path: string, options: object) =>
      end(await (await load()).addSpider(terminal, name, path, options)),
    );
  spiders
    .command('run <name>')
    .description('starts a spider, waits for it and prints its items')
    .option(
      '-a, --argument <name=value>',
      'for the spider; again for more',
      (value, all: string[]) => [...all, value],
      [],
    )
    .option('--detach', 'prints the id of the job and does not wait')
    .option('-q, --quiet', 'no progress')
    .addOption(outputOption())
    .action(async (name: string, options: object) =>
      end(await (await load()).runSpider(terminal, name, options)),
    );
  spiders
    .command('remove <id>')
    .action(async (id: string) => end(await (await load()).removeSpider(terminal, id)));

  const schedules = program.command('schedules').description('spiders that run by the clock');
  schedules
    .command('list')
    .addOption(outputOption())
    .action(async (options: object) => end(await (await load()).listSchedules(terminal, options)));
  schedules
    .command('add <spider-id> <cron>')
    .option('--timezone <zone>', 'an IANA name such as Europe/Berlin; default UTC')
    .addOption(outputOption())
    .action(async (id: string, cron: string, options: object) =>
      end(await (await load()).addSchedule(terminal, id, cron, options)),
    );
  for (const [name, enabled] of [
    ['pause', false],
    ['resume', true],
  ] as const) {
    schedules
      .command(`${name} <id>`)
      .action(async (id: string) => end(await (await load()).enableSchedule(terminal, id, enabled)));
  }
  schedules
    .command('remove <id>')
    .action(async (id: string) => end(await (await load()).removeSchedule(terminal, id)));
}
