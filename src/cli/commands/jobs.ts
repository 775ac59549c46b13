/** Commands about jobs that were started before. */

import type { Command } from 'commander';
import { examples, outputOption } from '../help.js';
import type { Setting } from '../setting.js';
import { pageOptions } from './pages.js';

export function addJobCommands(program: Command, { terminal, end }: Setting): void {
  const jobs = program.command('jobs').description('jobs of any kind, by their id');
  const load = () => import('../job-actions.js');

  jobs
    .command('list')
    .description('running jobs of pages, and all of selectors and of spiders')
    .addOption(outputOption())
    .addHelpText('after', examples('holdfast jobs list -o json'))
    .action(async (options: object) => end(await (await load()).listJobs(terminal, options)));
  jobs
    .command('show <id>')
    .description('how far a job is')
    .addOption(outputOption())
    .action(async (id: string, options: object) => end(await (await load()).showJob(terminal, id, options)));
  jobs
    .command('watch <id>')
    .description('waits for the end of a job')
    .option('-q, --quiet', 'no progress')
    .action(async (id: string, options: object) => end(await (await load()).watchJob(terminal, id, options)));
  jobs
    .command('results <id>')
    .description('the results or items that are there')
    .addOption(outputOption())
    .action(async (id: string, options: object) =>
      end(await (await load()).printResults(terminal, id, options)),
    );
  jobs
    .command('cancel <id>')
    .description('stops a job; what ran is kept')
    .action(async (id: string) => end(await (await load()).cancel(terminal, id)));
  pageOptions(
    jobs
      .command('retry-failed <id>')
      .description('a new batch of the pages of a job that may work next time'),
  ).action(async (id: string, options: object) =>
    end(await (await load()).retryFailed(terminal, id, options)),
  );
}
