/** What one page costs more through POST /v1/extract than fetched directly, and what the idle service holds. */

import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { openAccount, type Page } from '../../demo/client.js';
import { startScratchService } from '../../demo/scratch-service.js';
import { renderTable } from '../../demo/table.js';
import { neededSettings, runBatch, TITLE_AND_HEADING } from '../contestants/holdfast.js';
import { onSite, type Part, type SiteBench } from '../part.js';
import { memoryOf, type Memory } from '../process-tree.js';
import { megabytes, percentile, rounded } from '../stats.js';

const CALLS = 100;
/** Not counted: both sides open connections and compile code first. */
const WARM_UP = 10;
const IDLE_MS = 10_000;

interface Times {
  readonly extract: number[];
  readonly fetch: number[];
}

interface Idle {
  readonly when: string;
  readonly memory: Memory | null;
}

export const extractPart: Part = {
  name: 'extract',
  run: onSite(async (bench) => {
    const { host, site, signal, print } = bench;
    print('Extract: one page at a time\n');
    const service = await startScratchService(signal, neededSettings(host, site.pages.length));
    try {
      const idle: Idle[] = [];
      const look = (when: string): void => void idle.push({ when, memory: memoryOf(service.pid) });
      look('just started');
      await sleep(IDLE_MS, undefined, { signal });
      look('10 s later');

      const { client, key } = await openAccount(service, { name: 'bench' }, signal);
      const url = `http://${host}${site.pages[0]?.path}`;
      const times = await measureCalls(bench, { api: service.api, key, url });
      const { problem } = await runBatch(client, service.pid, host, site.pages);
      await sleep(IDLE_MS, undefined, { signal });
      look('10 s after 110 extracts and the batch');
      return {
        report: report(times, idle),
        numbers: { milliseconds: times, idle },
        problems: problem === null ? [] : [`Extract, the batch at the end: ${problem}`],
      };
    } finally {
      await service.stop();
    }
  }),
};

/** In turn, on the same page, from the same process with the same client. */
async function measureCalls(
  { site, signal }: SiteBench,
  { api, key, url }: { readonly api: string; readonly key: string; readonly url: string },
): Promise<Times> {
  const dispatcher = new Agent();
  const body = JSON.stringify({ url, schema: TITLE_AND_HEADING, options: { no_cache: true } });
  const headers = { 'X-API-Key': key, 'Content-Type': 'application/json' };
  const times: Times = { extract: [], fetch: [] };
  try {
    for (let call = 0; call < WARM_UP + CALLS; call += 1) {
      const startedAt = performance.now();
      const answer = await request(`${api}/v1/extract`, {
        method: 'POST',
        headers,
        body,
        dispatcher,
        signal,
      });
      const page = (await answer.body.json()) as Page;
      const between = performance.now();
      await (await request(url, { dispatcher, signal })).body.text();
      const endedAt = performance.now();
      if (page.data?.['page_title'] !== site.pages[0]?.title) {
        throw new Error(`extract answered ${answer.statusCode}: ${JSON.stringify(page)}`);
      }
      if (call < WARM_UP) continue;
      times.extract.push(between - startedAt);
      times.fetch.push(endedAt - between);
    }
  } finally {
    await dispatcher.close();
  }
  return times;
}

function report({ extract, fetch }: Times, idle: readonly Idle[]): string {
  const line = (name: string, at: (share: number) => number): (string | null)[] => [
    name,
    rounded(at(0.5), 1),
    rounded(at(0.95), 1),
  ];
  const calls = renderTable(
    ['', 'p50 ms', 'p95 ms'],
    [
      line('POST /v1/extract', (share) => percentile(extract, share)),
      line('the page itself', (share) => percentile(fetch, share)),
      line('difference', (share) => percentile(extract, share) - percentile(fetch, share)),
    ],
  );
  const memory = renderTable(
    ['idle', 'tree MB', 'main MB'],
    idle.map(({ when, memory: at }) => [when, megabytes(at?.tree ?? null), megabytes(at?.top ?? null)]),
  );
  return `Extract: one page ${CALLS} times, one call after the other, in turn with a bare fetch of the same page.

${calls}
Memory (PSS) of the service while nothing is asked of it.

${memory}`;
}
