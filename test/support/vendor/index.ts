/**
 * A model provider on loopback that speaks the documented protocols of OpenAI (chat completions, files, batches) and of
 * Anthropic (messages, message batches). What its model answers is the test's choice.
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { anthropicRoutes } from './anthropic.js';
import { homeRoutes } from './home.js';
import { openAiRoutes } from './openai.js';
import { say } from './say.js';
import type { Exchange, ListedModel, Reply, Said, Vendor } from './types.js';

export type { Call, FakeBatch, Reply, Said, Vendor } from './types.js';

/** One that sees images, as the vendors' do. */
const MODELS: readonly ListedModel[] = [
  { id: 'a-model', architecture: { input_modalities: ['text', 'image'] } },
];

export async function startVendor(): Promise<Vendor> {
  const nothing = (): Said => ({ values: {} });
  const server = createServer((request, response) => {
    void serve(vendor, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.keepAliveTimeout = 60_000;
  const listen = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const goAway = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const vendor: Vendor = {
    url: `http://127.0.0.1:${port}`,
    port,
    calls: [],
    refused: [],
    requests: [],
    keys: new Set(),
    batches: [],
    files: new Map(),
    answer: nothing,
    hasLine: () => true,
    beforeAnswer: () => undefined,
    hasNoBatches: false,
    instead: () => null,
    home: null,
    endsAtOnce: false,
    slots: Infinity,
    models: MODELS,
    goAway,
    comeBack: () => listen(port),
    end: (batch, state = 'ended') => {
      if (batch.state === 'running') batch.state = state;
    },
    reset: () => {
      vendor.calls.length = vendor.requests.length = vendor.batches.length = vendor.refused.length = 0;
      vendor.files.clear();
      vendor.answer = nothing;
      vendor.hasLine = () => true;
      vendor.beforeAnswer = () => undefined;
      vendor.endsAtOnce = vendor.hasNoBatches = false;
      vendor.instead = () => null;
      vendor.slots = Infinity;
      vendor.models = MODELS;
      vendor.home = null;
    },
    close: async () => {
      if (server.listening) await goAway();
    },
  };
  return vendor;
}

async function serve(vendor: Vendor, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://vendor.test');
  const exchange: Exchange = {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
  const name = `${exchange.method} ${exchange.path}`;
  vendor.requests.push(name);
  vendor.keys.add(String(request.headers['x-api-key'] ?? request.headers.authorization));
  const reply = vendor.instead(name) ??
    (await route(vendor, exchange, response)) ?? { status: 404, body: { error: { message: 'not found' } } };
  await vendor.beforeAnswer(name);
  if (response.destroyed) return;
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  response.writeHead(reply.status, { 'Content-Type': 'application/json', ...reply.headers }).end(text);
}

async function route(vendor: Vendor, exchange: Exchange, response: ServerResponse): Promise<Reply | null> {
  const { method, path, body } = exchange;
  if (vendor.home !== null && method !== 'DELETE') {
    const reply = homeRoutes(vendor.home, path, vendor.calls.length > 0);
    if (reply !== null) return reply;
  }
  const isOpenAi = !path.startsWith('/v1/messages');
  if (method === 'POST' && (path === '/v1/chat/completions' || path === '/v1/messages'))
    return inSlot(vendor, response, () => say(vendor, JSON.parse(body.toString()), isOpenAi));
  if (vendor.home === null && method === 'GET' && path.startsWith('/v1/models'))
    return modelsReply(vendor, path.split('/')[3]);
  if (vendor.hasNoBatches) return null;
  return (isOpenAi ? openAiRoutes : anthropicRoutes)(vendor, exchange);
}

const busy = new WeakMap<Vendor, number>();

/** Waits for a free slot, as the servers do that work on a few calls at once. */
async function inSlot(
  vendor: Vendor,
  response: ServerResponse,
  act: () => Promise<Reply>,
): Promise<Reply | null> {
  const count = (more: number): void => void busy.set(vendor, (busy.get(vendor) ?? 0) + more);
  while ((busy.get(vendor) ?? 0) >= vendor.slots && !response.destroyed) await sleep(5);
  if (response.destroyed) return null;
  count(1);
  try {
    return await act();
  } finally {
    count(-1);
  }
}

function modelsReply({ models }: Vendor, id: string | undefined): Reply {
  if (id === undefined) return { status: 200, body: { object: 'list', data: models, has_more: false } };
  const model = models.find((each) => each.id === id);
  return model === undefined
    ? { status: 404, body: { type: 'error', error: { type: 'not_found_error', message: `model: ${id}` } } }
    : { status: 200, body: model };
}
