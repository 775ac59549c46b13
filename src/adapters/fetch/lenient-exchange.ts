/**
 * One HTTP/1 exchange whose answer is read as browsers read it: the second try, after a strict parser refused the answer
 * or the body broke off. What we send is as strict as ever, on a connection of its own that ends with the answer.
 */

import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { SNIFFED_BYTES } from '../../core/html/content-type.js';
import { createAnswerReader, NotHttp } from '../http1/answer.js';
import type { AnswerHead } from '../http1/head.js';
import type { ExchangeOptions, RawAnswer } from './exchange.js';

export interface LenientOptions extends Omit<ExchangeOptions, 'dispatcher'> {
  readonly connect: buildConnector.connector;
}

/** Resolves and rejects as `exchange` does, or rejects with `NotHttp`. */
export async function exchangeLeniently(options: LenientOptions): Promise<RawAnswer> {
  const { deadline } = options;
  const socket = await connect(options);
  try {
    return await new Promise<RawAnswer>((resolve, reject) => {
      deadline.onEnd = reject;
      const reading = readAnswer(options);
      socket.on('error', reject);
      socket.on('data', (bytes: Buffer) => {
        try {
          const answer = reading.take(bytes);
          if (answer !== null) resolve(answer);
        } catch (error) {
          reject(new NotHttp('the answer cannot be read', { cause: error }));
        }
      });
      socket.on('end', () => {
        const answer = reading.end();
        if (answer === null) reject(new NotHttp('the connection ended within the head'));
        else resolve(answer);
      });
      socket.write(requestOf(options));
    });
  } finally {
    deadline.onEnd = null;
    socket.destroy();
  }
}

/** A connection that is made after the time is over is closed at once. */
function connect({ url, deadline, connect: dial }: LenientOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    deadline.onEnd = reject;
    const { hostname, host, protocol, port } = url;
    dial({ hostname, host, protocol, port }, (error, socket) => {
      if (error !== null) reject(error);
      else if (deadline.ended === null) resolve(socket);
      else socket.destroy();
    });
  });
}

function requestOf({ url, headers }: LenientOptions): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `GET ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\nconnection: close\r\n${lines.join('')}\r\n`,
    'latin1',
  );
}

interface Reading {
  /** Takes bytes of the connection; the answer, once it is complete or enough of it has come. Throws `NotHttp`. */
  take(bytes: Buffer): RawAnswer | null;
  /** The connection has ended; null when that was before a body could begin. */
  end(): RawAnswer | null;
}

function readAnswer({ maxBytes, bodyUnwanted }: LenientOptions): Reading {
  const reader = createAnswerReader('GET');
  let head: Pick<RawAnswer, 'status' | 'headers' | 'setCookies'> | null = null;
  const chunks: Buffer[] = [];
  let length = 0;

  const answer = (truncated: boolean, unwanted: boolean): RawAnswer => ({
    ...head!,
    body: Buffer.concat(chunks),
    truncated,
    unwanted,
    cut: !truncated && !reader.isWhole,
  });
  const isUnwanted = (start: Buffer | null): boolean => bodyUnwanted(head!.status, head!.headers, start);

  return {
    take: (bytes) => {
      const body = reader.read(bytes);
      if (reader.head === null) return null;
      const isFirst = head === null;
      head ??= joined(reader.head);
      const wasSniffed = length >= SNIFFED_BYTES;
      chunks.push(body.subarray(0, maxBytes - length));
      length += body.length;
      if (length > maxBytes) return answer(true, false);
      if (isFirst && isUnwanted(null)) return answer(true, true);
      if (!wasSniffed && length >= SNIFFED_BYTES && isUnwanted(Buffer.concat(chunks)))
        return answer(true, true);
      return reader.isOver ? answer(false, false) : null;
    },
    end: () => (head === null ? null : answer(false, false)),
  };
}

function joined({ status, headers }: AnswerHead): Pick<RawAnswer, 'status' | 'headers' | 'setCookies'> {
  const byName: Record<string, string> = {};
  for (const [name, value] of headers) {
    if (name === '__proto__') continue;
    // What a page is and where it lies is said once, whatever a server repeats.
    const isSingle = name === 'location' || name === 'content-length';
    byName[name] =
      byName[name] === undefined || isSingle ? (byName[name] ?? value) : `${byName[name]}, ${value}`;
  }
  return {
    status,
    headers: byName,
    setCookies: headers.flatMap(([name, value]) => (name === 'set-cookie' ? [value] : [])),
  };
}
