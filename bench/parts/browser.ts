/**
 * Pages that are empty until their scripts have run, through Holdfast's browser and through Crawlee's, in turn, several
 * rounds. On request through Holdfast's alone, many in a row.
 */

import { join } from 'node:path';
import { findChromium } from '../../src/adapters/browser/find-chromium.js';
import { readConfig } from '../../src/config.js';
import { startBrowserSite, UNWANTED, type BrowserSite } from '../browser-site.js';
import { soak } from '../browser-soak.js';
import { createHoldfastBrowser } from '../contestants/holdfast-browser.js';
import { createPeer } from '../contestants/peer.js';
import { findProblem, type Contestant, type Measure } from '../contest.js';
import { leftoversProblem, trackProcesses, type Leftovers } from '../leftovers.js';
import type { Bench, Part, PartResult } from '../part.js';
import { ensureNodePeers, PEERS } from '../peers.js';
import { CPU, NAME, PEAK, renderStandings, roundsText, runRounds, SECONDS, SPEED_RATIO } from '../rounds.js';
import type { Column } from '../rounds.js';
import { rounded } from '../stats.js';

const DEFAULT_PAGES = 200;
const SOAK_PAGES = 1_000;
/** What Holdfast does not load: images, fonts, media, known trackers. */
const BLOCKED = ['*.png', '*.jpg', '*.woff2', '*.mp4', '*googletagmanager.com*'];

const COLUMNS: readonly Column[] = [
  NAME,
  { head: 'pages/min', cell: ({ seconds }, _, pages) => rounded((pages / seconds) * 60, 0) },
  SPEED_RATIO,
  { head: 'pages/s', cell: ({ seconds }, _, pages) => rounded(pages / seconds, 2) },
  SECONDS,
  ...CPU,
  ...PEAK,
  { head: 'left over', cell: ({ leftovers }) => leftovers },
];

export const browserPart: Part = {
  name: 'browser',
  run: async (bench) => {
    const { options, print, scratch, signal } = bench;
    const chromium = findChromium(process.env);
    if (chromium === null) return impossible('there is no Chromium.');
    // The pages' own framework is among the packages.
    const missing = await ensureNodePeers(print, signal);
    if (missing !== null) return impossible(missing);
    const pages = options.pages ?? (options.soak ? SOAK_PAGES : DEFAULT_PAGES);
    const site = await startBrowserSite(pages, scratch, signal);
    try {
      print(`Site: ${site.description}, on ${site.host}.\n`);
      return await (options.soak ? soak(bench, site) : contest(bench, site, chromium));
    } finally {
      await site.stop();
    }
  },
};

function impossible(reason: string): PartResult {
  return { report: `Browser: ${reason}\n`, numbers: {}, problems: [`Browser: ${reason}`] };
}

async function contest(bench: Bench, site: BrowserSite, chromium: string): Promise<PartResult> {
  const { options } = bench;
  const pages = site.pages.length;
  const contestants = enter(bench, site, chromium).map((contestant) => watchOver(contestant, bench, site));
  const { standings, problems } = await runRounds(bench, 'Browser', pages, contestants);
  return {
    report: `Browser: ${site.description}, ${roundsText(options.rounds)}, "x" is the ratio to the first line.
Everyone has the same Chromium, loads no images, fonts, media and trackers, and must end with the title and the heading
that the scripts put there. Time is that of the work alone, the start of the browser included, for Holdfast from the
POST to the last byte of its answer. CPU and memory (PSS) are of the whole process tree with the browser's processes;
"left over" are processes that are still there 5 s after everything was stopped.

${renderStandings(standings, pages, options.rounds, COLUMNS)}`,
    numbers: { pages, standings },
    problems,
  };
}

function enter({ scratch }: Bench, { host, pages }: BrowserSite, chromium: string): Contestant[] {
  const urls = pages.map(({ path }) => `http://${host}${path}`);
  const crawlee = (name: string, concurrency: number | null): Contestant =>
    createPeer(
      {
        name,
        command: process.execPath,
        args: [join(PEERS, 'crawlee-playwright.mjs')],
        settings: { chromium, blocked: BLOCKED, concurrency },
      },
      urls,
      (found) => findProblem(host, pages, found),
      scratch,
    );
  // As many pages at once as Holdfast renders unless it is told otherwise.
  const { browserPages } = readConfig({});
  return [
    createHoldfastBrowser(host, pages),
    crawlee('Crawlee', null),
    crawlee(`Crawlee, ${browserPages} at once`, browserPages),
  ];
}

/** The same contestant, and what it leaves behind and what it loads are looked at. */
function watchOver({ names, run }: Contestant, { print }: Bench, site: BrowserSite): Contestant {
  return {
    names,
    run: async (signal) => {
      await site.counts();
      const tracker = trackProcesses();
      let measures: readonly Measure[];
      let left: Leftovers | null;
      try {
        measures = await run(signal);
      } finally {
        left = await tracker.leftovers();
      }
      const counts = await site.counts();
      print(`  requests that the site saw: ${JSON.stringify(counts)}\n`);
      const loaded = UNWANTED.filter((kind) => (counts[kind] ?? 0) > 0);
      const problems = [
        loaded.length === 0 ? null : `it loaded ${loaded.join(' and ')}, which nobody should`,
        // What others leave behind does not make the numbers wrong.
        names[0]?.startsWith('Holdfast') === true ? leftoversProblem(left) : null,
      ].filter((problem) => problem !== null);
      return measures.map((measure) => ({
        ...measure,
        problem: measure.problem ?? (problems.length === 0 ? null : problems.join('; ')),
        leftovers: left?.processes.length ?? null,
      }));
    },
  };
}
