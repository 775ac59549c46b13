/** What is done about spiders and their schedules. */

import { must, type Schedule, type Spider } from '../../packages/client/src/index.js';
import { connect } from './connect.js';
import { EXIT, UsageError, type ExitCode } from './exit.js';
import { followJob, type FollowOptions } from './follow.js';
import { printEntries, printOne, type Entry, type Format } from './output/format.js';
import type { Terminal } from './terminal.js';

interface Output {
  readonly output?: Format;
}

function spiderEntry(spider: Spider): Entry {
  const { id, name, repo_path: path, description, created_at: created } = spider;
  return { value: spider, cells: { id, name, path, description, created } };
}

function scheduleEntry(schedule: Omit<Schedule, 'spider'> & Partial<Pick<Schedule, 'spider'>>): Entry {
  const { id, cron_expression: cron, timezone, enabled, next_runs: next } = schedule;
  const spider = schedule.spider?.name ?? schedule.spider_id;
  return { value: schedule, cells: { id, spider, cron, timezone, enabled, next: next[0] } };
}

export async function listSpiders(
  terminal: Terminal,
  { name, output }: Output & { readonly name?: string },
): Promise<ExitCode> {
  const query = name === undefined ? {} : { name };
  const spiders = await must(connect(terminal).api.GET('/api/v1/spiders', { params: { query } }));
  await printEntries(terminal, output, spiders.map(spiderEntry));
  return EXIT.ok;
}

export async function addSpider(
  terminal: Terminal,
  name: string,
  path: string,
  { output }: Output,
): Promise<ExitCode> {
  const body = { name, repo_path: path };
  await printOne(
    terminal,
    output,
    spiderEntry(await must(connect(terminal).api.POST('/api/v1/spiders', { body }))),
  );
  return EXIT.ok;
}

export async function removeSpider(terminal: Terminal, id: string): Promise<ExitCode> {
  await must(connect(terminal).api.DELETE('/api/v1/spiders/{id}', { params: { path: { id } } }));
  return EXIT.ok;
}

interface RunOptions extends FollowOptions {
  readonly argument?: readonly string[];
  readonly detach?: boolean;
}

/** Arguments are text, as in Scrapy's own command. */
export async function runSpider(
  terminal: Terminal,
  name: string,
  { argument = [], detach = false, ...options }: RunOptions,
): Promise<ExitCode> {
  const service = connect(terminal, { patient: true });
  const pairs = argument.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new UsageError(`${text} is no argument: write name=value.`);
    return [text.slice(0, at), text.slice(at + 1)] as const;
  });
  const call = service.api.POST('/api/v1/jobs', {
    params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
    body: { spider_name: name, arguments: Object.fromEntries(pairs) },
  });
  const { jobId: id } = await must(call);
  if (!detach) return followJob(terminal, service, { id, kind: 'spider' }, options);
  await terminal.out(`${id}\n`);
  return EXIT.ok;
}

export async function listSchedules(terminal: Terminal, { output }: Output): Promise<ExitCode> {
  const schedules = await must(connect(terminal).api.GET('/api/v1/schedules'));
  await printEntries(terminal, output, schedules.map(scheduleEntry));
  return EXIT.ok;
}

export async function addSchedule(
  terminal: Terminal,
  spiderId: string,
  cron: string,
  { timezone, output }: Output & { readonly timezone?: string },
): Promise<ExitCode> {
  const body = {
    spider_id: spiderId,
    cron_expression: cron,
    ...(timezone === undefined ? {} : { timezone }),
  };
  const made = await must(connect(terminal).api.POST('/api/v1/schedules', { body }));
  await printOne(terminal, output, scheduleEntry(made));
  return EXIT.ok;
}

export async function enableSchedule(terminal: Terminal, id: string, enabled: boolean): Promise<ExitCode> {
  const params = { path: { id } };
  await must(connect(terminal).api.PATCH('/api/v1/schedules/{id}', { params, body: { enabled } }));
  return EXIT.ok;
}

export async function removeSchedule(terminal: Terminal, id: string): Promise<ExitCode> {
  await must(connect(terminal).api.DELETE('/api/v1/schedules/{id}', { params: { path: { id } } }));
  return EXIT.ok;
}
