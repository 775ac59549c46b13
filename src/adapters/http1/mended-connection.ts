/**
 * A connection to an HTTP/1 server whose answers a strict parser can read: what comes is read as browsers read it, and
 * passed on in good form. Requests pass as they are. For clients that send one request after the other.
 */

import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { checkCoding, type CodingCheck } from './coding-check.js';
import { createAnswerReader, NotHttp, type AnswerReader } from './answer.js';
import type { AnswerHead, Framing } from './head.js';

/** What Node's HTTP agent does with a connection beside reading and writing. */
interface SocketControls {
  setTimeout(ms: number, onTimeout?: () => void): Duplex;
  setKeepAlive(isOn: boolean, delayMs: number): Duplex;
  setNoDelay(isOn?: boolean): Duplex;
  ref(): Duplex;
  unref(): Duplex;
}

/** What came of an answer that is cut gets this long to be passed on. */
const CUT_MS = 20;

/**
 * Told of each answer to a GET when it is complete: its path, and whether the data of a compressed page end too early; null
 * for what is no compressed page.
 */
export type OnAnswer = (path: string, isCut: Promise<boolean> | null) => void;

/** Owns the socket from now on. */
export function mendConnection(socket: Socket, onAnswer: OnAnswer = () => undefined): Duplex {
  /** Of the last request; null before the first. */
  let reader: AnswerReader | null = null;
  let isHeadSent = false;
  let isEnded = false;
  /** Of the last request, when it is a GET whose answer is not over. */
  let path: string | null = null;
  let check: CodingCheck | null = null;
  const noteWhole = (): void => {
    if (path !== null) onAnswer(path, check?.end() ?? null);
    path = null;
    check = null;
  };
  const end = (): void => {
    if (isEnded) return;
    isEnded = true;
    if (reader?.isWhole === true) stream.push(null);
    // Clients drop what they hold of an answer when it breaks.
    else setTimeout(() => stream.push(null), CUT_MS);
  };

  const stream = new Duplex({
    write(bytes: Buffer, _encoding, done) {
      if (reader === null || reader.isOver) {
        const [method = '', target = ''] = bytes.toString('latin1', 0, bytes.indexOf(10)).split(' ');
        reader = createAnswerReader(method);
        isHeadSent = false;
        path = method === 'GET' ? target : null;
      }
      socket.write(bytes, done);
    },
    final: (done) => void socket.end(done),
    read: () => void socket.resume(),
    destroy(error, done) {
      check?.drop();
      socket.destroy();
      done(error);
    },
  });

  const take = (bytes: Buffer): void => {
    if (reader === null) throw new NotHttp('an answer that nobody asked for');
    const body = reader.read(bytes);
    const { head, framing } = reader;
    if (head === null || framing === null) return;
    const parts = isHeadSent ? [] : [headInForm(head, framing)];
    if (!isHeadSent && path !== null) check = checkCoding(head);
    isHeadSent = true;
    check?.write(body);
    if (body.length > 0) parts.push(...inForm(body, framing));
    if (reader.isOver && reader.isWhole && framing.kind === 'chunked') parts.push(LAST_CHUNK);
    let hasRoom = true;
    for (const part of parts) hasRoom = stream.push(part);
    if (!hasRoom) socket.pause();
    if (reader.isOver && reader.isWhole) noteWhole();
    if (reader.isOver && !reader.isWhole) end();
    // After the answer has been taken: the next one may be anything.
    else if (reader.hasSurplus) setImmediate(() => stream.destroy());
  };

  socket.on('data', (bytes: Buffer) => {
    if (isEnded) return;
    try {
      take(bytes);
    } catch (error) {
      stream.destroy(error as Error);
    }
  });
  socket.on('end', () => {
    const isUnsaid = reader?.framing?.kind === 'chunked' && reader.isWhole && !reader.isOver;
    if (isUnsaid && !isEnded) stream.push(LAST_CHUNK);
    if (reader?.isWhole === true) noteWhole();
    end();
  });
  socket.on('error', (error) => void stream.destroy(error));
  socket.on('close', () => void stream.destroy());
  socket.on('timeout', () => void stream.emit('timeout'));
  return Object.assign(stream, controlsOf(socket, stream));
}

function controlsOf(socket: Socket, stream: Duplex): SocketControls {
  return {
    setTimeout: (ms, onTimeout) => {
      socket.setTimeout(ms);
      // As sockets do: no time takes the listener away.
      if (onTimeout !== undefined && ms === 0) stream.removeListener('timeout', onTimeout);
      else if (onTimeout !== undefined) stream.once('timeout', onTimeout);
      return stream;
    },
    setKeepAlive: (isOn, delayMs) => {
      socket.setKeepAlive(isOn, delayMs);
      return stream;
    },
    setNoDelay: (isOn) => {
      socket.setNoDelay(isOn);
      return stream;
    },
    ref: () => {
      socket.ref();
      return stream;
    },
    unref: () => {
      socket.unref();
      return stream;
    },
  };
}

const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/** Headers that say where the body ends; said anew. */
const FRAMING: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding']);

function headInForm({ status, reason, headers }: AnswerHead, framing: Framing): Buffer {
  const lines = headers.flatMap(([name, value]) =>
    FRAMING.has(name) ? [] : [`${name}: ${printable(value)}`],
  );
  lines.push(...framingLines(headers, framing));
  return Buffer.from(`HTTP/1.1 ${status} ${printable(reason)}\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

function framingLines(headers: AnswerHead['headers'], framing: Framing): string[] {
  switch (framing.kind) {
    case 'length':
      return [`content-length: ${framing.bytes}`];
    case 'chunked':
      return ['transfer-encoding: chunked'];
    case 'close':
      return ['connection: close'];
    case 'none': {
      const length = headers.find(([name]) => name === 'content-length')?.[1];
      return length !== undefined && /^\d+$/.test(length) ? [`content-length: ${length}`] : [];
    }
  }
}

function printable(text: string): string {
  return text.replace(/[\x00-\x08\x0a-\x1f\x7f]/g, ' ');
}

function inForm(body: Buffer, { kind }: Framing): Buffer[] {
  if (kind !== 'chunked') return [body];
  return [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')];
}
