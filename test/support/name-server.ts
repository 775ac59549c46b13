/** A name server on loopback that knows one name, as Docker's does a scaled service. */

import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export interface NameServer {
  readonly port: number;
  /** IPv4 addresses of the name from now on. */
  addresses: readonly string[];
  close(): Promise<void>;
}

const HEADER_BYTES = 12;
const TYPE_A = 1;
/** Answer, recursion available, no error. */
const ANSWER_FLAGS = 0x8180;

/** Any name that is asked for has the addresses. */
export async function startNameServer(addresses: readonly string[]): Promise<NameServer> {
  const socket = createSocket('udp4');
  const server = {
    port: 0,
    addresses,
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
  socket.on('message', (query, { port, address }) => {
    socket.send(answerTo(query, server.addresses), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  server.port = socket.address().port;
  return server;
}

/** RFC 1035, 4.1: the header, the question as it came, a record for each address. */
function answerTo(query: Buffer, addresses: readonly string[]): Buffer {
  // Labels up to the empty one, then type and class.
  const nameEnd = query.indexOf(0, HEADER_BYTES) + 1;
  const question = query.subarray(HEADER_BYTES, nameEnd + 4);
  const known = query.readUInt16BE(nameEnd) === TYPE_A ? addresses : [];
  const header = Buffer.alloc(HEADER_BYTES);
  query.copy(header, 0, 0, 2);
  for (const [at, value] of [ANSWER_FLAGS, 1, known.length].entries())
    header.writeUInt16BE(value, 2 + 2 * at);
  return Buffer.concat([header, question, ...known.map(record)]);
}

function record(address: string): Buffer {
  // The name of the question, type A, class IN, one second to live, four bytes.
  const head = Buffer.from([0xc0, HEADER_BYTES, 0, TYPE_A, 0, 1, 0, 0, 0, 1, 0, 4]);
  return Buffer.concat([head, Buffer.from(address.split('.').map(Number))]);
}
