/** What the Temporal UI says of a job, from its start on. No URLs and no keys: hosts, names, numbers and ids only. */

import type { JobKind } from './job-kinds.js';
import { count } from './job-progress.js';

/** What people know a job by. */
export interface JobAbout {
  /** The host or hosts of its pages, or the name of its spider. */
  readonly subject: string;
  readonly accountName: string;
}

export interface JobTitle {
  /** One line. */
  readonly summary: string;
  /** Markdown. */
  readonly details: string;
}

interface TitledJob {
  readonly id: string;
  readonly kind: JobKind;
  readonly accountId: string;
  readonly dialect: string;
  readonly endpoint: string;
  readonly total: number;
  readonly chunk: number;
  readonly lanes: number;
  readonly deadlineAt: Date;
}

/** Temporal takes 400 bytes, of which the encryption of payloads needs some. */
const MAX_SUMMARY_BYTES = 200;
/** URLs that are looked at to find out whose pages a batch has. */
const MAX_URLS = 1_000;

export function titleOf(job: TitledJob, { subject, accountName }: JobAbout): JobTitle {
  const account = oneLine(accountName);
  const pages = count(job.total, 'page');
  const what = {
    extract: `extract of ${subject}`,
    batch: `batch of ${pages} of ${subject}`,
    crawl: `crawl of ${subject}, at most ${pages}`,
    spider: `spider ${subject}, at most ${pages}`,
    scrapy: `Scrapy spider ${subject}, at most ${pages}`,
  } satisfies Record<JobKind, string>;
  return {
    summary: cut(`${oneLine(what[job.kind])}, account ${account}`),
    details: [
      `- **${oneLine(what[job.kind])}**`,
      `- call: \`${job.endpoint}\` of the API ${job.dialect}`,
      `- account: ${account} (\`${job.accountId}\`)`,
      `- plan: ${count(job.lanes, 'lane')}, chunks of ${count(job.chunk, 'page')}`,
      `- deadline: ${job.deadlineAt.toISOString()}`,
      '',
      'Results and charges are in the database of the service; this workflow decides what runs next.',
    ].join('\n'),
  };
}

/** The host of all these URLs, or of the first of them `and other hosts`. */
export function hostsOf(urls: readonly string[]): string {
  const hosts = new Set(urls.slice(0, MAX_URLS).map(hostOf));
  const [first = 'no page'] = hosts;
  return hosts.size > 1 ? `${first} and other hosts` : first;
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an unknown host';
}

/** A name that cannot break out of its line, or be taken for Markdown. */
function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[`*_[\]<>|]/g, '')
    .trim();
}

function cut(text: string): string {
  if (Buffer.byteLength(text) <= MAX_SUMMARY_BYTES) return text;
  let kept = text;
  while (Buffer.byteLength(kept) > MAX_SUMMARY_BYTES - 3) kept = kept.slice(0, -1);
  return `${kept}…`;
}
