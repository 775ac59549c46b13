/** Commands that start jobs of pages. */

import { InvalidArgumentError, type Command } from 'commander';
import type { Setting } from '../setting.js';
import { examples, outputOption } from '../help.js';

export function addPageCommands(program: Command, setting: Setting): void {
  const start = async (
    name: 'extract' | 'batch' | 'crawl',
    source: string,
    options: object,
  ): Promise<void> => {
    const { startPages } = await import('../start-pages.js');
    setting.end(await startPages(setting.terminal, name, source, options));
  };

  pageOptions(program.command('extract <url>').description('one page'))
    .addHelpText('after', examples('holdfast extract https://shop.test/1 -f title -f price:float=19.99'))
    .action((url: string, options: object) => start('extract', url, options));

  pageOptions(
    program.command('batch <file>').description('the URLs in a file, one a line; - is standard input'),
  )
    .option('--concurrency <n>', 'pages at once', integer)
    .addHelpText(
      'after',
      examples(
        'holdfast batch urls.txt --schema schema.json -o csv',
        'cat urls.txt | holdfast batch - -f title --idempotency-key tonight',
      ),
    )
    .action((file: string, options: object) => start('batch', file, options));

  pageOptions(program.command('crawl <url>').description('the pages that links lead to'))
    .requiredOption('--follow <pattern>', 'links to follow, as a glob on whole URLs')
    .option('--max-pages <n>', 'at most so many pages', integer, 50)
    .option('--max-depth <n>', 'at most so many links from the first page', integer)
    .option('--concurrency <n>', 'pages at once', integer)
    .addHelpText(
      'after',
      examples("holdfast crawl https://shop.test/ --follow 'https://shop.test/*' --max-pages 3 -f title"),
    )
    .action((url: string, options: object) => start('crawl', url, options));

  program
    .command('scrape <urls...>')
    .description('what CSS selectors match on pages')
    .requiredOption('-s, --select <name=selector>', 'a field; again for more', collect)
    .option('--name <name>', 'of the job')
    .option('--idempotency-key <key>', 'attaches to the job that was started with it')
    .option('--detach', 'prints the id of the job and does not wait')
    .option('-q, --quiet', 'no progress')
    .addOption(outputOption())
    .addHelpText('after', examples("holdfast scrape https://shop.test/1 -s title=h1 -s 'links=a@href[]'"))
    .action(async (urls: string[], options: object) => {
      const { scrape } = await import('../scrape.js');
      setting.end(await scrape(setting.terminal, urls, options as never));
    });
}

/** Shared by all that take a schema. */
export function pageOptions(command: Command): Command {
  return command
    .option('-f, --field <name:type=example>', 'a field to extract; again for more', collect)
    .option('--schema <file>', 'the fields as a JSON list; - is standard input')
    .option('--render <mode>', 'auto, always or never in a browser')
    .option('--timeout <ms>', 'for each page', integer)
    .option('--evidence', 'says what each value rests on')
    .option('--idempotency-key <key>', 'attaches to the job that was started with it')
    .option('--detach', 'prints the id of the job and does not wait')
    .option('-q, --quiet', 'no progress')
    .addOption(outputOption());
}

function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}

export function integer(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError('It is a whole number.');
  return number;
}
