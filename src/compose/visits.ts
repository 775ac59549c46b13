/** How a page is got: the network, the browser, readers of PDF and HTML, and what hosts allow. */

import { createRenderer, findChromium, type Resources } from '../adapters/browser/index.js';
import { createExtractor } from '../adapters/extractor.js';
import { createPageCookies } from '../adapters/fetch/cookies.js';
import { createFetcher } from '../adapters/fetch/fetcher.js';
import { createMemoryHostGate } from '../adapters/host-gate-memory.js';
import { createMemoryPacing } from '../adapters/pacing-memory.js';
import { createPdfReader } from '../adapters/pdf/reader.js';
import { createOpenSession } from '../app/job-session.js';
import { createLearnFrom } from '../app/learned-places.js';
import { createRobotsOf, type RobotsOf } from '../app/robots-of.js';
import { createVisitPage, type VisitPage } from '../app/visit-page.js';
import type { BrowserResource } from '../config.js';
import { decodeText } from '../core/html/decode.js';
import { createHostHabits } from '../core/page/host-habits.js';
import type { Fetcher } from '../ports/fetcher.js';
import type { HostGate } from '../ports/host-gate.js';
import type { Renderer } from '../ports/renderer.js';
import type { WorkBase } from './base.js';

export interface Visits {
  readonly fetcher: Fetcher;
  readonly hostGate: HostGate;
  readonly visitPage: VisitPage;
  readonly robots: { readonly robotsOf: RobotsOf; readonly robotsToken: string };
}

export function composeVisits(base: WorkBase): Visits {
  const { config, store, metrics, gate, own, now, atFailpoint } = base;
  const fetcher = own(createFetcher({ gate, userAgent: config.userAgent }));
  const renderer = openRenderer(base);
  const pdfReader = own(createPdfReader());
  // A database of our own has no other workers to share paces with.
  const pacing = config.databaseUrl === null ? createMemoryPacing() : store.pacing;
  const visitPage = createVisitPage({
    fetcher,
    renderer,
    extractor: createExtractor({ decode: decodeText, pdfReader }),
    habits: createHostHabits(Date.now),
    learnFrom: createLearnFrom(store),
    openSession: createOpenSession(store, createPageCookies),
    onEscalated: metrics.onEscalated,
  });
  return {
    fetcher,
    hostGate: createMemoryHostGate(config.hostConcurrency, pacing),
    visitPage: atFailpoint({ before: 'before-fetch', after: 'after-fetch' }, visitPage),
    robots: { robotsOf: createRobotsOf({ fetcher, now }), robotsToken: robotsToken(config.userAgent) },
  };
}

/** Null where there is no browser: pages are then fetched over HTTP only. */
function openRenderer({ config, gate, log, own }: WorkBase): Renderer | null {
  const { environment: env, userAgent, browserPages: slots } = config;
  const executablePath = findChromium(env);
  if (executablePath === null) {
    log.warn({}, 'no Chromium was found, pages cannot be rendered: run "npm start", or set CHROMIUM_PATH');
    return null;
  }
  const loads = (resource: BrowserResource): boolean => config.browserResources.has(resource);
  const resources: Resources = {
    images: loads('images'),
    fonts: loads('fonts'),
    media: loads('media'),
    trackers: loads('trackers'),
  };
  return own(createRenderer({ gate, executablePath, env, userAgent, slots, log, resources }));
}

/** The product token of a user agent, which stands before its version: robots.txt names robots by it. */
function robotsToken(userAgent: string): string {
  return /^[A-Za-z_-]+/.exec(userAgent)?.[0] ?? 'Holdfast';
}
