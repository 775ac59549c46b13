/** The site of the crawl, followed by spiders: in TypeScript and for Scrapy, run by Holdfast, and by Scrapy alone. A crawl is the measure. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { notedTool } from '../../src/adapters/tools.js';
import { createHoldfastCrawl, type CrawlTask } from '../contestants/holdfast-crawl.js';
import { createHoldfastSpider } from '../contestants/holdfast-spider.js';
import { createPeer } from '../contestants/peer.js';
import type { Contestant } from '../contest.js';
import type { CrawlSite } from '../crawl-site.js';
import type { Bench, Part, PartResult } from '../part.js';
import { ensurePeers, PEERS } from '../peers.js';
import { renderStandings, roundsText, runRounds } from '../rounds.js';
import { onCrawlSite } from './crawl.js';

/** The examples that come with Holdfast. */
const SPIDERS = fileURLToPath(new URL('../../../spiders/', import.meta.url));

export const spidersPart: Part = {
  name: 'spiders',
  run: (bench) => onCrawlSite(bench, 'Spiders', (site, task) => contest(bench, site, task)),
};

async function contest(bench: Bench, site: CrawlSite, task: CrawlTask): Promise<PartResult> {
  const { options, print, signal, scratch } = bench;
  const { python, missing } = await ensurePeers(print, signal);
  for (const sentence of missing) print(`${sentence}\n`);
  const pages = site.pages.size;
  const typescript = { name: 'TypeScript', folder: SPIDERS, file: 'pages.mjs' };
  const scrapy = notedTool('scrapy');
  const contestants: Contestant[] = [createHoldfastCrawl(task), createHoldfastSpider(task, typescript)];
  if (scrapy !== null && python !== null) {
    const settings = { SCRAPY_COMMAND: scrapy };
    contestants.push(
      createHoldfastSpider(task, { name: 'Scrapy', folder: PEERS, file: 'scrapy_spider.py', settings }),
      createPeer(
        { name: 'Scrapy alone', command: python, args: [join(PEERS, 'scrapy_crawl.py')] },
        [task.seed],
        task.problemOf,
        scratch,
      ),
    );
  }
  const { standings, problems } = await runRounds(bench, 'Spiders', pages, contestants);
  return {
    report: `Spiders: ${site.description}, from its index, ${roundsText(options.rounds)}, "x" is the ratio to the first line.
Everyone follows all links of the site and must end with the title and heading of each page, spiders with one item a page.
Time is for Holdfast from the start of the job to the last byte of its results, all stored; for Scrapy alone that of the
work, items in a file. CPU and memory (PSS) are of the whole process tree during that time, for Holdfast with Temporal and database.

${renderStandings(standings, pages, options.rounds)}${missing.map((sentence) => `  ${sentence}\n`).join('')}`,
    numbers: { pages, standings, missing },
    problems,
  };
}
