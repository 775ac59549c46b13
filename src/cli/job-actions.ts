/** What is done about jobs that were started before. */

import { eachResult, must } from '../../packages/client/src/index.js';
import { connect } from './connect.js';
import { EXIT, UsageError, type ExitCode } from './exit.js';
import { exitOf, waitFor } from './follow.js';
import { cancelJob, eachEntry, jobEntry, readJob, selectorView, spiderView } from './jobs.js';
import { printEntries, printOne, type Format } from './output/format.js';
import { isWorthAnotherTry, readSchema, startRequest, type PageOptions } from './start-pages.js';
import type { Terminal } from './terminal.js';

interface Output {
  readonly output?: Format;
}

/** The newest of each kind, in one list. */
export async function listJobs(terminal: Terminal, { output }: Output): Promise<ExitCode> {
  const service = connect(terminal);
  const limit = 100;
  const running = must(service.api.GET('/v1/jobs'));
  const selected = must(service.selectors.GET('/v1/jobs', { params: { query: { limit } } }));
  const ofSpiders = must(service.api.GET('/api/v1/jobs', { params: { query: { limit } } }));
  const [pages, selectors, spiders] = await Promise.all([running, selected, ofSpiders]);
  const ids = (pages.jobs as readonly { job_id: string }[]).map((job) => job.job_id);
  const views = [
    // A job may end meanwhile; it is still the account's.
    ...(await Promise.all(ids.map((id) => readJob(service, id, 'pages')))),
    ...(selectors.jobs as Parameters<typeof selectorView>[0]['job'][]).map((job) => selectorView({ job })),
    ...spiders.map(spiderView),
  ];
  const newestFirst = views.sort((a, b) => (b.startedAt ?? '9').localeCompare(a.startedAt ?? '9'));
  await printEntries(terminal, output, newestFirst.map(jobEntry));
  return EXIT.ok;
}

export async function showJob(terminal: Terminal, id: string, { output }: Output): Promise<ExitCode> {
  await printOne(terminal, output, jobEntry(await readJob(connect(terminal), id)));
  return EXIT.ok;
}

export async function watchJob(
  terminal: Terminal,
  id: string,
  { quiet = false }: { readonly quiet?: boolean },
): Promise<ExitCode> {
  const service = connect(terminal, { patient: true });
  const done = await waitFor(terminal, service, await readJob(service, id), quiet);
  return done === null ? EXIT.detached : exitOf(done);
}

export async function printResults(terminal: Terminal, id: string, { output }: Output): Promise<ExitCode> {
  const service = connect(terminal);
  const job = await readJob(service, id);
  const columns = job.kind === 'spider' ? [] : ['url', 'status'];
  await printEntries(terminal, output, eachEntry(service, job), columns);
  return EXIT.ok;
}

export async function cancel(terminal: Terminal, id: string): Promise<ExitCode> {
  const service = connect(terminal);
  await cancelJob(service, await readJob(service, id));
  terminal.note(`${id} is being cancelled.\n`);
  return EXIT.ok;
}

/** A job's answer does not tell its schema, so it is given again; a key with a schema has its own. */
export async function retryFailed(terminal: Terminal, id: string, options: PageOptions): Promise<ExitCode> {
  const service = connect(terminal);
  const job = await readJob(service, id);
  if (job.kind !== 'pages')
    throw new UsageError('Only jobs of pages that have a schema can be run again in part.');
  if (!job.isOver) throw new UsageError(`${id} is not over: watch it, or cancel it.`);
  const urls: string[] = [];
  for await (const page of eachResult(service.api, id)) if (isWorthAnotherTry(page)) urls.push(page.url);
  if (urls.length === 0) {
    terminal.note(`${id} has no pages that may work next time.\n`);
    return EXIT.ok;
  }
  const schema = await readSchema(terminal, options);
  return startRequest(terminal, '/v1/batch', { urls, ...(schema === null ? {} : { schema }) }, options);
}
