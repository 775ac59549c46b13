/**
 * How much a gateway takes on at once: calls that wait for their jobs, bodies that are being read, and connections. What is
 * beyond a bound is refused with 429 or 503 and `Retry-After`, before anything is stored or charged.
 */

import type { Socket } from 'node:net';
import { CallRefused } from '../core/failure.js';
import { once } from '../core/once.js';

/** Of one gateway. */
export interface GatewayLimits {
  /** Calls that wait for their jobs: of all accounts, and of one. */
  readonly waitingCalls: number;
  readonly waitingCallsPerAccount: number;
  /** Bytes of the bodies that are being read, or held until their jobs are stored. */
  readonly bodyBytes: number;
  readonly connections: number;
}

export type Bounded = 'waiting_calls' | 'waiting_calls_of_account' | 'body_bytes' | 'connections';

export interface AdmissionMetrics {
  onRefused(what: Bounded): void;
  /** `depth` is asked whenever the measurements are read. */
  watchDepth(what: Bounded, depth: () => number): void;
}

export interface Admission {
  /** Takes a place for a call that will wait for its job; the result gives it back. Throws `CallRefused`. */
  waitForJob(accountId: string): () => void;
  /** Takes room for a body; the result gives it back. Throws `CallRefused`. */
  holdBody(bytes: number): () => void;
  /** Counts an open connection, until it closes. */
  onConnection(socket: Socket): void;
  /** A connection was closed unanswered, since even those that are only refused were too many. */
  onDropped(): void;
  /** Throws `CallRefused` when the connection is one more than there may be. */
  checkConnection(socket: Socket): void;
  readonly maxConnections: number;
}

/** What is full now is likely to have room after so many seconds. */
const RETRY_SECS = 5;
/** Waits of jobs are longer. */
const WAITING_RETRY_SECS = 15;
/** A body of any size holds at least this much. */
const MIN_BODY_BYTES = 4 * 1024;

export function createAdmission(limits: GatewayLimits, metrics: AdmissionMetrics): Admission {
  const ofAccount = new Map<string, number>();
  const beyond = new WeakSet<Socket>();
  let [waiting, bytes, connections] = [0, 0, 0];
  metrics.watchDepth('waiting_calls', () => waiting);
  metrics.watchDepth('body_bytes', () => bytes);
  metrics.watchDepth('connections', () => connections);

  const refuse = (what: Bounded, message: string): CallRefused => {
    metrics.onRefused(what);
    const isOfAccount = what === 'waiting_calls_of_account';
    return new CallRefused(
      isOfAccount ? 'RATE_LIMITED' : 'SERVICE_UNAVAILABLE',
      message,
      what.startsWith('waiting') ? WAITING_RETRY_SECS : RETRY_SECS,
    );
  };

  return {
    waitForJob: (accountId) => {
      const own = ofAccount.get(accountId) ?? 0;
      if (own >= limits.waitingCallsPerAccount)
        throw refuse(
          'waiting_calls_of_account',
          `${own} calls of this account wait for their jobs, more cannot: let some end.`,
        );
      if (waiting >= limits.waitingCalls)
        throw refuse('waiting_calls', 'Too many calls wait for their jobs at the moment: try again.');
      waiting += 1;
      ofAccount.set(accountId, own + 1);
      return once(() => {
        waiting -= 1;
        const left = (ofAccount.get(accountId) ?? 1) - 1;
        if (left === 0) ofAccount.delete(accountId);
        else ofAccount.set(accountId, left);
      });
    },
    holdBody: (asked) => {
      const held = Math.max(MIN_BODY_BYTES, asked);
      // One body always fits: otherwise a bound below the largest body would refuse that for ever.
      if (bytes > 0 && bytes + held > limits.bodyBytes)
        throw refuse('body_bytes', 'Too many bodies are being read at the moment: try again.');
      bytes += held;
      return once(() => {
        bytes -= held;
      });
    },
    onConnection: (socket) => {
      connections += 1;
      if (connections > limits.connections) beyond.add(socket);
      socket.once('close', () => {
        connections -= 1;
      });
    },
    onDropped: () => metrics.onRefused('connections'),
    checkConnection: (socket) => {
      if (beyond.has(socket))
        throw refuse('connections', 'Too many connections are open at the moment: try again.');
    },
    maxConnections: limits.connections,
  };
}
