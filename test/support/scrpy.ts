/** Calls to a running service as clients of Scrpy make them. */

import { strict as assert } from 'node:assert';
import type { Answer } from './api.js';
import type { RunningService } from './service.js';
import { waitFor } from './wait.js';

export interface Scrpy {
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  /** The job with its results, once it has ended. */
  ended(id: string, withinMs?: number): Promise<any>;
  /** Creates a job and waits for its end. */
  run(body: object): Promise<{ job: any }>;
}

const OVER = new Set(['completed', 'partial', 'failed', 'cancelled']);

export function createScrpy({ api }: RunningService, key: string): Scrpy {
  const bearer = { Authorization: `Bearer ${key}` };
  const scrpy: Scrpy = {
    post: (path, body, headers = {}) => api.call('POST', path, { ...bearer, ...headers }, body),
    get: (path) => api.call('GET', path, bearer),
    delete: (path) => api.call('DELETE', path, bearer),
    ended: (id, withinMs = 60_000) =>
      waitFor(
        `job ${id} to end`,
        async () => {
          const { job } = (await scrpy.get(`/v1/jobs/${id}`)).body;
          return OVER.has(job.status) && 'completedAt' in job ? job : null;
        },
        withinMs,
      ),
    run: async (body) => {
      const created = await scrpy.post('/v1/jobs', body);
      assert.equal(created.status, 201, JSON.stringify(created.body));
      return { job: await scrpy.ended(created.body.job.id) };
    },
  };
  return scrpy;
}
