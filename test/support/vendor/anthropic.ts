/** Anthropic's side: https://docs.anthropic.com/en/api/messages and .../message-batches. */

import { randomUUID } from 'node:crypto';
import { say } from './say.js';
import type { Exchange, FakeBatch, Reply, Vendor } from './types.js';

export async function anthropicRoutes(
  vendor: Vendor,
  { method, path, body }: Exchange,
): Promise<Reply | null> {
  if (!path.startsWith('/v1/messages/batches')) return null;
  const [, , , , id, action] = path.split('/');
  if (method === 'POST' && id === undefined) {
    const { requests } = JSON.parse(body.toString());
    const batch: FakeBatch = {
      id: `msgbatch_${randomUUID()}`,
      requests: requests.map((request: any) => ({ id: request.custom_id, body: request.params })),
      createdAt: Date.now(),
      metadata: null,
      inputFile: null,
      state: 'running',
    };
    vendor.batches.push(batch);
    return { status: 200, body: batchBody(vendor, batch) };
  }
  if (id === undefined) {
    const data = [...vendor.batches].reverse().map((batch) => batchBody(vendor, batch));
    return { status: 200, body: { data, has_more: false, first_id: null, last_id: null } };
  }
  const at = vendor.batches.findIndex((each) => each.id === id);
  const batch = vendor.batches[at];
  if (batch === undefined) return null;
  if (action === 'cancel' && batch.state === 'running') batch.state = 'cancelled';
  if (method === 'DELETE') {
    vendor.batches.splice(at, 1);
    return { status: 200, body: { id, type: 'message_batch_deleted' } };
  }
  if (action === 'results') return { status: 200, body: await resultsOf(vendor, batch) };
  if (vendor.endsAtOnce) vendor.end(batch);
  return { status: 200, body: batchBody(vendor, batch) };
}

function batchBody(vendor: Vendor, { id, state, createdAt, requests }: FakeBatch): object {
  const counts = { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 };
  const isOver = state !== 'running';
  const at = new Date(createdAt).toISOString();
  return {
    id,
    type: 'message_batch',
    processing_status: isOver ? 'ended' : 'in_progress',
    request_counts: { ...counts, [isOver ? 'succeeded' : 'processing']: requests.length },
    created_at: at,
    expires_at: at,
    ended_at: isOver ? at : null,
    cancel_initiated_at: null,
    archived_at: null,
    results_url: isOver ? `${vendor.url}/v1/messages/batches/${id}/results` : null,
  };
}

const results = new WeakMap<FakeBatch, string>();

async function resultsOf(vendor: Vendor, batch: FakeBatch): Promise<string> {
  const known = results.get(batch);
  if (known !== undefined) return known;
  const lines: string[] = [];
  for (const { id, body } of batch.requests) {
    if (batch.state !== 'ended' && !vendor.hasLine(id)) {
      lines.push(
        JSON.stringify({
          custom_id: id,
          result: { type: batch.state === 'expired' ? 'expired' : 'canceled' },
        }),
      );
      continue;
    }
    if (!vendor.hasLine(id)) continue;
    const { status, body: message } = await say(vendor, body, false);
    const result = status === 200 ? { type: 'succeeded', message } : { type: 'errored', error: message };
    lines.push(JSON.stringify({ custom_id: id, result }));
  }
  const text = lines.join('\n');
  results.set(batch, text);
  return text;
}
