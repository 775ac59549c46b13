/**
 * What becomes of a connection on which no whole call has come, or nonsense. Node counts the time of a call by the clock, the
 * time in which the process stood still included, and by itself answers 408 on waking to calls that came whole meanwhile. Here
 * such a connection is read first: only a call that is still not whole then is refused, and as what it is, a fault that a
 * repeat may mend.
 */

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** A call that is late gets this long once more, all of it time in which the process runs. */
const HEAD_MS = 5_000;
const BODY_MS = 60_000;
const RETRY_SECS = 5;

const LATE = `503 Service Unavailable\r\nRetry-After: ${RETRY_SECS}`;
const STATUSES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
};

export interface LateBounds {
  /** For a head of which the server's own time-out has said that it is late. */
  readonly headMs: number;
  /** For the body of such a call, and for one that was late itself. */
  readonly bodyMs: number;
}

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Takes the place of Node's own answers to connections on which something is wrong. */
export function refuseClients(
  server: Server,
  { headMs, bodyMs }: LateBounds = { headMs: HEAD_MS, bodyMs: BODY_MS },
): void {
  const latest = new WeakMap<Duplex, Call>();
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    latest.set(request.socket, { request, response });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') giveTime(socket);
    else refuse(socket, STATUSES[error.code ?? ''] ?? '400 Bad Request');
  });

  /** Node forgets a call that it has found late: from here on it is bounded by these times. */
  function giveTime(socket: Duplex): void {
    const before = latest.get(socket)?.request;
    if (before?.complete === false) {
      boundBody(socket, before);
      return;
    }
    afterReading(socket, headMs, () => {
      const request = latest.get(socket)?.request;
      if (request === undefined || request === before) refuseLate(socket);
      else if (!request.complete) boundBody(socket, request);
    });
  }

  function boundBody(socket: Duplex, request: IncomingMessage): void {
    afterReading(socket, bodyMs, () => {
      if (!request.complete) refuseLate(socket);
    });
  }

  /** Who has sent nothing has no call to be answered, and would take the answer for that to its next one. */
  function refuseLate(socket: Duplex): void {
    if ('bytesRead' in socket && socket.bytesRead === 0) socket.destroy();
    else refuse(socket, LATE);
  }

  /** An answer that has begun can only be cut. */
  function refuse(socket: Duplex, status: string): void {
    const response = latest.get(socket)?.response;
    const hasBegun = response?.headersSent === true && !response.writableFinished;
    if (!socket.writable || hasBegun) {
      socket.destroy();
      return;
    }
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
      socket.destroy(),
    );
  }
}

/** Runs `check` after the time, once what has come meanwhile was read: the process may have stood still again. */
function afterReading(socket: Duplex, delayMs: number, check: () => void): void {
  const timer = setTimeout(() => {
    setImmediate(() => {
      if (!socket.destroyed) check();
    });
  }, delayMs);
  timer.unref();
  socket.once('close', () => clearTimeout(timer));
}
