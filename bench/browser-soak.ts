/** Many pages in a row through one service's browser: whether speed and memory stay what they are, and what remains. */

import { setTimeout as sleep } from 'node:timers/promises';
import { openAccount } from '../demo/client.js';
import { startScratchService } from '../demo/scratch-service.js';
import { renderTable, type Cell } from '../demo/table.js';
import type { BrowserSite } from './browser-site.js';
import { neededSettings } from './contestants/holdfast.js';
import { renderBatch } from './contestants/holdfast-browser.js';
import type { Measure } from './contest.js';
import { leftoversProblem, trackProcesses, type Leftovers } from './leftovers.js';
import type { Bench, PartResult } from './part.js';
import {
  commandOf,
  memoryOf,
  memoryOfAll,
  readProcesses,
  treeOf,
  type Memory,
  type Processes,
} from './process-tree.js';
import { megabytes, rounded } from './stats.js';

const BATCH = 200;
/** After a batch, until memory is looked at; then it is looked at so often, a second apart, for the least of it. */
const SETTLE_MS = 3_000;
const LOOKS = 5;
/**
 * What is not growth but chance and caches that fill (V8's, the Temporal server's), as a share of what there was. One
 * page's tree and text kept for every page would be several times as much after a thousand.
 */
const TOLERANCE = 0.15;
/** No sensible service keeps an unused browser for longer. */
const IDLE_BOUND_MS = 15 * 60_000;

interface Row {
  readonly pages: number;
  readonly measure: Measure;
  /** Of the tree without the browser, which is closed and started again as its pages are counted; with nothing to do. */
  readonly idle: Memory | null;
  readonly browser: BrowserProcesses | null;
}

interface BrowserProcesses {
  readonly all: number;
  readonly renderers: number;
}

interface Run {
  readonly rows: readonly Row[];
  /** Seconds until an unused browser was closed; null when it was not, or when that is not known. */
  readonly closedAfter: number | null;
  readonly afterwards: Memory | null;
}

export async function soak(bench: Bench, site: BrowserSite): Promise<PartResult> {
  const tracker = trackProcesses();
  let left: Leftovers | null;
  let run: Run;
  try {
    run = await renderAll(bench, site);
  } finally {
    left = await tracker.leftovers();
  }
  const { rows, closedAfter, afterwards } = run;
  const growth = growthOf(rows);
  const problems = [
    ...rows.map(({ measure }) => measure.problem),
    growth !== null && growth > TOLERANCE ? `memory grew: ${growthText(growth)}` : null,
    closedAfter === null && afterwards !== null ? 'the unused browser was not closed' : null,
    leftoversProblem(left),
  ].filter((problem) => problem !== null);
  return {
    report: `Browser soak: ${site.description} in a row through one Holdfast, in batches of ${BATCH}. Memory (PSS) is of the
whole process tree; "idle" is the least of it some seconds after a batch, without the browser, which is started anew
every so many pages.

${renderTable(HEAD, rows.map(describe))}
  ${growth === null ? 'Whether memory grew is not known here.' : `Idle memory from the first batch to the last: ${growthText(growth)}.`}
  ${closedAfter === null ? 'The browser was not seen to close.' : `The unused browser was closed within ${rounded(closedAfter, 0)} s; the service then held ${megabytes(afterwards?.tree ?? null)} MB.`}
  ${leftText(left)}
`,
    numbers: { rows, closedAfter, afterwards, left },
    problems,
  };
}

async function renderAll({ print, signal }: Bench, { host, pages }: BrowserSite): Promise<Run> {
  const service = await startScratchService(signal, neededSettings(host, BATCH));
  try {
    const { client } = await openAccount(service, { name: 'bench' }, signal);
    const rows: Row[] = [];
    for (let from = 0; from < pages.length; from += BATCH) {
      const batch = pages.slice(from, from + BATCH);
      const measure = await renderBatch(client, service.pid, host, batch);
      const idle = await leastMemory(service.pid, signal);
      const row = { pages: batch.length, measure, idle, browser: browserProcesses(service.pid) };
      rows.push(row);
      const values = describe(row, rows.length - 1);
      print(`  ${HEAD.map((head, column) => `${head} ${values[column]}`).join(', ')}\n`);
    }
    print('  waiting for the unused browser to be closed\n');
    const closedAfter = await untilBrowserIsClosed(service.pid, signal);
    return { rows, closedAfter, afterwards: memoryOf(service.pid) };
  } finally {
    await service.stop();
  }
}

const HEAD = [
  ...['batch', 'pages/min', 'CPU s', 'peak MB', 'idle MB', 'main idle MB'],
  ...['browser processes', 'renderers'],
];

function describe({ pages, measure, idle, browser }: Row, at: number): Cell[] {
  return [
    `${at + 1}${measure.problem === null ? '' : ' (WRONG)'}`,
    rounded((pages / measure.seconds) * 60, 0),
    rounded(measure.cpuSeconds, 1),
    megabytes(measure.peakBytes),
    megabytes(idle?.tree ?? null),
    megabytes(idle?.top ?? null),
    browser?.all,
    browser?.renderers,
  ];
}

async function leastMemory(pid: number, signal: AbortSignal): Promise<Memory | null> {
  await sleep(SETTLE_MS, undefined, { signal });
  let least = memoryWithoutBrowser(pid);
  for (let look = 1; look < LOOKS; look += 1) {
    await sleep(1_000, undefined, { signal });
    const now = memoryWithoutBrowser(pid);
    if (now !== null && least !== null && now.tree < least.tree) least = now;
  }
  return least;
}

function memoryWithoutBrowser(pid: number): Memory | null {
  const processes = readProcesses();
  if (processes === null) return null;
  const browser = browserOf(pid, processes);
  return memoryOfAll(
    pid,
    [...treeOf([pid], processes)].filter((member) => !browser.has(member)),
  );
}

function browserProcesses(pid: number): BrowserProcesses | null {
  const processes = readProcesses();
  if (processes === null) return null;
  const commands = [...browserOf(pid, processes)].map(commandOf).filter((command) => command !== '');
  const renderers = commands.filter((command) => command.includes('--type=renderer'));
  return { all: commands.length, renderers: renderers.length };
}

/** Below a service: what names a browser's profile, and everything below that. */
function browserOf(pid: number, processes: Processes): Set<number> {
  const roots = [...treeOf([pid], processes)].filter((member) =>
    commandOf(member).includes('--user-data-dir='),
  );
  return treeOf(roots, processes);
}

async function untilBrowserIsClosed(pid: number, signal: AbortSignal): Promise<number | null> {
  const startedAt = performance.now();
  const seconds = (): number => (performance.now() - startedAt) / 1000;
  while (seconds() * 1000 < IDLE_BOUND_MS) {
    const browser = browserProcesses(pid);
    if (browser === null) return null;
    if (browser.all === 0) return seconds();
    await sleep(1_000, undefined, { signal });
  }
  return null;
}

/** From the first batch to the last, as a share; null when it is not known. */
function growthOf(rows: readonly Row[]): number | null {
  const [first, last] = [rows[0]?.idle, rows.at(-1)?.idle];
  return first == null || last == null ? null : last.tree / first.tree - 1;
}

function growthText(growth: number): string {
  const percent = `${growth < 0 ? '' : '+'}${rounded(growth * 100, 1)} %`;
  return `${percent}, ${growth > TOLERANCE ? 'which is growth' : 'no growth'}`;
}

function leftText(left: Leftovers | null): string {
  if (left === null) return 'What was left behind is not known here.';
  const { processes, folders } = left;
  return `After the stop ${processes.length} processes and ${folders.length} folders of browsers were left.`;
}
