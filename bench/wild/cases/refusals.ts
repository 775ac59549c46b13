/** Servers that refuse, in the forms in which they do. */

import type { OutgoingHttpHeaders } from 'node:http';
import { pageWith, type WildCase } from '../case.js';
import { serveHandler } from '../serve.js';

function refusal(name: string, status: number, headers: OutgoingHttpHeaders = {}): WildCase {
  const body = pageWith({ title: 'Sorry', heading: 'Request denied' });
  return {
    ...{ group: 'Refusals', name, kind: 'refusal', schemes: ['http'], wants: {} },
    open: (scheme) =>
      serveHandler((_, response) => {
        response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
      }, scheme),
  };
}

export const refusals: readonly WildCase[] = [
  refusal('status 999', 999),
  refusal('status 600', 600),
  refusal('429 with a Retry-After of 0.5', 429, { 'retry-after': '0.5' }),
  refusal('429 with a Retry-After of -5', 429, { 'retry-after': '-5' }),
  refusal('429 with a Retry-After in the past', 429, { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' }),
  refusal('429 with X-RateLimit-Reset', 429, { 'x-ratelimit-reset': '1' }),
];
