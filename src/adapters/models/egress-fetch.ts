/**
 * The way to a model provider: the egress gate, opened for the one host and port that the operator has configured, which
 * may be private. Pages cannot use that opening. Redirects are refused, since they would carry the key away.
 */

import { Agent, fetch as undiciFetch } from 'undici';
import { parseAllowList } from '../../core/net/allow-list.js';
import { createEgressGate } from '../egress/gate.js';

export interface EgressFetch {
  readonly fetch: typeof globalThis.fetch;
  close(): Promise<void>;
}

export function createEgressFetch(baseUrl: string): EgressFetch {
  const { hostname, port, protocol } = new URL(baseUrl);
  const gate = createEgressGate({
    allowList: parseAllowList(`${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`),
  });
  // The SDK's time-out bounds each call; a model may think for minutes before the first byte.
  const dispatcher = new Agent({ connect: gate.connect, allowH2: false, headersTimeout: 0, bodyTimeout: 0 });
  const egress = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const { body, headers } = await encoded(init);
    const answer = await undiciFetch(input as string, {
      ...(init as object),
      body,
      headers: [...headers],
      redirect: 'error',
      dispatcher,
    });
    return answer;
  };
  // The SDKs ask the fetch function's own class whether it takes forms; ours are Node's.
  return { fetch: Object.assign(egress, { Response }), close: () => dispatcher.destroy() };
}

/** Forms come as Node's own class, which undici's does not know. */
async function encoded(init: RequestInit): Promise<{ body: string | Uint8Array | null; headers: Headers }> {
  const headers = new Headers(init.headers);
  if (!(init.body instanceof FormData)) return { body: (init.body ?? null) as string | null, headers };
  const form = new Response(init.body);
  headers.set('content-type', form.headers.get('content-type') ?? '');
  return { body: new Uint8Array(await form.arrayBuffer()), headers };
}
