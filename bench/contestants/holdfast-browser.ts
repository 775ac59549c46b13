/** Holdfast as its users see it, one POST /v1/batch that asks for a browser; otherwise as in holdfast.ts. */

import { openAccount, type BatchAnswer, type Client } from '../../demo/client.js';
import { startScratchService } from '../../demo/scratch-service.js';
import { findProblem, type Contestant, type Measure } from '../contest.js';
import type { ExpectedPage } from '../site.js';
import { foundPage, measureCall, neededSettings, TITLE_AND_HEADING } from './holdfast.js';

export function createHoldfastBrowser(host: string, pages: readonly ExpectedPage[]): Contestant {
  return {
    names: ['Holdfast, just started', 'Holdfast, next batch'],
    run: async (signal) => {
      const service = await startScratchService(signal, neededSettings(host, pages.length));
      try {
        const { client } = await openAccount(service, { name: 'bench' }, signal);
        const first = await renderBatch(client, service.pid, host, pages);
        const second = await renderBatch(client, service.pid, host, pages);
        return [first, second];
      } finally {
        await service.stop();
      }
    },
  };
}

/** One batch of all pages. */
export function renderBatch(
  client: Client,
  pid: number,
  host: string,
  pages: readonly ExpectedPage[],
): Promise<Measure> {
  const urls = pages.map(({ path }) => `http://${host}${path}`);
  const body = { urls, schema: TITLE_AND_HEADING, options: { render_js: 'always' } };
  return measureCall<BatchAnswer>(client, pid, '/v1/batch', body, ({ results }) => {
    const failed = results.find(({ status }) => status === 'error');
    if (failed !== undefined) return `${failed.url} failed: ${JSON.stringify(failed.error)}`;
    return findProblem(host, pages, results.map(foundPage));
  });
}
