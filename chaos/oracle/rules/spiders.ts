/** A spider's job has an item for each page of its tree, each once. */

import { z } from 'zod';
import type { Operation } from '../../types.js';
import { isJobKind, jobInput } from '../../workload/inputs.js';
import { readPath, titleOf } from '../../world/paths.js';
import { SCHEDULED, SCHEDULED_PAGES } from '../../world/spiders.js';
import { violation, type JobView, type Rule } from '../evidence.js';

const item = z.object({ path: z.string(), title: z.string() });
const spiderBody = z.object({ arguments: z.object({ url: z.string() }) });

export const spiders: Rule = ({ operations, jobs }) =>
  jobs
    .filter(({ kind, end }) => kind === 'spider' && end !== 'open')
    .flatMap((job) => sentences(job, sizeOf(job, operations)).map((text) => violation('spiders', job, text)));

function sizeOf(job: JobView, operations: readonly Operation[]): number {
  if (job.scheduleId !== null) return SCHEDULED_PAGES;
  const operation = operations.find(({ id, kind }) => id === job.operationId && isJobKind(kind));
  if (operation === undefined) return 0;
  const { url } = spiderBody.parse(jobInput.parse(operation.input).body).arguments;
  return readPath(url.replace(/^\{\w+\}/, ''))?.value ?? 0;
}

function sentences(job: JobView, size: number): string[] {
  const items = job.items.map((each) => item.parse(each));
  const paths = new Set(items.map(({ path }) => path));
  const wrong = items.find(({ path, title }) => !isRight(job, path, title));
  return [
    ...(paths.size < items.length ? [`${items.length - paths.size} items are doubled`] : []),
    ...(wrong === undefined ? [] : [`the item of ${wrong.path} is wrong: ${wrong.title}`]),
    ...(job.end === 'completed' && paths.size !== size
      ? [`${paths.size} items were found on ${size} pages, of which ${job.failed} failed`]
      : []),
  ];
}

function isRight(job: JobView, path: string, title: string): boolean {
  const page = readPath(path);
  const operationId = job.scheduleId === null ? job.operationId : SCHEDULED;
  return page?.kind === 'tree' && page.operationId === operationId && title === titleOf(page);
}
