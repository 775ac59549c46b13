/**
 * Calls as callers make them, through whichever gateway answers. Every call is kept with what came back: it is what the
 * service is judged by.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Step } from '../types.js';

/** A gateway that takes a connection and says nothing is given up after this long, in milliseconds. */
const HEAD_MS = 30_000;
/** The longest that a caller waits for the rest of an answer. */
const BODY_MS = 60_000;
const RETRY_MS = { first: 200, most: 3_000, all: 120_000 } as const;
/** What says that the outcome is not known, or that another try may do: the gateway, or a part behind it, is away. */
const AWAY = new Set([502, 503, 504]);

export interface CallRequest {
  readonly operationId: string;
  readonly account: string;
  readonly step: Step;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** From the call on, when the caller closes the connection; never when left out. */
  readonly hangUpAfterMs?: number;
  /** Called as soon as the answer's head is there, before its body. */
  readonly onHead?: (status: number, headers: Readonly<Record<string, string>>) => void;
}

export interface Client {
  /** Makes the call once. Never rejects for what the service does: `status` is null then. Rejects when the run is aborted. */
  once(request: CallRequest): Promise<Call>;
  /** Makes the call until it has an outcome, for two minutes at the most; resolves with the last try. */
  untilAnswered(request: CallRequest): Promise<Call>;
}

export interface ClientDeps {
  /** Looked at for each call. */
  readonly gatewayUrls: () => readonly string[];
  readonly record: (call: Call) => void;
  readonly signal: AbortSignal;
}

export function createClient({ gatewayUrls, record, signal }: ClientDeps): Client {
  let turn = 0;

  const once = async (request: CallRequest): Promise<Call> => {
    signal.throwIfAborted();
    const urls = gatewayUrls();
    const url = `${urls[turn++ % urls.length] ?? ''}${request.path}`;
    const call = await callOnce(url, request, signal);
    record(call);
    return call;
  };

  return {
    once,
    untilAnswered: async (request) => {
      const until = Date.now() + RETRY_MS.all;
      for (let waitMs: number = RETRY_MS.first; ; waitMs = Math.min(waitMs * 2, RETRY_MS.most)) {
        const call = await once(request);
        if (hasOutcome(call) || Date.now() > until) return call;
        await sleep(waitMs, undefined, { signal });
      }
    },
  };
}

/** Whether the service has said what became of the call. */
export function hasOutcome({ status }: Pick<Call, 'status'>): boolean {
  return status !== null && !AWAY.has(status);
}

async function callOnce(url: string, request: CallRequest, signal: AbortSignal): Promise<Call> {
  const { operationId, account, step, method, body } = request;
  const gone = new AbortController();
  const close = (): void => gone.abort();
  const timers = [setTimeout(close, HEAD_MS)];
  if (request.hangUpAfterMs !== undefined) timers.push(setTimeout(close, request.hangUpAfterMs));
  const sentMs = Date.now();
  const about = { operationId, account, step, method, url, body: body ?? null, sentMs };
  let head: {
    readonly headMs: number;
    readonly status: number;
    readonly headers: Record<string, string>;
  } | null = null;
  let text: string | null = null;
  signal.addEventListener('abort', close);
  try {
    const response = await fetch(url, {
      method,
      headers: { ...request.headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: gone.signal,
    });
    head = { headMs: Date.now(), status: response.status, headers: Object.fromEntries(response.headers) };
    request.onHead?.(head.status, head.headers);
    clearTimeout(timers[0]);
    timers.push(setTimeout(close, BODY_MS));
    text = await response.text();
  } catch {
    // No connection, none any more, or the caller has had enough: what came until then is what the call has brought.
  } finally {
    for (const timer of timers) clearTimeout(timer);
    signal.removeEventListener('abort', close);
  }
  return {
    ...about,
    headMs: head?.headMs ?? null,
    endedMs: Date.now(),
    status: head?.status ?? null,
    headers: head?.headers ?? {},
    answer: text === null ? null : parsed(text),
  };
}

/** An answer that is no JSON, such as a proxy's page, is kept as its text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
