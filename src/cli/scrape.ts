/** Pages by selectors. */

import { must } from '../../packages/client/src/index.js';
import { connect } from './connect.js';
import { EXIT, UsageError, type ExitCode } from './exit.js';
import { followJob, type FollowOptions } from './follow.js';
import type { Terminal } from './terminal.js';

export interface ScrapeOptions extends FollowOptions {
  readonly select: readonly string[];
  readonly name?: string;
  readonly idempotencyKey?: string;
  readonly detach?: boolean;
}

export async function scrape(
  terminal: Terminal,
  urls: readonly string[],
  { select, name, idempotencyKey = crypto.randomUUID(), detach = false, ...options }: ScrapeOptions,
): Promise<ExitCode> {
  const service = connect(terminal, { patient: true });
  const call = service.selectors.POST('/v1/jobs', {
    params: { header: { 'Idempotency-Key': idempotencyKey } },
    body: { urls: [...urls], selectors: selectorsOf(select), ...(name === undefined ? {} : { name }) },
  });
  const { id } = (await must(call)).job;
  if (!detach) return followJob(terminal, service, { id, kind: 'selectors' }, options);
  await terminal.out(`${id}\n`);
  return EXIT.ok;
}

function selectorsOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(`${text} is no field: write name=selector.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}
