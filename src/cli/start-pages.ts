/** Starting an extract, a batch or a crawl, and waiting for it. */

import { startJob, type Field, type Page } from '../../packages/client/src/index.js';
import { connect } from './connect.js';
import { EXIT, UsageError, type ExitCode } from './exit.js';
import { followJob, type FollowOptions } from './follow.js';
import { readText } from './read-text.js';
import { parseField, parseSchema } from './schema.js';
import type { Terminal } from './terminal.js';
import { parseUrls } from './urls.js';

export interface PageOptions extends FollowOptions {
  readonly field?: readonly string[];
  readonly schema?: string;
  readonly render?: string;
  readonly timeout?: number;
  readonly evidence?: boolean;
  readonly concurrency?: number;
  readonly idempotencyKey?: string;
  readonly detach?: boolean;
  readonly follow?: string;
  readonly maxPages?: number;
  readonly maxDepth?: number;
}

type Name = 'extract' | 'batch' | 'crawl';

/** `source` is the URL of an extract or a crawl, the file of a batch. */
export async function startPages(
  terminal: Terminal,
  name: Name,
  source: string,
  options: PageOptions,
): Promise<ExitCode> {
  if (name === 'batch' && source === '-' && options.schema === '-')
    throw new UsageError('Standard input is the URLs or the schema, not both.');
  const schema = await readSchema(terminal, options);
  const request =
    name === 'extract'
      ? { url: source }
      : name === 'crawl'
        ? { seed_url: source, crawl: crawlOf(options) }
        : { urls: parseUrls(await readText(terminal, source), source) };
  return startRequest(
    terminal,
    `/v1/${name}`,
    { ...request, ...(schema === null ? {} : { schema }) },
    options,
  );
}

/** Starts the job of pages and waits for it, unless it is to be left to itself. */
export async function startRequest(
  terminal: Terminal,
  path: `/v1/${Name}`,
  request: object,
  options: PageOptions,
): Promise<ExitCode> {
  const service = connect(terminal, { patient: true });
  // What the options say is looked at by the service.
  const body = { ...request, options: optionsOf(options) } as never;
  const { jobId } = await startJob(service.api, path, body, {
    ...(options.idempotencyKey === undefined ? {} : { idempotencyKey: options.idempotencyKey }),
  });
  if (options.detach !== true) return followJob(terminal, service, { id: jobId, kind: 'pages' }, options);
  await terminal.out(`${jobId}\n`);
  return EXIT.ok;
}

/** Null where none is given: the key may have one. */
export async function readSchema(
  terminal: Terminal,
  { field = [], schema: file }: Pick<PageOptions, 'field' | 'schema'>,
): Promise<Field[] | null> {
  const fields = field.map(parseField);
  if (file === undefined) return fields.length === 0 ? null : fields;
  return [...parseSchema(await readText(terminal, file), file), ...fields];
}

function optionsOf({ render, timeout, evidence, concurrency }: PageOptions): object {
  return {
    ...(render === undefined ? {} : { render_js: render }),
    ...(timeout === undefined ? {} : { timeout_ms: timeout }),
    ...(evidence === true ? { evidence } : {}),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}

function crawlOf({ follow, maxPages, maxDepth }: PageOptions): object {
  return {
    follow_pattern: follow,
    max_pages: maxPages,
    ...(maxDepth === undefined ? {} : { max_depth: maxDepth }),
  };
}

/** The pages that failed and that may be different next time. */
export function isWorthAnotherTry({ error }: Page): boolean {
  return error?.retryable === true || error?.code === 'JOB_CANCELLED';
}
