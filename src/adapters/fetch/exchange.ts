/**
 * One HTTP exchange without redirects: dispatches a GET and collects the raw (still compressed) body up to a limit.
 * Works on undici's dispatch handler directly: no stream, no web Response, one array of chunks.
 */

import type { Dispatcher } from 'undici';
import { SNIFFED_BYTES } from '../../core/html/content-type.js';
import { codeOf } from '../error-code.js';
import type { Deadline } from './deadline.js';

export interface RawAnswer {
  readonly status: number;
  /** Lower-case names, latin1 values, repeated ones joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** Each Set-Cookie header by itself: joined ones cannot be told apart. */
  readonly setCookies: readonly string[];
  readonly body: Buffer;
  /** The body was longer than the limit. */
  readonly truncated: boolean;
  /** `bodyUnwanted` said so: the body is some of what was sent, compressed or not. */
  readonly unwanted: boolean;
  /** The connection ended before the body was complete, or the body broke its own framing. */
  readonly cut: boolean;
}

export interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Reading stops, and the connection is dropped, once this many body bytes have come. */
  readonly maxBytes: number;
  /**
   * Answers whose body nobody will read: it is taken only so far as that keeps the connection usable. Asked when the
   * headers are there, and again with the first SNIFFED_BYTES or more of the body.
   */
  readonly bodyUnwanted: (
    status: number,
    headers: Readonly<Record<string, string>>,
    start: Buffer | null,
  ) => boolean;
  readonly deadline: Deadline;
}

/** The connection broke before the first byte of the answer: on a kept-alive one, a sign that it was stale. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

const UNWANTED_MAX_BYTES = 16 * 1024;
const UNWANTED_MAX_MS = 500;

const LOST_CONNECTION: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Says why we dropped the connection ourselves; undici wants an Error, nobody reads it. */
const DROPPED = new Error('dropped');

/**
 * Resolves with the answer, whatever its status. Rejects with the deadline's reason, with `NoAnswer`, or with undici's
 * or the connector's error; in every case without further bytes being read.
 */
export function exchange(options: ExchangeOptions): Promise<RawAnswer> {
  const { deadline, url } = options;
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null;
    let settled = false;
    let answering = false;
    let status = 0;
    let headers: Readonly<Record<string, string>> = {};
    let setCookies: readonly string[] = [];
    let limit = options.maxBytes;
    let length = 0;
    const chunks: Buffer[] = [];
    let judged = false;
    let unwanted = false;
    let unwantedTimer: NodeJS.Timeout | undefined;

    const received = (): Buffer => (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    const settle = (): void => {
      settled = true;
      deadline.onEnd = null;
      clearTimeout(unwantedTimer);
    };
    const finish = (truncated: boolean): void => {
      if (settled) return;
      settle();
      resolve({ status, headers, setCookies, body: received(), truncated, unwanted, cut: false });
    };
    const fail = (error: Error): void => {
      if (settled) return;
      settle();
      reject(error);
    };
    const drop = (): void => controller?.abort(DROPPED);

    const giveUp = (): void => {
      finish(true);
      drop();
    };
    const loseInterest = (): void => {
      unwanted = true;
      limit = Math.min(limit, UNWANTED_MAX_BYTES);
      unwantedTimer = setTimeout(giveUp, UNWANTED_MAX_MS);
    };

    // While the request still waits for a connection there is nothing to abort; onRequestStart drops it later.
    deadline.onEnd = (reason) => {
      fail(reason);
      drop();
    };

    const handler: Dispatcher.DispatchHandler & { onResponseStarted(): void } = {
      onRequestStart(started) {
        controller = started;
        if (settled) drop();
      },
      onResponseStarted() {
        answering = true;
      },
      onResponseStart(_controller, statusCode, incoming) {
        if (statusCode < 200 || settled) return;
        status = statusCode;
        headers = joinHeaders(incoming);
        setCookies = [incoming['set-cookie'] ?? []].flat();
        if (options.bodyUnwanted(status, headers, null)) loseInterest();
      },
      onResponseData(_controller, chunk) {
        if (settled) return;
        const room = limit - length;
        chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
        length += chunk.length;
        if (!judged && length >= SNIFFED_BYTES) {
          judged = true;
          if (!unwanted && options.bodyUnwanted(status, headers, received())) loseInterest();
        }
        if (length > limit) giveUp();
      },
      onResponseEnd() {
        finish(false);
      },
      onResponseError(_controller, error) {
        fail(
          !answering && LOST_CONNECTION.has(codeOf(error))
            ? new NoAnswer('no answer', { cause: error })
            : error,
        );
      },
    };
    options.dispatcher.dispatch(
      { origin: url.origin, path: url.pathname + url.search, method: 'GET', headers: options.headers },
      handler,
    );
  });
}

function joinHeaders(
  incoming: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const name of Object.keys(incoming)) {
    const value = incoming[name];
    if (value === undefined || name === '__proto__') continue;
    joined[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return joined;
}
