/**
 * A folder of real pages, crawled along its links from its index by Holdfast and by others, in turn, several rounds. On
 * request by Holdfast alone: a generated site of any size, or with a profile.
 */

import { join } from 'node:path';
import { createHoldfastCrawl, type CrawlTask } from '../contestants/holdfast-crawl.js';
import { createPeer, type PeerCommand } from '../contestants/peer.js';
import type { Contestant } from '../contest.js';
import { findCrawlProblem, NoSite, openCrawlSite, type CrawlSite } from '../crawl-site.js';
import { crawlGenerated } from '../generated-crawl.js';
import { leftOut, serve, type Bench, type Part, type PartResult } from '../part.js';
import { ensurePeers, PEERS, type Peers } from '../peers.js';
import { profileCrawl } from '../profile.js';
import { renderStandings, roundsText, runRounds, type Outcome } from '../rounds.js';
import { megabytes } from '../stats.js';

/** What a crawl may hold in Holdfast's own process. */
const MAIN_BOUND_MB = 600;
/** Allowed beyond the pages there are, so that the limit is never what ends a crawl. */
const SPARE_PAGES = 100;

export const crawlPart: Part = {
  name: 'crawl',
  run: async (bench) => {
    if (bench.options.generated !== null) return crawlGenerated(bench, bench.options.generated);
    return onCrawlSite(bench, 'Crawl', (site, task) =>
      bench.options.profile ? profileCrawl(bench, task) : contest(bench, site, task),
    );
  },
};

/** Work on the pages to crawl while a server has them; `what` names the part where there are none. */
export async function onCrawlSite(
  bench: Bench,
  what: string,
  work: (site: CrawlSite, task: CrawlTask) => Promise<PartResult>,
): Promise<PartResult> {
  let site: CrawlSite;
  try {
    site = await openCrawlSite(bench);
  } catch (error) {
    if (!(error instanceof NoSite)) throw error;
    return leftOut(bench, `${what}: ${error.message}`);
  }
  return serve(bench, site.folder, site.description, (host) =>
    work(site, {
      host,
      seed: `http://${host}${site.start}`,
      maxPages: site.pages.size + site.others.size + SPARE_PAGES,
      problemOf: (found) => findCrawlProblem(host, site, found),
    }),
  );
}

async function contest(bench: Bench, site: CrawlSite, task: CrawlTask): Promise<PartResult> {
  const { options, print, signal, scratch } = bench;
  const peers = await ensurePeers(print, signal);
  for (const sentence of peers.missing) print(`${sentence}\n`);
  const pages = site.pages.size;
  const contestants: Contestant[] = [
    createHoldfastCrawl(task),
    ...commands(peers).map((command) => createPeer(command, [task.seed], task.problemOf, scratch)),
  ];
  const outcome = await runRounds(bench, 'Crawl', pages, contestants);
  return {
    report: `Crawl: ${site.description}, from its index, ${roundsText(options.rounds)}, "x" is the ratio to the first line.
Everyone follows all links of the site and must end with the pages, titles and headings that a walk through the files
finds. Time is that of the work alone, for Holdfast from the POST to the last byte of its answer; CPU and memory (PSS)
are of the whole process tree during that time, for Holdfast with Temporal and database.

${renderStandings(outcome.standings, pages, options.rounds)}  ${mainPeak(outcome)}
${peers.missing.map((sentence) => `  ${sentence}\n`).join('')}`,
    numbers: { pages, standings: outcome.standings, missing: peers.missing },
    problems: outcome.problems,
  };
}

function commands({ crawlee, python }: Peers): PeerCommand[] {
  const node = (name: string, script: string, settings = {}): PeerCommand => ({
    name,
    command: process.execPath,
    args: [join(PEERS, script)],
    settings,
  });
  return [
    ...(crawlee
      ? [
          node('Crawlee, in memory', 'crawlee-crawl.mjs', { persist: false }),
          node('Crawlee, on disk', 'crawlee-crawl.mjs', { persist: true }),
        ]
      : []),
    ...(python === null ? [] : [{ name: 'Scrapy', command: python, args: [join(PEERS, 'scrapy_crawl.py')] }]),
    node('undici + cheerio loop', 'crawl-cheerio.mjs'),
    node('undici + htmlparser2 loop', 'crawl-htmlparser2.mjs'),
  ];
}

function mainPeak({ standings }: Outcome): string {
  const peaks = standings
    .filter(({ name }) => name.startsWith('Holdfast'))
    .flatMap(({ rounds }) => rounds.map(({ topPeakBytes }) => topPeakBytes))
    .filter((bytes) => bytes !== null);
  if (peaks.length === 0) return "The memory of Holdfast's own process is not known here.";
  const highest = Math.max(...peaks);
  const verdict = highest / 1024 / 1024 < MAIN_BOUND_MB ? 'below' : 'NOT BELOW';
  return `Holdfast's own process held ${megabytes(highest)} MB at most, ${verdict} the ${MAIN_BOUND_MB} MB it may.`;
}
