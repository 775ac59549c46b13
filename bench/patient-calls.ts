/** Callers that want their job done: whatever is not an answer of 200 is asked for again, with the same Idempotency-Key. */

import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';

/** A head that has not come by then, of a gateway that stands still for example, is not waited for any longer. */
const HEAD_MS = 60_000;
const PAUSE_MS = 1_000;

export interface PatientCalls {
  /** Resolves with the answer of 200. Rejects when there was none for `boundMs`, with what there was last. */
  post<T>(url: string, key: string, body: unknown, idempotencyKey: string): Promise<T>;
  /** How often there was something else: by its status, or what went wrong. */
  readonly refused: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export function createPatientCalls(boundMs: number, signal: AbortSignal): PatientCalls {
  const dispatcher = new Agent({ connections: null, pipelining: 1, headersTimeout: HEAD_MS, bodyTimeout: 0 });
  const refused = new Map<string, number>();

  async function postOnce<T>(
    url: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<T | string> {
    try {
      const { statusCode, body: answer } = await request(url, {
        ...{ method: 'POST', dispatcher, signal, headers, body },
      });
      if (statusCode === 200) return (await answer.json()) as T;
      await answer.dump();
      return String(statusCode);
    } catch (error) {
      signal.throwIfAborted();
      return (error as { readonly code?: string }).code ?? String(error);
    }
  }

  return {
    refused,
    post: async <T>(url: string, key: string, body: unknown, idempotencyKey: string): Promise<T> => {
      const headers = {
        'x-api-key': key,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
      };
      const text = JSON.stringify(body);
      for (const untilMs = performance.now() + boundMs; ; await sleep(PAUSE_MS, undefined, { signal })) {
        const answer = await postOnce<T>(url, headers, text);
        if (typeof answer !== 'string') return answer;
        refused.set(answer, (refused.get(answer) ?? 0) + 1);
        if (performance.now() > untilMs)
          throw new Error(`${url} was not answered with 200, at last: ${answer}`);
      }
    },
    close: () => dispatcher.close(),
  };
}
