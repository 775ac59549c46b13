/**
 * WebSockets of Firecrawl's clients, which would like to be told of documents. They are accepted and closed at once as normal:
 * the clients ask for the status again and again then. Where they are refused, the JavaScript client fails without end.
 */

import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer } from 'ws';

const WATCHED = /^\/v2\/(?:crawl|batch\/scrape)\/[0-9a-f-]{36}\/?(?:\?|$)/i;
/** RFC 6455 section 7.4.1: the purpose is fulfilled. */
const NORMAL_CLOSURE = 1_000;
/** Nothing is expected of them. */
const MAX_PAYLOAD_BYTES = 1_024;

/** Whether a request with an Upgrade header is one of these; all others are answered as if they had none. */
export function isWatcher({ url = '', headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket' && WATCHED.test(url);
}

/** `server` hands over only what `isWatcher` takes. The first subprotocol that is offered is taken: it holds the key. */
export function closeWatchers(server: Server): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD_BYTES,
    handleProtocols: (offered) => offered.values().next().value ?? false,
  });
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (watcher) => {
      watcher.on('error', () => watcher.terminate());
      watcher.close(NORMAL_CLOSURE);
    });
  });
}
