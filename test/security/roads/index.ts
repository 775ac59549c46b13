/** The roads as pages of the site: fragments share pages, a few to each; what takes the whole page has one of its own. */

import type { Answer, Page } from '../../support/crawl-site.js';
import { roadFile } from './files.js';
import { HEADERS, headersPage } from './headers.js';
import { MARKUP } from './markup.js';
import { PAGES } from './pages.js';
import { hold, script, urlOf, type Road, type Target } from './road.js';
import { SCRIPTS } from './scripts.js';

/** Fragments on one page: more would hide which of them were in time. */
const PER_PAGE = 24;
const HOLD_MS = 800;

interface RoadPage {
  readonly names: readonly string[];
  page(to: Target): Page;
}

type Named<T> = readonly [name: string, road: Road<T>];

function inGroups(fragments: readonly Named<string>[]): RoadPage[] {
  const groups = Array.from({ length: Math.ceil(fragments.length / PER_PAGE) }, (_, n) =>
    fragments.slice(n * PER_PAGE, (n + 1) * PER_PAGE),
  );
  return groups.map((group) => ({
    names: group.map(([name]) => name),
    page: (to) => {
      const body = group.map(([name, road]) => road(urlOf(name, to), to)).join('\n');
      return { body: `<!doctype html><title>Road</title><h1>Road</h1>${body}${hold(HOLD_MS)}` };
    },
  }));
}

const scripted = Object.entries(SCRIPTS).map(([name, road]): Named<string> => [
  name,
  (url, to) => script(road(url, to)),
]);
const alone = Object.entries(PAGES).map(([name, road]): RoadPage => ({
  names: [name],
  page: (to) => road(urlOf(name, to), to),
}));

const headed: RoadPage = {
  names: Object.keys(HEADERS),
  page: (to) => headersPage(Object.entries(HEADERS).map(([name, road]) => road(urlOf(name, to), to))),
};

const ROAD_PAGES: readonly RoadPage[] = [
  ...inGroups(Object.entries(MARKUP)),
  ...inGroups(scripted),
  headed,
  ...alone,
];

export const ROAD_NAMES: readonly string[] = ROAD_PAGES.flatMap(({ names }) => names);

/** Paths of the pages that lead to the target of that name: all, or those that are needed to take these roads. */
export function roadPaths(target: string, roads: readonly string[] = ROAD_NAMES): string[] {
  return ROAD_PAGES.flatMap(({ names }, at) =>
    names.some((name) => roads.includes(name)) ? [`/road/${target}/${at}`] : [],
  );
}

/** The site's answer to a path of `roadPaths`, or to what these pages ask of the site. */
export function roadAnswer(path: string, targets: Readonly<Record<string, Target>>): Answer | undefined {
  const [, name = '', at = ''] = /^\/road\/(\w+)\/(\d+)$/.exec(path) ?? [];
  const target = targets[name];
  return target === undefined ? roadFile(path) : ROAD_PAGES[Number(at)]?.page(target);
}

/** Names of the roads by which these requests came. */
export function roadsOf(paths: readonly string[]): Set<string> {
  return new Set(paths.flatMap((path) => /\/hit\/([a-z-]+)/.exec(path)?.[1] ?? []));
}
