/** Many pages, one call, with the progress that a second connection can see. */

import type { BatchAnswer } from '../client.js';
import { watchJob } from '../progress.js';
import { KETTLES, PRODUCT, RESULT_HEAD, resultRow, slowKettles } from '../shop.js';
import { renderTable } from '../table.js';
import { checkResults, type Demo, type RanJob } from './context.js';

const SLOW_PAGES = 24;
const SHOWN = 10;

export async function runBatch(demo: Demo): Promise<RanJob> {
  const { site, client, checks, print } = demo;
  const pages = [...KETTLES, ...slowKettles(SLOW_PAGES)];
  print(`\nBatch: POST /v1/batch with ${pages.length} pages, most of them slow\n`);
  const urls = pages.map(({ path }) => site + path);
  const batch = await client.open<BatchAnswer>('POST', '/v1/batch', { urls, schema: PRODUCT });
  await watchJob(client, batch.jobId, batch.answer);

  const answer = await batch.answer;
  print(`\n${renderTable(RESULT_HEAD, answer.results.slice(0, SHOWN).map(resultRow))}`);
  print(`  and ${answer.results.length - SHOWN} more\n`);
  checkResults(demo, 'batch', answer, pages);
  checks.equal('batch: succeeded', answer.succeeded, pages.length);
  checks.equal('batch: cancelled', answer.cancelled, false);
  return { id: batch.jobId, what: 'batch' };
}
