/**
 * OpenAI's Batch API: a file of requests is uploaded, the batch made of it, and its results are one or two files of lines.
 * The label stands in the batch's metadata and in the file's name, so both are found again.
 */

import type { OpenAI } from 'openai';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Prompt } from '../../core/model/prompt.js';
import type { BatchResult, ModelBatches } from '../../ports/model.js';
import { modelFailure } from './answer.js';
import { BATCH_CALL_MS, CLOCKS_MS, idOf, search, submission, UPLOAD_MS } from './batch-calls.js';
import { statusOf } from './errors.js';
import { outcomeOf, type ChatRequest } from './openai-completion.js';

const ENDPOINT = '/v1/chat/completions';
const OVER: ReadonlySet<string> = new Set(['completed', 'failed', 'expired', 'cancelled']);

/** Only what is read of a line; a completion is read as the SDK types it. */
const line = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown() }).nullish(),
});

export function createOpenAiBatches(
  client: () => Promise<OpenAI>,
  bodyOf: (prompt: Prompt) => ChatRequest,
): ModelBatches {
  return {
    submit: (label, requests, beforeCreate, signal) =>
      submission(async () => {
        const { files, batches } = await client();
        const lines = requests.map(({ id, prompt }) =>
          JSON.stringify({ custom_id: id, method: 'POST', url: ENDPOINT, body: bodyOf(prompt) }),
        );
        const content = new File([lines.join('\n')], `${label}.jsonl`);
        const file = await files.create({ file: content, purpose: 'batch' }, { signal, timeout: UPLOAD_MS });
        if (idOf(file) === null) return null;
        await beforeCreate();
        const made = await batches.create(
          {
            input_file_id: file.id,
            endpoint: ENDPOINT,
            completion_window: '24h',
            metadata: { holdfast: label },
          },
          { signal, timeout: BATCH_CALL_MS },
        );
        return idOf(made);
      }),

    find: ({ label, triedAt }, signal) =>
      search(async () => {
        const { batches } = await client();
        const since = (triedAt.getTime() - CLOCKS_MS) / 1_000;
        for await (const batch of batches.list({ limit: 100 }, { signal, timeout: BATCH_CALL_MS })) {
          if (batch.created_at < since) break;
          if (batch.metadata?.['holdfast'] === label) return batch.id;
        }
        // A file without its batch is of no use: the next try uploads its own.
        await deleteFiles(await client(), label, since, signal);
        return null;
      }),

    state: async (id, signal) => {
      const batch = await unlessGone((await client()).batches.retrieve(id, { signal }));
      if (batch === null) return 'gone';
      return OVER.has(batch.status) ? 'ended' : 'running';
    },

    results: async function* (id, signal) {
      const { batches, files } = await client();
      const { output_file_id: output, error_file_id: errors } = await batches.retrieve(id, { signal });
      for (const file of [output, errors]) {
        if (file == null) continue;
        const content = await unlessGone(files.content(file, { signal }));
        if (content?.body == null) continue;
        const stream = Readable.fromWeb(content.body, { signal });
        for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
          const result = readLine(text);
          if (result !== null) yield result;
        }
      }
    },

    cancel: async (id, signal) => {
      const { batches } = await client();
      // A batch that has ended answers 409 or 400, an unknown one 404.
      await batches.cancel(id, { signal }).catch((error: unknown) => {
        const status = statusOf(error) ?? 0;
        if (![400, 404, 409].includes(status)) throw error;
      });
    },

    discard: async (id, signal) => {
      const { batches, files } = await client();
      const batch = await unlessGone(batches.retrieve(id, { signal }));
      for (const file of [batch?.input_file_id, batch?.output_file_id, batch?.error_file_id])
        if (file != null) await ignoreGone(files.delete(file, { signal }));
      // An attempt that was cut off while it uploaded has left its own file.
      const label = batch?.metadata?.['holdfast'];
      if (batch != null && label !== undefined)
        await deleteFiles(await client(), label, batch.created_at - CLOCKS_MS / 1_000, signal);
    },
  };
}

/** Deletes the files that were uploaded for a batch of this label since then, in Unix seconds. */
async function deleteFiles(
  { files }: OpenAI,
  label: string,
  since: number,
  signal: AbortSignal,
): Promise<void> {
  const options = { signal, timeout: BATCH_CALL_MS };
  for await (const file of files.list({ purpose: 'batch', limit: 100, order: 'desc' }, options)) {
    if (file.created_at < since) break;
    if (file.filename === `${label}.jsonl`) await ignoreGone(files.delete(file.id, { signal }));
  }
}

/** Null for a line that cannot be read: its request counts as one without a result. */
function readLine(text: string): BatchResult | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const read = line.safeParse(json);
  if (!read.success) return null;
  const { custom_id: id, response } = read.data;
  if (response?.status_code !== 200) {
    const failed = modelFailure('LLM_ERROR', 'The model provider left this page out of its batch.', 'later');
    return { id, outcome: failed };
  }
  return { id, outcome: outcomeOf(response.body) };
}

async function unlessGone<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

async function ignoreGone(call: Promise<unknown>): Promise<void> {
  await unlessGone(call);
}
