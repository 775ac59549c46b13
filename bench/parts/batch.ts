/** The same pages through Holdfast and through others, in turn, several rounds. */

import { join } from 'node:path';
import { createHoldfast } from '../contestants/holdfast.js';
import { createPeer, type PeerCommand } from '../contestants/peer.js';
import { findProblem, type Contestant } from '../contest.js';
import { onSite, type Part, type SiteBench } from '../part.js';
import { ensurePeers, PEERS, type Peers } from '../peers.js';
import { renderStandings, roundsText, runRounds } from '../rounds.js';

export const batchPart: Part = {
  name: 'batch',
  run: onSite(async (bench) => {
    const { options, site } = bench;
    const peers = await ensurePeers(bench.print, bench.signal);
    for (const sentence of peers.missing) bench.print(`${sentence}\n`);
    const pages = site.pages.length;
    const { standings, problems } = await runRounds(bench, 'Batch', pages, enter(bench, peers));
    return {
      report: `Batch: ${site.description}, ${roundsText(options.rounds)}, "x" is the ratio to the first line.
Time is that of the work alone, measured inside each process: not the start of interpreters, and for Holdfast from the
POST to the last byte of its answer. CPU and memory (PSS) are of the whole process tree during that time, for Holdfast
with Temporal and database; "main MB" is its own Node process.

${renderStandings(standings, pages, options.rounds)}${peers.missing.map((sentence) => `  ${sentence}\n`).join('')}`,
      numbers: { pages, standings, missing: peers.missing },
      problems,
    };
  }),
};

function enter({ host, site, scratch }: SiteBench, peers: Peers): Contestant[] {
  const script = (name: string): string[] => [join(PEERS, name)];
  const node = process.execPath;
  const crawlee = (name: string, persist: boolean): PeerCommand => ({
    name,
    command: node,
    args: script('crawlee.mjs'),
    settings: { persist },
  });
  const commands: PeerCommand[] = [
    ...(peers.crawlee ? [crawlee('Crawlee, in memory', false), crawlee('Crawlee, on disk', true)] : []),
    ...(peers.python === null
      ? []
      : [{ name: 'Scrapy', command: peers.python, args: script('scrapy_peer.py') }]),
    { name: 'undici + cheerio loop', command: node, args: script('bare.mjs') },
  ];
  const urls = site.pages.map(({ path }) => `http://${host}${path}`);
  return [
    createHoldfast(host, site.pages),
    ...commands.map((command) =>
      createPeer(command, urls, (found) => findProblem(host, site.pages, found), scratch),
    ),
  ];
}
