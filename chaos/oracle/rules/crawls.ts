/** A crawl visits each page once, exactly as many as it may, and all that it can reach when it may visit them all. */

import { z } from 'zod';
import { jobInput } from '../../workload/inputs.js';
import { depthOf, readPath } from '../../world/paths.js';
import { violation, type JobView, type Rule } from '../evidence.js';
import { NOT_RUN } from '../expected.js';
import { treeNumbers } from './outcomes.js';

const crawlBody = z.object({
  seed_url: z.string(),
  crawl: z.object({ max_pages: z.int(), max_depth: z.int() }),
});

export const crawls: Rule = ({ operations, jobs }) =>
  jobs
    .filter(({ kind, end }) => kind === 'crawl' && end !== 'open')
    .flatMap((job) => {
      const operation = operations.find(({ id }) => id === job.operationId);
      // A crawl that was cancelled before its seed has nothing to tell by.
      if (operation === undefined)
        return job.results.length === 0 ? [] : violation('crawls', job, 'unknown crawl');
      const body = crawlBody.parse(jobInput.parse(operation.input).body);
      return sentences(job, operation.id, body).map((text) => violation('crawls', job, text));
    });

function sentences(
  job: JobView,
  operationId: string,
  { seed_url, crawl }: z.infer<typeof crawlBody>,
): string[] {
  const size = readPath(seed_url.replace(/^\{\w+\}/, ''))?.value ?? 0;
  const paths = job.results.map(({ url }) => URL.parse(url)?.pathname ?? url);
  const numbers = treeNumbers(paths, operationId);
  const strange = numbers.findIndex((n) => n === null || n >= size || depthOf(n) > crawl.max_depth);
  const ran = job.results.filter(({ code }) => !NOT_RUN.has(code ?? ''));
  const reachable = Array.from({ length: size }, (_, n) => n).filter(
    (n) => depthOf(n) <= crawl.max_depth,
  ).length;
  const whole = Math.min(crawl.max_pages, reachable);
  const allRead = ran.every(({ code }) => code === null);
  return [
    ...(new Set(paths).size < paths.length ? ['a page has two outcomes'] : []),
    ...(strange === -1
      ? []
      : [`${paths[strange]} is no page of the crawl, or deeper than ${crawl.max_depth}`]),
    ...(ran.length > crawl.max_pages ? [`${ran.length} pages ran, and ${crawl.max_pages} were allowed`] : []),
    ...(job.end === 'completed' && allRead && ran.length !== whole
      ? [`${ran.length} pages ran, and there were ${whole} to visit`]
      : []),
  ];
}
