/** The same pages through Holdfast and through others, in turn, several rounds. */

import { join } from 'node:path';
import { renderTable, type Cell } from '../../demo/table.js';
import { createHoldfast } from '../contestants/holdfast.js';
import { createPeer, type PeerCommand } from '../contestants/peer.js';
import type { Contestant, Measure } from '../contest.js';
import type { Bench, Part, PartResult } from '../part.js';
import { ensurePeers, PEERS, type Peers } from '../peers.js';
import { median, medianOrNull, megabytes, rounded } from '../stats.js';

interface Standing {
  readonly name: string;
  readonly rounds: Measure[];
}

export const batchPart: Part = {
  name: 'batch',
  run: async (bench) => {
    const peers = await ensurePeers(bench.print, bench.signal);
    for (const sentence of peers.missing) bench.print(`${sentence}\n`);
    const contestants = enter(bench, peers);
    const standings: Standing[] = contestants.flatMap(({ names }) =>
      names.map((name) => ({ name, rounds: [] as Measure[] })),
    );
    const problems: string[] = [];
    for (let round = 1; round <= bench.options.rounds; round += 1) {
      bench.print(`Batch, round ${round} of ${bench.options.rounds}\n`);
      for (const contestant of contestants) await runOne(bench, contestant, standings, problems);
    }
    return result(bench, standings, problems, peers.missing);
  },
};

function enter({ host, site, scratch }: Bench, peers: Peers): Contestant[] {
  const script = (name: string): string[] => [join(PEERS, name)];
  const node = process.execPath;
  const commands: PeerCommand[] = [
    ...(peers.crawlee
      ? [
          {
            name: 'Crawlee, in memory',
            command: node,
            args: script('crawlee.mjs'),
            settings: { persist: false },
          },
          {
            name: 'Crawlee, on disk',
            command: node,
            args: script('crawlee.mjs'),
            settings: { persist: true },
          },
        ]
      : []),
    ...(peers.python === null
      ? []
      : [{ name: 'Scrapy', command: peers.python, args: script('scrapy_peer.py') }]),
    { name: 'undici + cheerio loop', command: node, args: script('bare.mjs') },
  ];
  return [
    createHoldfast(host, site.pages),
    ...commands.map((command) => createPeer(command, host, site.pages, scratch)),
  ];
}

async function runOne(
  bench: Bench,
  contestant: Contestant,
  standings: readonly Standing[],
  problems: string[],
): Promise<void> {
  try {
    const measures = await contestant.run(bench.signal);
    for (const [at, measure] of measures.entries()) {
      const name = contestant.names[at];
      standings.find((standing) => standing.name === name)?.rounds.push(measure);
      const speed = rounded(bench.site.pages.length / measure.seconds, 0);
      bench.print(
        `  ${name}: ${rounded(measure.seconds, 2)} s, ${speed} pages/s${measure.problem === null ? '' : ', WRONG'}\n`,
      );
      if (measure.problem !== null) problems.push(`${name}: ${measure.problem}`);
    }
  } catch (error) {
    bench.signal.throwIfAborted();
    problems.push(`${contestant.names[0]}: ${(error as Error).message}`);
    bench.print(`  ${contestant.names[0]}: failed\n`);
  }
}

const HEAD = ['', 'pages/s', 'x', 'seconds', 'CPU s', 'x', 'peak MB', 'x', 'main MB'];

function result(
  { site, options }: Bench,
  standings: readonly Standing[],
  problems: readonly string[],
  missing: readonly string[],
): PartResult {
  const pages = site.pages.length;
  const medians = standings.map(({ name, rounds }) => ({
    name,
    mark: markOf(rounds, options.rounds),
    seconds: median(rounds.map(({ seconds }) => seconds)),
    cpu: medianOrNull(rounds.map(({ cpuSeconds }) => cpuSeconds)),
    peak: medianOrNull(rounds.map(({ peakBytes }) => peakBytes)),
    top: medianOrNull(rounds.map(({ topPeakBytes }) => topPeakBytes)),
  }));
  const [first] = medians;
  const ratio = (value: number | null, base: number | null | undefined): string | null =>
    value === null || base === null || base === undefined ? null : rounded(value / base, 2);
  const rows = medians.map(({ name, seconds, cpu, peak, top, mark }): Cell[] => [
    name + mark,
    rounded(pages / seconds, 0),
    ratio(first?.seconds ?? null, seconds),
    rounded(seconds, 2),
    rounded(cpu, 1),
    ratio(cpu, first?.cpu),
    megabytes(peak),
    ratio(peak, first?.peak),
    name.startsWith('Holdfast') ? megabytes(top) : null,
  ]);
  const rounds = options.rounds === 1 ? 'one round' : `medians of ${options.rounds} rounds`;
  return {
    report: `Batch: ${site.description}, ${rounds}, "x" is the ratio to the first line.
Time is that of the work alone, measured inside each process: not the start of interpreters, and for Holdfast from the
POST to the last byte of its answer. CPU and memory (PSS) are of the whole process tree during that time, for Holdfast
with Temporal and database; "main MB" is its own Node process.

${renderTable(HEAD, rows)}${missing.map((sentence) => `  ${sentence}\n`).join('')}`,
    numbers: { pages, standings, missing },
    problems: [...new Set(problems)],
  };
}

/** Numbers of work that was not done right are not to be taken for the others'. */
function markOf(rounds: readonly Measure[], wanted: number): string {
  if (rounds.some(({ problem }) => problem !== null)) return ' (WRONG VALUES)';
  return rounds.length < wanted ? ` (${wanted - rounds.length} rounds FAILED)` : '';
}
