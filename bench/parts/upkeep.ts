/**
 * Hours of the embedded default in fast motion: many short jobs whose results are kept for a minute, and kills. Whether
 * folder, memory and the time of a start stay what they are.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, openAccount, type BatchAnswer, type Client } from '../../demo/client.js';
import { startScratchService, type ScratchService } from '../../demo/scratch-service.js';
import { renderTable, type Cell } from '../../demo/table.js';
import { neededSettings, TITLE_AND_HEADING } from '../contestants/holdfast.js';
import { deleteEnded } from '../delete-ended.js';
import { sizeOfDataDir, type FolderSize } from '../folder-size.js';
import { onSite, type Part, type SiteBench } from '../part.js';
import { memoryOf, type Memory } from '../process-tree.js';
import { megabytes, rounded } from '../stats.js';

const DEFAULT_MINUTES = 4;
const MINUTE_MS = 60_000;
const SAMPLES = 12;
const CALLERS = 4;
const URLS_PER_JOB = 20;
const RETENTION_MS = MINUTE_MS;

interface Sample {
  readonly minute: number;
  readonly jobs: number;
  readonly size: FolderSize;
  readonly memory: Memory | null;
  /** Seconds from kill -9 to ready; null when nothing was killed. */
  readonly startSeconds: number | null;
}

export const upkeepPart: Part = {
  name: 'upkeep',
  run: onSite(async (bench) => {
    const minutes = bench.options.minutes ?? DEFAULT_MINUTES;
    const { samples, problem } = await run(bench, minutes);
    return {
      report: `Upkeep: ${minutes} minutes of batches of ${URLS_PER_JOB} pages in a row, ${CALLERS} at a time, results kept for a minute and jobs for
another; ended workflows are deleted after two minutes, as the server does after an hour at the least. Every result is
checked. At half time and at the end all processes are killed and started again: "start s" is the time until ready.
What must grow is the ledger: two small rows a job.

${renderTable(HEAD, samples.map(describe))}
`,
      numbers: { minutes, samples },
      problems: problem === null ? [] : [problem],
    };
  }),
};

const HEAD = ['minute', 'jobs', 'tables MB', 'WAL MB', 'Temporal MB', 'tree MB', 'main MB', 'start s'];

function describe({ minute, jobs, size, memory, startSeconds }: Sample): Cell[] {
  return [
    rounded(minute, 1),
    jobs,
    megabytes(size.tables),
    megabytes(size.wal),
    megabytes(size.temporal),
    megabytes(memory?.tree ?? null),
    megabytes(memory?.top ?? null),
    rounded(startSeconds, 1),
  ];
}

async function run(
  bench: SiteBench,
  minutes: number,
): Promise<{ samples: Sample[]; problem: string | null }> {
  const { host, signal, print } = bench;
  const service = await startScratchService(signal, {
    ...neededSettings(host, URLS_PER_JOB),
    RESULT_RETENTION_DAYS: String(RETENTION_MS / (24 * 60 * MINUTE_MS)),
  });
  try {
    const samples: Sample[] = [];
    const account = await openAccount(service, { name: 'bench', plan: 'unlimited' }, signal);
    const startedAt = performance.now();
    const minutesGone = (): number => (performance.now() - startedAt) / MINUTE_MS;
    let jobs = 0;
    let problem: string | null = null;
    const look = (startSeconds: number | null): void => {
      samples.push({
        minute: minutesGone(),
        jobs,
        size: sizeOfDataDir(service.dataDir),
        memory: memoryOf(service.pid),
        startSeconds,
      });
      const values = describe(samples.at(-1) as Sample);
      print(`  ${HEAD.map((head, column) => `${head} ${values[column] ?? '-'}`).join(', ')}\n`);
    };
    for (const until of [minutes / 2, minutes]) {
      const client = createClientOf(service, account.key, signal);
      while (minutesGone() < until && problem === null) {
        const pause = Math.min(minutesGone() + minutes / SAMPLES, until);
        const callers = Array.from({ length: CALLERS }, async () => {
          while (minutesGone() < pause) {
            problem ??= await runJob(client, bench, jobs++);
            if (problem !== null) return;
          }
        });
        await Promise.all([...callers, deleteEnded(service.temporal, 2 * MINUTE_MS, signal)]);
        look(null);
      }
      if (problem !== null) break;
      const killedAt = performance.now();
      await service.killAndStartAgain();
      const startSeconds = (performance.now() - killedAt) / 1000;
      // What is kept of the start itself goes within seconds.
      await sleep(5_000, undefined, { signal });
      look(startSeconds);
    }
    return { samples, problem };
  } finally {
    await service.stop();
  }
}

/** With the account's key, at the address that the service has now. */
function createClientOf(service: ScratchService, key: string, signal: AbortSignal): Client {
  return createClient(service.api, { 'X-API-Key': key }, signal);
}

async function runJob(client: Client, { host, site }: SiteBench, no: number): Promise<string | null> {
  const expected = Array.from(
    { length: URLS_PER_JOB },
    (_, at) => site.pages[(no + at) % site.pages.length]!,
  );
  const urls = expected.map(({ path }) => `http://${host}${path}`);
  const { results } = await client.call<BatchAnswer>('POST', '/v1/batch', {
    urls,
    schema: TITLE_AND_HEADING,
  });
  const wrong = results.find(({ data }, at) => data?.['page_title'] !== expected[at]?.title);
  return wrong === undefined ? null : `${wrong.url} was not read: ${JSON.stringify(wrong).slice(0, 300)}`;
}
