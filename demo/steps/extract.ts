/** One page, one call. */

import type { Page } from '../client.js';
import { KETTLES, PRODUCT, RESULT_HEAD, resultRow } from '../shop.js';
import { renderTable } from '../table.js';
import type { Demo, RanJob } from './context.js';

export async function extractOne({ site, client, checks, print }: Demo): Promise<RanJob> {
  const [kettle] = KETTLES;
  const url = `${site}${kettle?.path}`;
  print(`\nExtract: POST /v1/extract with ${url}\n`);
  const startedAt = performance.now();
  const { jobId, answer } = await client.open<Page>('POST', '/v1/extract', { url, schema: PRODUCT });
  const page = await answer;
  print(`  answered after ${Math.round(performance.now() - startedAt)} ms\n\n`);
  print(renderTable(RESULT_HEAD, [resultRow(page)]));
  checks.equal('extract: the URL', page.url, url);
  checks.equal('extract: the data', page.data, kettle?.data);
  return { id: jobId, what: 'extract' };
}
