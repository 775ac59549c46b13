/**
 * A year of the embedded default in fast motion: batches, crawls and single extracts whose results are kept for a minute,
 * and kills at random moments. What takes how much of the disk, and how long a start takes after a kill.
 */

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, openAccount } from '../../demo/client.js';
import { startScratchService, type ScratchService } from '../../demo/scratch-service.js';
import { renderTable, type Cell } from '../../demo/table.js';
import { DISK_PARTS, type DiskPart } from '../../src/core/disk-parts.js';
import { startChild } from '../child.js';
import { deleteEnded } from '../delete-ended.js';
import { SITE_PAGES, startLoad, type Load } from '../growth-load.js';
import type { Bench, Part } from '../part.js';
import { PEERS } from '../peers.js';
import { memoryOf, type Memory } from '../process-tree.js';
import { createRandom } from '../site.js';
import { startServer } from '../static-server.js';
import { megabytes, percentile, rounded } from '../stats.js';

const DEFAULT_PAGES = 10_000;
const RETENTION_SECS = 60;
const SAMPLES = 24;
const KILLS = 12;
const LOOK_MS = 500;
const DELETE_MS = 20_000;
/** Not shown: the ledger is kept, and grows by two rows a job. */
const FLAT_PARTS = DISK_PARTS.filter((part) => part !== 'ledger');

interface Sample {
  readonly seconds: number;
  readonly pages: number;
  readonly jobs: number;
  readonly parts: Readonly<Record<DiskPart, number>>;
  readonly memory: Memory | null;
}

export const growthPart: Part = {
  name: 'growth',
  run: async (bench) => {
    const pages = bench.options.pages ?? DEFAULT_PAGES;
    const script = join(PEERS, 'generated-site.mjs');
    const launch = (port: number) => startChild(process.execPath, [script, String(SITE_PAGES), String(port)]);
    const site = await startServer('the generator', launch, bench.signal);
    try {
      const { samples, starts, problem } = await run(bench, site.host, pages);
      return {
        report: report(pages, samples, starts),
        numbers: { pages, samples, startSeconds: starts },
        problems: problem === null ? [] : [problem],
      };
    } finally {
      await site.stop();
    }
  },
};

async function run({ signal, print }: Bench, host: string, wanted: number) {
  const service = await startScratchService(signal, {
    ALLOW_PRIVATE_NETWORKS: host,
    RESULT_RETENTION_DAYS: String(RETENTION_SECS / 86_400),
  });
  const samples: Sample[] = [];
  const starts: number[] = [];
  let up: Promise<void> = Promise.resolve();
  const { key } = await openAccount(service, { name: 'bench', plan: 'unlimited' }, signal);
  const startedAt = performance.now();
  const deps = { service, key, host, signal, up: () => up };
  const load: Load = startLoad({ ...deps, isOver: (pages) => pages >= wanted });
  const random = createRandom(17);
  const killAt = Array.from({ length: KILLS }, () => (0.05 + 0.95 * random()) * wanted).sort((a, b) => a - b);
  const kill = async (): Promise<void> => {
    const killedAt = performance.now();
    await service.killAndStartAgain();
    starts.push((performance.now() - killedAt) / 1000);
    print(`  killed at ${load.pages()} pages, ready after ${rounded(starts.at(-1) ?? null, 1)} s\n`);
  };
  let deletedAt = 0;
  try {
    for (let over = false; !over && load.problem() === null;) {
      over = await Promise.race([load.ended.then(() => true), sleep(LOOK_MS, false, { signal })]);
      const seconds = (performance.now() - startedAt) / 1000;
      if (seconds * 1000 - deletedAt > DELETE_MS) {
        deletedAt = seconds * 1000;
        await deleteEnded(service.temporal, 2 * RETENTION_SECS * 1000, signal);
      }
      if (over || load.pages() >= (samples.length * wanted) / SAMPLES) {
        samples.push(await look(service, seconds, load, signal));
        print(`  ${describe(samples.at(-1) as Sample).join('  ')}\n`);
      }
      if (load.pages() < (killAt[0] ?? Infinity)) continue;
      killAt.shift();
      up = kill();
      await up;
    }
    await load.ended;
    return { samples, starts, problem: load.problem() };
  } finally {
    await service.stop();
  }
}

async function look(
  { api, adminToken, pid }: ScratchService,
  seconds: number,
  load: Load,
  signal: AbortSignal,
): Promise<Sample> {
  const admin = createClient(api, { Authorization: `Bearer ${adminToken}` }, signal);
  const disk = await admin.call<{ parts: { part: DiskPart; bytes: number }[] }>('GET', '/admin/disk');
  const parts = Object.fromEntries(disk.parts.map(({ part, bytes }) => [part, bytes])) as Sample['parts'];
  return { seconds, pages: load.pages(), jobs: load.jobs(), parts, memory: memoryOf(pid) };
}

const HEAD = [
  ...['s', 'pages', 'jobs', 'results MB', 'jobs MB', 'ledger MB', 'rest of db MB', 'WAL MB', 'Temporal MB'],
  ...['all but ledger MB', 'tree MB'],
];

function describe({ seconds, pages, jobs, parts, memory }: Sample): Cell[] {
  return [
    ...[rounded(seconds, 0), pages, jobs, megabytes(parts.results), megabytes(parts.jobs)],
    ...[megabytes(parts.ledger), megabytes(parts.database + parts.cache + parts.deliveries)],
    ...[megabytes(parts.wal), megabytes(parts.temporal), megabytes(flatBytes(parts))],
    megabytes(memory?.tree ?? null),
  ];
}

function flatBytes(parts: Sample['parts']): number {
  return FLAT_PARTS.reduce((sum, part) => sum + parts[part], 0);
}

function report(pages: number, samples: readonly Sample[], starts: readonly number[]): string {
  const most = (from: number, to: number): number =>
    Math.max(
      ...samples.slice(from * samples.length, to * samples.length).map(({ parts }) => flatBytes(parts)),
    );
  const flat = samples.length < 8 ? null : most(0.75, 1) / most(0.5, 0.75);
  return `Growth: ${pages} pages in batches of 100, crawls of ${SITE_PAGES} and single extracts, results kept for ${RETENTION_SECS} s and rows of jobs for
another ${RETENTION_SECS} s; ended workflows are deleted after two minutes, as the server does after an hour at the least. Every
result is checked. All processes were killed ${starts.length} times; ready again after ${rounded(starts.length === 0 ? null : percentile(starts, 0.5), 1)} s at the median and
${rounded(starts.length === 0 ? null : Math.max(...starts), 1)} s at the most. Without the ledger, which is kept, the most of the last quarter is ${rounded(flat, 2)} of the quarter before.

${renderTable(HEAD, samples.map(describe))}
`;
}
