/** Each URL has one outcome, in input order, with the values of its page; nothing else has one. */

import type { Operation } from '../../types.js';
import { isJobKind, jobInput } from '../../workload/inputs.js';
import { readPath } from '../../world/paths.js';
import { hitsBetween } from '../disturbances.js';
import { violation, type Evidence, type JobView, type Rule } from '../evidence.js';
import { CRASHED, NOT_RUN, wrongIn } from '../expected.js';

/** A page is given up when so many processes have ended under it. */
const CRASHES = 3;

export const outcomes: Rule = (evidence) => {
  const operations = new Map(evidence.operations.map((operation) => [operation.id, operation]));
  return evidence.jobs
    .filter(({ end, api }) => end !== 'open' && api !== 'scrapethis')
    .flatMap((job) => {
      const operation = operations.get(job.operationId ?? '');
      const sentences = [
        ...order(job, operation),
        ...job.results.flatMap((result) => wrongIn(result, job.api === 'scrpy') ?? []),
        ...crashes(job, evidence),
        ...notRun(job),
      ];
      return sentences.map((text) => violation('outcomes', job, text));
    });
};

/** Crawls have a rule of their own. */
function order(job: JobView, operation: Operation | undefined): string[] {
  if (job.kind === 'crawl') return [];
  if (operation === undefined || !isJobKind(operation.kind))
    return [`the job ${job.id} (${job.kind}) belongs to no operation`];
  const { url, urls = [url] } = jobInput.parse(operation.input).body;
  const asked = (urls as string[]).map((each) => each.replace(/^\{\w+\}/, ''));
  const got = job.results.map((result) => URL.parse(result.url)?.pathname ?? result.url);
  const mayLack = job.api === 'scrpy' && job.end === 'cancelled';
  if (mayLack ? isPart(got, asked) : got.join('\n') === asked.join('\n')) return [];
  return [
    `${got.length} results of ${asked.length} URLs, or in another order: ${firstDifference(got, asked)}`,
  ];
}

/** Whether `part` is what is left of `whole` when some are left out. */
function isPart(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const each of whole) if (each === part[at]) at++;
  return at === part.length;
}

function firstDifference(got: readonly string[], asked: readonly string[]): string {
  const at = Array.from({ length: Math.max(got.length, asked.length) }, (_, n) => n).find(
    (n) => got[n] !== asked[n],
  );
  return at === undefined
    ? 'none'
    : `at ${at} stands ${got[at] ?? 'nothing'} instead of ${asked[at] ?? 'nothing'}`;
}

function crashes(job: JobView, { history }: Evidence): string[] {
  const count = job.results.filter(({ code }) => code === CRASHED).length;
  if (count === 0) return [];
  const hits = hitsBetween(history, job.createdMs, job.finishedMs ?? Date.now()).length;
  return hits >= CRASHES ? [] : [`${count} pages are given up as crashed, after ${hits} faults`];
}

function notRun(job: JobView): string[] {
  const pages = job.results.filter(({ code }) => NOT_RUN.has(code ?? ''));
  if (job.end !== 'completed' || pages.length === 0) return [];
  return [`the job is completed and ${pages.length} of its pages did not run, first ${pages[0]?.url}`];
}

/** The pages of a tree that stand in the paths, by their numbers; null for what is no page of it. */
export function treeNumbers(paths: readonly string[], operationId: string): (number | null)[] {
  return paths.map((path) => {
    const page = readPath(path);
    return page?.kind === 'tree' && page.operationId === operationId ? page.n : null;
  });
}
