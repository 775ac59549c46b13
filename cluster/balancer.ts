/**
 * One address in front of several gateways, where compose has HAProxy (deploy/haproxy): each connection goes to the next
 * gateway that answers /healthz. Connections that are open stay where they are.
 */

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Balancer {
  readonly url: string;
  /** Takes no more connections, and ends those that are open. */
  close(): Promise<void>;
}

const CHECK_MS = 1_000;
const CHECK_TIMEOUT_MS = 2_000;
const CONNECT_TIMEOUT_MS = 2_000;

/** `ports`: of the gateways, all on `host`, which the balancer listens on as well. Rejects when its port is taken. */
export async function startBalancer(host: string, port: number, ports: readonly number[]): Promise<Balancer> {
  const stopping = new AbortController();
  const isUp = new Map(ports.map((gateway) => [gateway, true]));
  const open = new Set<Socket>();
  let turn = 0;

  const keep = (socket: Socket): void => {
    open.add(socket);
    // The other end's answer to a broken connection is to break its own, below.
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
  };

  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true }, (client) => {
    keep(client);
    turn += 1;
    const inTurn = ports.map((_, at) => ports[(turn + at) % ports.length] as number);
    // One that is down is still tried last: when all are, the gateways know better than this.
    const order = [...inTurn].sort((a, b) => Number(isUp.get(b)) - Number(isUp.get(a)));
    void join(client, order);
  });

  async function join(client: Socket, order: readonly number[]): Promise<void> {
    for (const gateway of order) {
      const upstream = await dial(host, gateway);
      if (upstream === null) continue;
      if (client.destroyed) {
        upstream.destroy();
        return;
      }
      keep(upstream);
      client.once('close', () => upstream.destroy());
      upstream.once('close', () => client.destroy());
      client.pipe(upstream).pipe(client);
      return;
    }
    client.destroy();
  }

  async function watch(gateway: number): Promise<void> {
    while (!stopping.signal.aborted) {
      isUp.set(gateway, await answers(host, gateway));
      await sleep(CHECK_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  server.listen(port, host);
  await once(server, 'listening');
  const watched = ports.map(watch);
  return {
    url: `http://${host}:${port}`,
    close: async () => {
      stopping.abort();
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await Promise.all([closed, ...watched]);
    },
  };
}

/** A connection, or null when there is none in time. */
async function dial(host: string, port: number): Promise<Socket | null> {
  const socket = connect({ host, port, allowHalfOpen: true });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS) });
    return socket;
  } catch {
    socket.on('error', () => undefined);
    socket.destroy();
    return null;
  }
}

async function answers(host: string, port: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS);
    const response = await fetch(`http://${host}:${port}/healthz`, { signal });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
