/** The benchmarks: `npm run bench -- [part …] [options]`. Tables at the end; no number makes it fail, wrong results do. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../demo/interrupt.js';
import { VERSION } from '../src/version.js';
import { readOptions, type Options } from './options.js';
import type { Part, PartResult } from './part.js';
import { batchPart } from './parts/batch.js';
import { browserPart } from './parts/browser.js';
import { clusterPart } from './parts/cluster.js';
import { crawlPart } from './parts/crawl.js';
import { extractPart } from './parts/extract.js';
import { growthPart } from './parts/growth.js';
import { openingPart } from './parts/opening.js';
import { outagePart } from './parts/outage.js';
import { overloadPart } from './parts/overload.js';
import { postgresPart } from './parts/postgres.js';
import { spidersPart } from './parts/spiders.js';
import { upkeepPart } from './parts/upkeep.js';

const PARTS: readonly Part[] = [
  batchPart,
  extractPart,
  crawlPart,
  spidersPart,
  browserPart,
  openingPart,
  postgresPart,
  clusterPart,
  upkeepPart,
  growthPart,
  overloadPart,
  outagePart,
];

const print = (text: string): void => void process.stdout.write(text);

await runCommand(async (signal) => {
  const options = readOptions(
    process.argv.slice(2),
    PARTS.map(({ name }) => name),
  );
  const scratch = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  try {
    const machine = describeMachine();
    const results = await runParts(options, scratch, signal);
    for (const { report } of results.values()) print(`\n${report}`);
    print(`\n${Object.values(machine).join(', ')}.\n`);
    if (options.json !== null) writeFileSync(options.json, numbers(options, machine, results));
    return complain([...results.values()].flatMap(({ problems }) => problems));
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
});

async function runParts(
  options: Options,
  scratch: string,
  signal: AbortSignal,
): Promise<Map<string, PartResult>> {
  const results = new Map<string, PartResult>();
  for (const part of PARTS.filter(({ name }) => options.parts.includes(name))) {
    const own = join(scratch, part.name);
    mkdirSync(own);
    results.set(part.name, await part.run({ options, scratch: own, signal, print }));
  }
  return results;
}

function describeMachine() {
  const [cpu] = cpus();
  return {
    holdfast: `Holdfast ${VERSION}`,
    node: `Node ${process.version}`,
    processors: `${cpus().length} x ${cpu?.model.trim() ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 1024 ** 3)} GB`,
    system: `${process.platform} ${release()}`,
    // What else ran: ratios stand it, single numbers do not.
    load: `load ${loadavg()[0]?.toFixed(1)} before the start`,
  };
}

function numbers(options: Options, machine: object, results: ReadonlyMap<string, PartResult>): string {
  const parts = Object.fromEntries(
    [...results].map(([name, { numbers: own, problems }]) => [name, { ...own, problems }]),
  );
  return `${JSON.stringify({ at: new Date().toISOString(), machine, options, parts }, null, 2)}\n`;
}

function complain(problems: readonly string[]): number {
  if (problems.length === 0) return 0;
  process.stderr.write(`\nFailed:\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
  return 1;
}
