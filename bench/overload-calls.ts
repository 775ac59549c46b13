/** Calls by the hundred, callers that take nothing of their answers, and the site that the calls ask for. */

import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Agent, request } from 'undici';

/** Of the site, for each page. */
const PAGE_MS = 100;
/** So much text has each page that slow readers ask for, in bytes. */
const LARGE_TEXT = 32_000;

export interface Answered {
  /** The answer's status and that of the page, or why there was no answer. */
  readonly status: string;
  readonly ms: number;
}

export interface Calls {
  /** Posts to an API, each call on a connection of its own as long as it waits. Never rejects. */
  post(url: string, key: string, body: unknown): Promise<Answered>;
  close(): Promise<void>;
}

export function createCalls(signal: AbortSignal): Calls {
  const dispatcher = new Agent({ connections: null, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  const statusOf = async (url: string, key: string, body: unknown): Promise<string> => {
    const { statusCode, body: answer } = await request(url, {
      method: 'POST',
      dispatcher,
      signal,
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { status } = (await answer.json()) as { readonly status?: string };
    return `${statusCode} ${status ?? ''}`.trim();
  };
  return {
    post: async (url, key, body) => {
      const startedAt = performance.now();
      const status = await statusOf(url, key, body).catch((error: Error) => error.message);
      signal.throwIfAborted();
      return { status, ms: performance.now() - startedAt };
    },
    close: () => dispatcher.close(),
  };
}

export function atOnce(count: number, act: (at: number) => Promise<Answered>): Promise<Answered[]> {
  return Promise.all(Array.from({ length: count }, (_, at) => act(at)));
}

/** `count` calls, `lanes` of them at a time. */
export async function inLanes(
  count: number,
  lanes: number,
  act: (at: number) => Promise<Answered>,
): Promise<Answered[]> {
  const answers: Answered[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) answers.push(await act(next++));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return answers;
}

/** A caller that posts, and takes nothing of what it is sent. */
export function postAndTakeNothing(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): Socket {
  const { hostname, port, pathname } = new URL(url);
  const text = JSON.stringify(body);
  const lines = Object.entries({
    Host: `${hostname}:${port}`,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(text)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(Number(port), hostname);
  // That it is disconnected is what it is for; the service counts it.
  socket.on('error', () => undefined);
  socket.pause();
  socket.write(`POST ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n${text}`);
  return socket;
}

export interface SlowSite {
  readonly port: number;
  close(): void;
}

/** `/large/…` has pages with much text in their description, everything else small ones. */
export async function startSlowSite(): Promise<SlowSite> {
  const words = 'Boils water for tea. '.repeat(LARGE_TEXT / 21);
  const site = createServer(({ url }, response) => {
    const description = url?.startsWith('/large/') === true ? words : 'Boils water.';
    setTimeout(() => {
      response.setHeader('content-type', 'text/html');
      response.end(`<title>Kettle</title><meta name="description" content="${description}"><h1>Kettle</h1>`);
    }, PAGE_MS);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  return {
    port: (site.address() as AddressInfo).port,
    close: () => {
      site.closeAllConnections();
      site.close();
    },
  };
}
