/**
 * A private service that nobody may reach: one port on the loopback addresses of this machine, TCP and UDP. Whatever
 * arrives is noted, and HTTP is answered with a page, so that a hole lets its text out as well.
 */

import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from './wait.js';

/** On the page that the listener answers with. */
export const SECRET = 'kept-inside-9f2c71';

export interface Contact {
  readonly over: 'tcp' | 'udp';
  /** The local address that was reached. */
  readonly at: string;
  /** First line of what was sent, as far as it had come. */
  said: string;
}

export interface PrivateListener {
  readonly port: number;
  /** What it listens on: 127.0.0.1, and ::1 and 127.0.0.2 where this machine has them. */
  readonly addresses: readonly string[];
  /** Every contact so far; one that was under way when this was called is among them. */
  contacts(): Promise<readonly Contact[]>;
  close(): Promise<void>;
}

const WANTED = ['127.0.0.1', '127.0.0.2', '::1'];
const NO_SUCH_ADDRESS: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);
const ATTEMPTS = 20;

/** Finds a port that is free for all of it. */
export async function startPrivateListener(): Promise<PrivateListener> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await listen();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || attempt === ATTEMPTS) throw error;
    }
  }
}

interface Noted extends Contact {
  readonly fromPort: number;
}

interface Door {
  readonly over: 'tcp' | 'udp';
  readonly address: string;
  /** Makes a contact of our own and resolves with the port it came from. */
  knock(): Promise<number>;
  close(): Promise<unknown>;
}

async function listen(): Promise<PrivateListener> {
  const noted: Noted[] = [];
  const ours = new Set<Noted>();
  const doors: Door[] = [];
  let port = 0;
  const close = async (): Promise<void> => {
    for (const door of doors) await door.close();
  };
  try {
    for (const address of WANTED) {
      try {
        const server = await openTcp(address, port, noted);
        port = (server.address() as AddressInfo).port;
        doors.push(tcpDoor(server, address, port));
        doors.push(udpDoor(await openUdp(address, port, noted), address, port));
      } catch (error) {
        if (!NO_SUCH_ADDRESS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    port,
    addresses: [...new Set(doors.map(({ address }) => address))],
    contacts: async () => {
      // A door lets in those who came first, so once our own knock is noted, so is all before it.
      for (const door of doors) {
        const from = await door.knock();
        const isOurs = ({ over, at, fromPort }: Noted): boolean =>
          over === door.over && at === door.address && fromPort === from;
        ours.add(await waitFor('our own contact', () => noted.findLast(isOurs), 5_000));
      }
      return noted.filter((contact) => !ours.has(contact)).map(({ over, at, said }) => ({ over, at, said }));
    },
    close,
  };
}

const PAGE = `<!doctype html><title>${SECRET}</title><h1>${SECRET}</h1>`;
const ANSWER = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${PAGE.length}\r\nConnection: close\r\n\r\n${PAGE}`;

async function openTcp(address: string, port: number, noted: Noted[]): Promise<Server> {
  const server = createServer((socket) => {
    const contact: Noted = { over: 'tcp', at: address, said: '', fromPort: socket.remotePort ?? 0 };
    noted.push(contact);
    // Whoever hangs up has been noted all the same.
    socket.on('error', () => socket.destroy());
    socket.once('data', (bytes) => {
      contact.said = firstLine(bytes);
      socket.end(ANSWER);
    });
  });
  server.listen({ port, host: address, exclusive: true });
  await once(server, 'listening');
  return server;
}

async function openUdp(address: string, port: number, noted: Noted[]): Promise<UdpSocket> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (bytes, from) => {
    noted.push({ over: 'udp', at: address, said: firstLine(bytes), fromPort: from.port });
  });
  socket.bind({ port, address, exclusive: true });
  await once(socket, 'listening');
  return socket;
}

function tcpDoor(server: Server, address: string, port: number): Door {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return {
    over: 'tcp',
    address,
    knock: async () => {
      const socket = connect(port, address);
      await once(socket, 'connect');
      const from = socket.localPort ?? 0;
      socket.destroy();
      return from;
    },
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function udpDoor(listening: UdpSocket, address: string, port: number): Door {
  return {
    over: 'udp',
    address,
    knock: async () => {
      const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
      await new Promise<void>((resolve, reject) => {
        socket.send('knock', port, address, (error) => (error === null ? resolve() : reject(error)));
      });
      const from = socket.address().port;
      // Closing at once could take the datagram back.
      await sleep(1);
      socket.close();
      return from;
    },
    close: () => new Promise((resolve) => listening.close(() => resolve(undefined))),
  };
}

function firstLine(bytes: Buffer): string {
  const text = bytes.subarray(0, 200).toString('latin1').split('\r\n', 1)[0] ?? '';
  return text.replace(/[^\x20-\x7e]/g, '.').slice(0, 100);
}
