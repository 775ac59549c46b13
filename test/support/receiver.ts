/** A webhook receiver on loopback that keeps every request, and answers as a test wants. */

import { createHmac, timingSafeEqual } from 'node:crypto';
import http, { type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly at: number;
  readonly body: string;
  readonly event: any;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** How it answers from now on: a status, or anything else. 204 at first. */
  answer(how: number | ((response: ServerResponse, received: Received) => void)): void;
  close(): Promise<void>;
}

/** Over https when it is given the key and the certificate for it. */
export async function startReceiver(tls?: { key: string; cert: string }): Promise<Receiver> {
  const received: Received[] = [];
  let how: number | ((response: ServerResponse, received: Received) => void) = 204;
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const headers = request.headers as Record<string, string>;
      const one: Received = { at: Date.now(), body, event: JSON.parse(body) as unknown, headers };
      received.push(one);
      if (typeof how === 'number') response.writeHead(how).end();
      else how(response, one);
    });
  };
  const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (next) => (how = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Verifies a request as Scrpy's documentation shows, and as the library of Standard Webhooks does. Throws otherwise. */
export function verifyBoth(secret: string, { body, headers }: Received): void {
  const expected = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const sent = headers['x-scrpy-signature'] ?? '';
  if (sent.length !== expected.length || !timingSafeEqual(Buffer.from(sent), Buffer.from(expected)))
    throw new Error('the signature of Scrpy is wrong');
  new Webhook(secret).verify(body, headers);
}
