/** A crawl of many generated pages by Holdfast alone: whether speed and memory stay what they are as it goes on. */

import { Client as TemporalClient, Connection } from '@temporalio/client';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openAccount, type Client, type JobAnswer } from '../demo/client.js';
import { startScratchService } from '../demo/scratch-service.js';
import { renderTable } from '../demo/table.js';
import { startChild } from './child.js';
import {
  crawlBody,
  crawlProblem,
  crawlSettings,
  type CrawlAnswer,
  type CrawlTask,
} from './contestants/holdfast-crawl.js';
import { findCrawlProblem, type Texts } from './crawl-site.js';
import type { Bench, PartResult } from './part.js';
import { PEERS } from './peers.js';
import { memoryOf, type Memory } from './process-tree.js';
import { startServer } from './static-server.js';
import { megabytes, rounded } from './stats.js';
import { watchTree } from './tree-watch.js';

const LOOK_MS = 10_000;

interface Look {
  readonly seconds: number;
  readonly pages: number;
  readonly pagesPerSecond: number;
  readonly memory: Memory | null;
}

interface Run {
  readonly status: string;
  readonly historyLength: number;
  readonly historyBytes: number | null;
}

export async function crawlGenerated(bench: Bench, pages: number): Promise<PartResult> {
  const script = join(PEERS, 'generated-site.mjs');
  const server = await startServer(
    'the generator',
    (port) => startChild(process.execPath, [script, String(pages), String(port)]),
    bench.signal,
  );
  try {
    return await crawl(bench, pages, server.host);
  } finally {
    await server.stop();
  }
}

async function crawl({ signal, print }: Bench, pages: number, host: string): Promise<PartResult> {
  const expected = new Map(
    Array.from({ length: pages }, (_, page): [string, Texts] => [
      `/page-${page}.html`,
      { title: `Page ${page} | Generated`, heading: `Page ${page}` },
    ]),
  );
  const task: CrawlTask = {
    host,
    seed: `http://${host}/page-0.html`,
    maxPages: pages + 1,
    problemOf: (found) => findCrawlProblem(host, { pages: expected, others: new Set() }, found),
  };
  const service = await startScratchService(signal, crawlSettings(task));
  const usage = watchTree(service.pid);
  try {
    print(`Crawl: ${pages} generated pages on ${host}\n`);
    const { client } = await openAccount(service, { name: 'bench' }, signal);
    const startedAt = performance.now();
    const elapsed = (): number => (performance.now() - startedAt) / 1000;
    const call = await client.open<CrawlAnswer>('POST', '/v1/crawl', crawlBody(task));
    const looks: Look[] = [];
    let seconds: number | null = null;
    const answered = call.answer.then(
      () => (seconds = elapsed()),
      () => (seconds = elapsed()),
    );
    while (seconds === null) {
      await Promise.race([answered, sleep(LOOK_MS, undefined, { signal })]);
      const look = await lookAt(client, call.jobId, elapsed(), looks.at(-1), service.pid);
      looks.push(look);
      print(`  ${describe(look).join('  ')}\n`);
    }
    const { cpuSeconds, peak } = usage();
    const problem = crawlProblem(task, await call.answer);
    const { units, counts } = await readJob(client, call.jobId);
    const runs = await readRuns(service.temporal, call.jobId);
    const speed = rounded(pages / seconds, 0);
    return {
      report: `Crawl of a generated site of ${pages} pages by Holdfast alone${problem === null ? '' : ' (WRONG)'}.

${renderTable(['seconds', 'pages', 'pages/s since', 'tree MB', 'main MB'], looks.map(describe))}
  ${rounded(seconds, 1)} s to the last byte of the answer, ${speed} pages/s, ${rounded(cpuSeconds, 0)} s of processor time; peak ${megabytes(peak?.tree ?? null)} MB, main ${megabytes(peak?.top ?? null)} MB.
  ${counts.succeeded} pages succeeded, ${counts.failed} failed; ${units.reserved} units reserved, ${units.charged} charged.

${renderTable(
  ['run of the workflow', 'status', 'events', 'history KB'],
  runs.map(({ status, historyLength, historyBytes }, at) => [
    at + 1,
    status,
    historyLength,
    historyBytes === null ? null : rounded(historyBytes / 1024, 0),
  ]),
)}`,
      numbers: { pages, seconds, looks, runs, units, peak },
      problems: problem === null ? [] : [problem],
    };
  } finally {
    usage();
    await service.stop();
  }
}

async function lookAt(
  client: Client,
  jobId: string,
  seconds: number,
  last: Look | undefined,
  pid: number,
): Promise<Look> {
  const { counts } = await readJob(client, jobId);
  const pages = counts.succeeded + counts.failed;
  const pagesPerSecond = (pages - (last?.pages ?? 0)) / (seconds - (last?.seconds ?? 0));
  return { seconds, pages, pagesPerSecond, memory: memoryOf(pid) };
}

function readJob(client: Client, jobId: string): Promise<JobAnswer> {
  return client.call<JobAnswer>('GET', `/v1/jobs/${jobId}?limit=1`);
}

function describe({ seconds, pages, pagesPerSecond, memory }: Look): string[] {
  const size = (bytes: number | undefined): string => megabytes(bytes ?? null) ?? '-';
  return [
    seconds.toFixed(1),
    String(pages),
    pagesPerSecond.toFixed(0),
    size(memory?.tree),
    size(memory?.top),
  ];
}

/** The runs that the job's workflow was continued in, oldest first. */
async function readRuns(address: string, jobId: string): Promise<Run[]> {
  const connection = await Connection.connect({ address });
  try {
    const { workflow } = new TemporalClient({ connection });
    const runs: (Run & { readonly startedAt: number })[] = [];
    for await (const found of workflow.list({ query: `WorkflowId = '${jobId}'` })) {
      const { status, historyLength, historySize, startTime } = await workflow
        .getHandle(jobId, found.runId)
        .describe();
      const startedAt = startTime.getTime();
      runs.push({ status: status.name, historyLength, historyBytes: historySize ?? null, startedAt });
    }
    return runs.sort((a, b) => a.startedAt - b.startedAt).map(({ startedAt: _startedAt, ...run }) => run);
  } finally {
    await connection.close();
  }
}
