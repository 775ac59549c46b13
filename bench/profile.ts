/** Where the time of Holdfast's threads goes while it crawls. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openAccount } from '../demo/client.js';
import { startScratchService } from '../demo/scratch-service.js';
import { renderTable } from '../demo/table.js';
import { crawlSettings, runCrawl, type CrawlTask } from './contestants/holdfast-crawl.js';
import type { Bench, PartResult } from './part.js';
import { PEERS } from './peers.js';

const ROWS = 25;
/** For every thread to notice a file and to write its profile. */
const SETTLE_MS = 3_000;

interface Thread {
  readonly name: string;
  readonly busySeconds: number;
  readonly seconds: number;
  /** Seconds by place, most first. */
  readonly functions: readonly [string, number][];
  readonly modules: readonly [string, number][];
}

export async function profileCrawl({ scratch, signal, print }: Bench, task: CrawlTask): Promise<PartResult> {
  const folder = join(scratch, 'profiles');
  mkdirSync(folder);
  const service = await startScratchService(signal, {
    ...crawlSettings(task),
    NODE_OPTIONS: `--require ${join(PEERS, 'profile-threads.cjs')}`,
    HOLDFAST_PROFILE_DIR: folder,
  });
  try {
    const { client } = await openAccount(service, { name: 'bench' }, signal);
    print('A crawl to compile everything, then the one that is profiled.\n');
    await runCrawl(client, service.pid, task);
    writeFileSync(join(folder, 'start'), '');
    await sleep(500, undefined, { signal });
    const { seconds, cpuSeconds, problem } = await runCrawl(client, service.pid, task);
    writeFileSync(join(folder, 'stop'), '');
    await sleep(SETTLE_MS, undefined, { signal });
    const threads = readThreads(folder);
    const total = `${seconds.toFixed(1)} s, ${cpuSeconds?.toFixed(1) ?? '?'} s of processor time in all processes`;
    return {
      report: `Profile of the second crawl on a service (${total}), self time by thread.\n\n${threads.map(render).join('\n')}`,
      numbers: { threads },
      problems: problem === null ? [] : [problem],
    };
  } finally {
    await service.stop();
  }
}

function readThreads(folder: string): Thread[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files
    .map((name) =>
      summarise(name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Profiler.Profile | null),
    )
    .filter((thread) => thread !== null)
    .sort((a, b) => b.busySeconds - a.busySeconds);
}

function summarise(file: string, profile: Profiler.Profile | null): Thread | null {
  if (profile === null) return null;
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const functions = new Map<string, number>();
  const modules = new Map<string, number>();
  let busy = 0;
  for (const [at, id] of (profile.samples ?? []).entries()) {
    const { functionName, url, lineNumber } = byId.get(id)?.callFrame ?? {};
    if (functionName === undefined || functionName === '(idle)') continue;
    // The profiler's own start, the only call of an inspector there is.
    if (functionName === 'dispatch' && url === '') continue;
    const seconds = (profile.timeDeltas?.[at] ?? 0) / 1e6;
    busy += seconds;
    const place = url === undefined || url === '' ? '' : ` ${shortUrl(url)}:${(lineNumber ?? 0) + 1}`;
    add(functions, `${functionName || '(anonymous)'}${place}`, seconds);
    add(modules, url === undefined || url === '' ? functionName : moduleOf(url), seconds);
  }
  const isPglite = profile.nodes.some(({ callFrame }) => callFrame.url.includes('pglite-thread'));
  const name = file === 'main.json' ? 'main' : isPglite ? 'database (PGlite)' : file.replace('.json', '');
  const seconds = (profile.endTime - profile.startTime) / 1e6;
  return { name, busySeconds: busy, seconds, functions: most(functions), modules: most(modules) };
}

function add(sums: Map<string, number>, key: string, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}

function most(sums: ReadonlyMap<string, number>): [string, number][] {
  return [...sums].sort(([, a], [, b]) => b - a).slice(0, ROWS);
}

function shortUrl(url: string): string {
  return url.includes('/node_modules/')
    ? url.replace(/^.*\/node_modules\//, '')
    : url.replace(/^.*\/dist\//, '');
}

/** A package, a folder of ours, or a part of Node. */
function moduleOf(url: string): string {
  if (url.startsWith('wasm://')) return 'WebAssembly';
  if (url.includes('/node_modules/')) return /^(?:@[^/]+\/)?[^/]+/.exec(shortUrl(url))?.[0] ?? url;
  return shortUrl(url).replace(/\/[^/]*$/, '');
}

function render({ name, seconds, busySeconds, functions, modules }: Thread): string {
  const rows = (sums: readonly [string, number][]): string[][] =>
    sums.map(([place, own]) => [
      own.toFixed(2),
      `${((100 * own) / Math.max(busySeconds, 1e-9)).toFixed(1)} %`,
      place,
    ]);
  return `${name}: busy ${busySeconds.toFixed(1)} of ${seconds.toFixed(1)} s

${renderTable(['s', 'share', 'by module'], rows(modules.slice(0, 12)))}
${renderTable(['s', 'share', 'by function'], rows(functions))}`;
}
