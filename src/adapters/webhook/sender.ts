/** Sends webhooks over HTTP through the egress gate. Redirects are answers like any; bodies of answers are not read. */

import { Agent, request } from 'undici';
import type { AllowList } from '../../core/net/allow-list.js';
import { WEBHOOK_MS } from '../../core/timings.js';
import { webhookProblem } from '../../core/webhook.js';
import type { WebhookSender } from '../../ports/webhook-sender.js';
import { EgressRefused, type EgressGate } from '../egress/gate.js';
import { codeOf } from '../error-code.js';
import { brokenBy } from '../fetch/errors.js';
import { signatureHeaders } from './signature.js';

export interface SenderOptions {
  readonly gate: EgressGate;
  readonly allowList: AllowList;
  readonly userAgent: string;
  /** Bound of connecting, sending and waiting for the status. Default 30 s. */
  readonly timeoutMs?: number;
}

/** Whoever builds it closes it. */
export function createWebhookSender(options: SenderOptions): WebhookSender {
  const { gate, allowList, userAgent, timeoutMs = WEBHOOK_MS } = options;
  const agent = new Agent({
    connect: gate.connect,
    pipelining: 1,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    send: async ({ url, id, body, secret }, signal) => {
      const startedAt = performance.now();
      const answer = (
        status: number | null,
        error: string | null,
      ): Awaited<ReturnType<WebhookSender['send']>> => ({
        status,
        error,
        durationMs: Math.round(performance.now() - startedAt),
      });
      // The operator may have changed the list since the job was accepted.
      const problem = webhookProblem(url, allowList);
      if (problem !== null) return answer(null, `The webhook ${problem}.`);
      const late = AbortSignal.timeout(timeoutMs);
      try {
        const response = await request(url, {
          dispatcher: agent,
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'User-Agent': userAgent,
            ...signatureHeaders(secret, id, new Date(), body),
          },
          body,
          signal: AbortSignal.any([signal, late]),
        });
        // Its rest is of no interest: the connection goes with it unless it was short.
        response.body
          .on('error', () => undefined)
          .dump({ limit: 16_384 })
          .catch(() => undefined);
        return answer(response.statusCode, null);
      } catch (error) {
        signal.throwIfAborted();
        return answer(null, late.aborted ? `No answer within ${timeoutMs / 1000} s.` : reasonOf(error));
      }
    },
    close: () => agent.destroy(),
  };
}

/** What may be told of why no answer came. */
function reasonOf(error: unknown): string {
  if (error instanceof EgressRefused) return error.message;
  const code = codeOf(error);
  return brokenBy(code) ?? `No answer (${code || 'unknown'}).`;
}
