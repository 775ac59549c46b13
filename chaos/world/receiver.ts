/**
 * A receiver of webhooks with a log of every delivery. How it answers is in the path that an operation names:
 * `/hook/OPERATION/steady` always well, `flaky` with errors, hangs and cut connections by the seed, `down` never before the
 * world calms down, `gone` with 410 from the third delivery on.
 */

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { hashOf } from '../random.js';
import type { Delivery } from '../types.js';

export const HOOK_KINDS = ['steady', 'flaky', 'down', 'gone'] as const;
export type HookKind = (typeof HOOK_KINDS)[number];

/** How long a flaky receiver lets a delivery wait before it closes the connection, in milliseconds. */
const HANG_MS = 4_000;
const GONE_AFTER = 2;

const event = z.object({ id: z.string(), event: z.string(), data: z.object({ jobId: z.string() }) });

export interface Receiver {
  readonly url: string;
  /** `host:port`. */
  readonly host: string;
  readonly deliveries: readonly Delivery[];
  calm(): void;
  close(): Promise<void>;
}

export async function startReceiver(seed: number): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  const counts = new Map<string, number>();
  let calm = false;

  const count = (key: string): number => {
    const before = counts.get(key) ?? 0;
    counts.set(key, before + 1);
    return before;
  };

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const atMs = Date.now();
    const [, , operationId = '', kind = ''] = (request.url ?? '').split('/');
    const body = await text(request);
    const { id, event: name, data } = event.parse(JSON.parse(body));
    const nth = count(`${operationId} ${id}`);
    const nthOfAll = count(operationId);
    const status = calm ? 204 : statusFor(kind, { seed, id, nth, nthOfAll });
    deliveries.push({
      atMs,
      operationId,
      eventId: id,
      event: name,
      jobId: data.jobId,
      status,
      bodyDigest: createHash('sha256').update(body).digest('hex'),
    });
    if (status !== null) response.writeHead(status).end();
    else if (nth % 2 === 0) response.destroy();
    else setTimeout(() => response.destroy(), HANG_MS).unref();
  };

  const server = createServer((request, response) => {
    // A body that was cut off, or is no event: the sender sees a refusal, and the log has no delivery.
    receive(request, response).catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    deliveries,
    calm: () => (calm = true),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Asked {
  readonly seed: number;
  readonly id: string;
  /** How often this event, and any of this operation, was delivered before. */
  readonly nth: number;
  readonly nthOfAll: number;
}

/** Null for none. */
function statusFor(kind: string, { seed, id, nth, nthOfAll }: Asked): number | null {
  switch (kind) {
    case 'down':
      return 503;
    case 'gone':
      return nthOfAll < GONE_AFTER ? 204 : 410;
    case 'flaky': {
      const draw = hashOf(`${seed} ${id} ${nth}`) % 10;
      if (draw < 2) return 500;
      return draw < 3 ? null : 204;
    }
    default:
      return 204;
  }
}
