/**
 * Answers that break HTTP in the ways in which servers do and that browsers read. Each is one kind; all hold `PAGE`, or
 * the beginning of it where they are cut.
 */

import net from 'node:net';
import tls from 'node:tls';
import { LOOPBACK_CERT, LOOPBACK_KEY } from './tls.js';

export const PAGE = '<!doctype html><title>Odd</title><h1>Odd kettle</h1><p>Price: 12.50 EUR</p>';
/** What is left of `PAGE` in an answer that is cut. */
export const HALF = PAGE.slice(0, 60);

export interface OddAnswer {
  readonly name: string;
  readonly raw: Buffer;
  /** The connection ends before the page is complete. */
  readonly cut: boolean;
  /** The server keeps the connection, so that only the answer itself says where it ends. */
  readonly stays: boolean;
}

const LENGTH = `Content-Length: ${PAGE.length}`;
const HTML = 'Content-Type: text/html';
const hex = (text: string): string => text.length.toString(16);
const CHUNKED = `${hex(HALF)}\r\n${HALF}\r\n${hex(PAGE.slice(60))}\r\n${PAGE.slice(60)}\r\n0\r\n\r\n`;

/** An answer whose head is these lines. */
function headed(
  name: string,
  lines: readonly string[],
  body = PAGE,
  kind: 'whole' | 'cut' | 'stays' = 'whole',
): OddAnswer {
  return raw(name, `${['HTTP/1.1 200 OK', ...lines].join('\r\n')}\r\n\r\n${body}`, kind);
}

function raw(name: string, text: string, kind: 'whole' | 'cut' | 'stays' = 'whole'): OddAnswer {
  return { name, raw: Buffer.from(text, 'latin1'), cut: kind === 'cut', stays: kind === 'stays' };
}

const CHUNKED_HEAD = [HTML, 'Transfer-Encoding: chunked'];

export const ODD_ANSWERS: readonly OddAnswer[] = [
  headed('a blank before the colon', ['Content-Type : text/html', LENGTH], PAGE, 'stays'),
  headed('a tab before the colon', ['X-Powered\t: x', HTML, LENGTH], PAGE, 'stays'),
  headed('a folded line', [HTML, 'X-Policy: a;', '  b', LENGTH], PAGE, 'stays'),
  headed('a line folded by a tab', [HTML, 'X-Policy: a;', '\tb', LENGTH]),
  headed('a first line that begins with a blank', [' X-A: 1', HTML, LENGTH]),
  headed('a line without a colon', [HTML, 'Served with care', LENGTH], PAGE, 'stays'),
  headed('a line without a name', [HTML, ': value', LENGTH], PAGE, 'stays'),
  headed('a blank within a name', ['X Powered By: x', HTML, LENGTH], PAGE, 'stays'),
  headed('a name in brackets', ['[X]: x', HTML, LENGTH]),
  headed('a name that is not ASCII', ['X-Gr\xf6\xdfe: 1', HTML, LENGTH]),
  headed('a control byte in a value', [HTML, 'X-A: a\x01b', LENGTH], PAGE, 'stays'),
  headed('a delete in a value', [HTML, 'X-A: a\x7fb', LENGTH]),
  headed('a vertical tab in a value', [HTML, 'X-A: a\vb', LENGTH]),
  headed('a carriage return in a value', [HTML, 'X-A: a\rb', LENGTH]),
  headed('bytes above ASCII in a value', [HTML, 'X-A: \xff\xfe', LENGTH]),
  headed('something odd behind the length', [HTML, LENGTH, 'Served with care'], PAGE, 'stays'),
  raw('line feeds alone', `HTTP/1.1 200 OK\n${HTML}\n${LENGTH}\n\n${PAGE}`, 'stays'),
  raw('one lone line feed', `HTTP/1.1 200 OK\r\n${HTML}\n${LENGTH}\r\n\r\n${PAGE}`),
  raw('a lone line feed at the end of the head', `HTTP/1.1 200 OK\r\n${HTML}\r\n${LENGTH}\r\n\n${PAGE}`),
  raw('a line end before the status line', `\r\nHTTP/1.1 200 OK\r\n${HTML}\r\n${LENGTH}\r\n\r\n${PAGE}`),
  raw('a version in lower case', `http/1.1 200 OK\r\n${HTML}\r\n${LENGTH}\r\n\r\n${PAGE}`, 'stays'),
  raw('a version that is none', `HTTP/1.2 200 OK\r\n${HTML}\r\n${LENGTH}\r\n\r\n${PAGE}`),
  raw('a status line without a version', `HTTP 200 OK\r\n${HTML}\r\n${LENGTH}\r\n\r\n${PAGE}`),
  raw('a status line without a reason', `HTTP/1.1 200\r\n${HTML}\r\n${LENGTH}\r\n\r\n${PAGE}`),
  raw('two blanks in the status line', `HTTP/1.1  200 OK\r\n${HTML}\r\n${LENGTH}\r\n\r\n${PAGE}`),
  raw('a status line with a control byte', `HTTP/1.1 200 O\x01K\r\n${HTML}\r\n${LENGTH}\r\n\r\n${PAGE}`),
  raw(
    'an unasked 100',
    `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n${HTML}\r\n${LENGTH}\r\n\r\n${PAGE}`,
    'stays',
  ),
  headed('no header at all', []),
  headed('a length beside chunks', [...CHUNKED_HEAD, 'Content-Length: 7'], CHUNKED, 'stays'),
  headed('the same length twice', [HTML, LENGTH, LENGTH], PAGE, 'stays'),
  headed('the same length twice in one line', [HTML, `${LENGTH}, ${PAGE.length}`], PAGE, 'stays'),
  headed('a length with a sign', [HTML, `Content-Length: +${PAGE.length}`]),
  headed('a length that is no number', [HTML, 'Content-Length: unknown']),
  headed('an empty length', [HTML, 'Content-Length:']),
  headed('the coding "identity"', [HTML, 'Transfer-Encoding: identity', LENGTH], PAGE, 'stays'),
  headed('chunked twice', [...CHUNKED_HEAD, 'Transfer-Encoding: chunked'], CHUNKED, 'stays'),
  headed(
    'chunk sizes with blanks',
    CHUNKED_HEAD,
    CHUNKED.replaceAll(/^(\w+)\r\n(?=<|P|\w)/gm, '$1  \r\n'),
    'stays',
  ),
  headed('chunks that end in a line feed alone', CHUNKED_HEAD, CHUNKED.replaceAll('\r\n', '\n'), 'stays'),
  headed('an extension of a chunk', CHUNKED_HEAD, CHUNKED.replace('\r\n', '; name="v;x"\r\n'), 'stays'),
  headed('no line behind the last chunk', CHUNKED_HEAD, CHUNKED.slice(0, -2)),
  headed('a body shorter than its length', [HTML, LENGTH], HALF, 'cut'),
  headed('chunks that are cut', CHUNKED_HEAD, `${hex(PAGE)}\r\n${HALF}`, 'cut'),
  headed('chunks without a last one', CHUNKED_HEAD, `${hex(HALF)}\r\n${HALF}\r\n`, 'cut'),
  headed('a size of a chunk that is none', CHUNKED_HEAD, `${hex(HALF)}\r\n${HALF}\r\nzz\r\nx`, 'cut'),
];

/** A server whose path `/N` is the Nth of the answers, over TCP or TLS. */
export function oddServer(secure: boolean): net.Server {
  const onSocket = (socket: net.Socket): void => {
    let request = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes: Buffer) => {
      request += bytes.toString('latin1');
      if (!request.includes('\r\n\r\n')) return;
      const answer = ODD_ANSWERS[Number(/^GET (?:http:\/\/[^/]*)?\/(\d+) /.exec(request)?.[1])];
      request = '';
      if (answer === undefined) return void socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
      socket.write(answer.raw);
      if (!answer.stays) socket.end();
    });
  };
  return secure
    ? tls.createServer({ key: LOOPBACK_KEY, cert: LOOPBACK_CERT }, onSocket)
    : net.createServer(onSocket);
}
