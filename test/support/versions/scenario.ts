/**
 * What runs when the data of a version is kept: a batch and a crawl that are half done, and a job whose pages wait for a
 * batch of a model. Their URLs are in the data, so the site has one port for all versions.
 */

import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { TITLE } from '../api.js';
import { GUARANTEE, guaranteeIn } from '../guarantee.js';
import { startVendor, type Vendor } from '../vendor/index.js';

const PORT = 19_847;
const SITE = `http://127.0.0.1:${PORT}`;
/** Another run of the same test on this machine has the port meanwhile. */
const PORT_WITHIN_MS = 120_000;

export const ADMIN_TOKEN = 'a-token-for-tests-only';

export const PAGES = { batch: 10, crawl: 8, asked: 3 } as const;
export type JobName = keyof typeof PAGES;
/** Pages that are done when the service is killed. */
export const DONE = { batch: 4, crawl: 3 } as const;

export const CALLS: Readonly<Record<JobName, { readonly path: string; readonly body: object }>> = {
  batch: { path: '/v1/batch', body: { urls: urls('batch', PAGES.batch), schema: TITLE } },
  crawl: {
    path: '/v1/crawl',
    body: {
      seed_url: `${SITE}/crawl/0`,
      schema: TITLE,
      crawl: { follow_pattern: `${SITE}/*`, max_pages: PAGES.crawl },
    },
  },
  asked: {
    path: '/v1/batch',
    body: {
      urls: urls('asked', PAGES.asked),
      schema: [...TITLE, GUARANTEE],
      async_mode: true,
    },
  },
};

/** What the kept data is about, beside the data. */
export interface Kept {
  readonly account: { readonly id: string; readonly key: string };
  readonly jobs: Readonly<Record<JobName, string>>;
}

function urls(kind: JobName, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${SITE}/${kind}/${n}`);
}

/** The site; pages from the numbers in `heldFrom` on get no answer. */
export async function startScenarioSite(
  heldFrom: Partial<Record<string, number>> = {},
): Promise<{ close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const [, kind = '', n = ''] = (request.url ?? '').split('/');
    if (!(kind in PAGES)) return void response.writeHead(404).end();
    if (Number(n) >= (heldFrom[kind] ?? Infinity)) return;
    const links = kind === 'crawl' && n === '0' ? urls('crawl', PAGES.crawl) : [];
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(
      `<title>${kind} ${n}</title><h1>${kind} ${n}</h1><p>We stand by it for ${n} years and a day.</p>` +
        links.map((url) => `<a href="${url}">a page</a>`).join(''),
    );
  });
  await listen(server);
  return {
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server): Promise<void> {
  for (const until = Date.now() + PORT_WITHIN_MS; ; await sleep(200)) {
    try {
      return await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(PORT, '127.0.0.1', resolve);
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || Date.now() > until) throw error;
    }
  }
}

/** A provider whose model reads the guarantee of a page. */
export async function startScenarioVendor(): Promise<Vendor> {
  const vendor = await startVendor();
  vendor.answer = ({ page }) => ({
    values: { guaranteePeriod: guaranteeIn(page) ?? '' },
  });
  vendor.endsAtOnce = true;
  return vendor;
}

export function scenarioEnv(dataDir: string, vendor: Vendor): Record<string, string> {
  return {
    DATA_DIR: dataDir,
    ADMIN_TOKEN,
    ALLOW_PRIVATE_NETWORKS: `127.0.0.1:${PORT}`,
    // One host has all the pages, and those without an answer keep their places.
    HOST_CONCURRENCY: '64',
    LLM_PROVIDER: 'openai',
    LLM_MODEL: 'a-model',
    OPENAI_API_KEY: 'key',
    OPENAI_BASE_URL: `${vendor.url}/v1`,
    LLM_BATCH_POLL_SECONDS: '0.5',
  };
}
