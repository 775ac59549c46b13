/** What the three APIs call things. */

import type { World } from '../types.js';
import type { Api } from './inputs.js';

/** The header that the API takes a key in. */
export function credential(api: Api, key: string): Record<string, string> {
  return api === 'runo' ? { 'X-API-Key': key } : { Authorization: `Bearer ${key}` };
}

/** Where a job of the API is read and cancelled. */
export function jobPath(api: Api, jobId: string): string {
  return api === 'scrapethis' ? `/api/v1/jobs/${jobId}` : `/v1/jobs/${jobId}`;
}

/** The id of the job that an answer has accepted, or null. Runo says it in the head, before there is a body. */
export function jobIdOf(
  api: Api,
  status: number | null,
  headers: Readonly<Record<string, string>>,
  answer: unknown,
): string | null {
  if (status !== (api === 'scrpy' ? 201 : 200)) return null;
  switch (api) {
    case 'runo':
      return headers['x-job-id'] ?? null;
    case 'scrpy':
      return textAt(answer, 'job', 'id');
    case 'scrapethis':
      return textAt(answer, 'jobId');
  }
}

/** What stands in `value` under these names, one in the other, or undefined. */
export function valueAt(value: unknown, ...names: readonly string[]): unknown {
  let at = value;
  for (const name of names) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[name];
  }
  return at;
}

export function textAt(value: unknown, ...names: readonly string[]): string | null {
  const found = valueAt(value, ...names);
  return typeof found === 'string' ? found : null;
}

/** The body with the addresses of this world in the place of their names. */
export function filled(body: unknown, world: Pick<World, 'siteUrls' | 'receiverUrl'>): unknown {
  const addresses = { ...world.siteUrls, receiver: world.receiverUrl };
  const text = Object.entries(addresses).reduce(
    (filling, [name, url]) => filling.replaceAll(`{${name}}`, url),
    JSON.stringify(body),
  );
  return JSON.parse(text) as unknown;
}
