/**
 * Anthropic's Message Batches. A batch has no name of ours, only its requests have: one that was lost is recognised by when
 * it was made and by its number of requests, and as soon as it has results by the ids in them.
 */

import type { Anthropic } from '@anthropic-ai/sdk';
import type { Prompt } from '../../core/model/prompt.js';
import type { BatchResult, ModelBatches } from '../../ports/model.js';
import { outcomeOf, type MessageRequest } from './anthropic-message.js';
import { modelFailure } from './answer.js';
import { BATCH_CALL_MS, CLOCKS_MS, idOf, search, submission, UPLOAD_MS } from './batch-calls.js';
import { statusOf } from './errors.js';

type VendorBatch = Anthropic.Messages.MessageBatch;

export function createAnthropicBatches(
  client: () => Promise<Anthropic>,
  bodyOf: (prompt: Prompt) => MessageRequest,
): ModelBatches {
  const batches = async (): Promise<Anthropic.Messages.Batches> => (await client()).messages.batches;

  /** Whether the results are those of the label; true as well while there are none. */
  async function isOf(label: string, batch: VendorBatch, signal: AbortSignal): Promise<boolean> {
    if (batch.processing_status !== 'ended') return true;
    for await (const { custom_id: id } of await (await batches()).results(batch.id, {}, { signal }))
      return id.startsWith(`${label}-`);
    return true;
  }

  return {
    submit: (_label, requests, beforeCreate, signal) =>
      submission(async () => {
        const params = {
          requests: requests.map(({ id, prompt }) => ({ custom_id: id, params: bodyOf(prompt) })),
        };
        const vendor = await batches();
        await beforeCreate();
        return idOf(await vendor.create(params, { signal, timeout: UPLOAD_MS }));
      }),

    find: ({ label, triedAt, requests, others }, signal) =>
      search(async () => {
        const since = triedAt.getTime() - CLOCKS_MS;
        const listed = (await batches()).list({ limit: 100 }, { signal, timeout: BATCH_CALL_MS });
        for await (const batch of listed) {
          if (Date.parse(batch.created_at) < since) break;
          const isCandidate = !others.has(batch.id) && countOf(batch) === requests;
          if (isCandidate && (await isOf(label, batch, signal))) return batch.id;
        }
        return null;
      }),

    state: async (id, signal) => {
      try {
        const { processing_status: status } = await (await batches()).retrieve(id, {}, { signal });
        return status === 'ended' ? 'ended' : 'running';
      } catch (error) {
        if (statusOf(error) === 404) return 'gone';
        throw error;
      }
    },

    results: async function* (id, signal) {
      const { results_url: url } = await (await batches()).retrieve(id, {}, { signal });
      if (url === null) return;
      for await (const result of await (await batches()).results(id, {}, { signal }))
        yield readResult(result);
    },

    cancel: async (id, signal) => {
      // A batch that has ended answers 400 or 409, an unknown one 404.
      await (await batches()).cancel(id, {}, { signal }).catch((error: unknown) => {
        const status = statusOf(error) ?? 0;
        if (![400, 404, 409].includes(status)) throw error;
      });
    },

    discard: async (id, signal) => {
      await (await batches()).delete(id, {}, { signal }).catch((error: unknown) => {
        if (statusOf(error) !== 404) throw error;
      });
    },
  };
}

function countOf({ request_counts: counts }: VendorBatch): number {
  return counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired;
}

function readResult({
  custom_id: id,
  result,
}: Anthropic.Messages.MessageBatchIndividualResponse): BatchResult {
  const outcome =
    result.type === 'succeeded'
      ? outcomeOf(result.message)
      : modelFailure('LLM_ERROR', 'The model provider left this page out of its batch.', 'later');
  return { id, outcome };
}
