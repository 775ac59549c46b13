/** How a site answers a page: at once, late, drop by drop, or not at all. */

import type { ServerResponse } from 'node:http';
import { hashOf } from '../random.js';
import { documentOf } from './pages.js';
import { pathOf, type PagePath } from './paths.js';

/** In milliseconds; three seconds is more than a short `timeout_ms` and less than a usual one. */
const DRIP_MS = 3_000;
const DRIPS = 10;
export const RETRY_AFTER_MS = 2_000;

export interface AnswerContext {
  readonly seed: number;
  /** Whether nothing misbehaves any more. */
  readonly calm: boolean;
  /** Runs `act` once nothing misbehaves any more, unless the connection is closed before. */
  readonly whenCalm: (act: () => void) => void;
  /** How often this path was asked for before. */
  readonly askedBefore: number;
  /** Runs `act` later, unless the connection is closed before. */
  readonly later: (ms: number, act: () => void) => void;
}

/** Answers, now or later. */
export function answerPage(page: PagePath, response: ServerResponse, context: AnswerContext): void {
  switch (page.kind) {
    case 'slow':
      return context.later(page.value, () => send(page, response, 200));
    case 'drip':
      return context.calm ? send(page, response, 200) : drip(page, response, context);
    case 'moved':
      response.writeHead(302, { Location: pathOf(page.operationId, 'ok', page.n) }).end();
      return;
    case 'status':
      return send(page, response, page.value);
    case 'hang':
      return context.whenCalm(() => send(page, response, 200));
    case 'reset':
      if (context.calm) send(page, response, 200);
      else response.destroy();
      return;
    case 'busy':
      return answerBusy(page, response, context);
    case 'wall':
      return send(page, response, 403);
    case 'ok':
    case 'script':
    case 'prose':
    case 'tree':
      return send(page, response, 200);
  }
}

/** Two of three pages refuse their first request, and half of those their second one. */
function answerBusy(
  page: PagePath,
  response: ServerResponse,
  { seed, calm, askedBefore }: AnswerContext,
): void {
  const refusals = hashOf(`${seed} ${page.operationId} ${page.n}`) % 3;
  if (calm || askedBefore >= refusals) return send(page, response, 200);
  response.writeHead(429, { 'Retry-After': String(RETRY_AFTER_MS / 1_000), 'Content-Type': 'text/plain' });
  response.end('Too many requests.');
}

function send(page: PagePath, response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(documentOf(page));
}

function drip(page: PagePath, response: ServerResponse, { later }: AnswerContext): void {
  const body = documentOf(page);
  const size = Math.ceil(body.length / DRIPS);
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  const next = (at: number): void => {
    if (at >= body.length) response.end();
    else {
      response.write(body.slice(at, at + size));
      later(DRIP_MS / DRIPS, () => next(at + size));
    }
  };
  next(0);
}
