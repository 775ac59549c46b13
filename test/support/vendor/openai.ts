/** OpenAI's side: https://platform.openai.com/docs/api-reference/{chat,files,batch}. */

import { randomUUID } from 'node:crypto';
import { say } from './say.js';
import type { Exchange, FakeBatch, Reply, Vendor } from './types.js';

export async function openAiRoutes(vendor: Vendor, exchange: Exchange): Promise<Reply | null> {
  const { method, path, body, headers } = exchange;
  const [, , kind, id, action] = path.split('/');
  if (kind === 'files') {
    if (method === 'POST') {
      const type = String(headers['content-type']);
      const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
      const upload = form.get('file') as File;
      const file = { name: upload.name, text: await upload.text(), createdAt: now() };
      const fileId = `file-${randomUUID()}`;
      vendor.files.set(fileId, file);
      return { status: 200, body: fileBody(fileId, file) };
    }
    if (id === undefined) {
      const data = [...vendor.files].reverse().map(([fileId, file]) => fileBody(fileId, file));
      return { status: 200, body: { object: 'list', data, has_more: false } };
    }
    const file = vendor.files.get(id);
    if (file === undefined) return null;
    if (action === 'content') return { status: 200, body: file.text };
    vendor.files.delete(id);
    return { status: 200, body: { id, object: 'file', deleted: true } };
  }
  if (kind !== 'batches') return null;
  if (method === 'POST' && id === undefined) {
    const { input_file_id: inputFile, metadata } = JSON.parse(body.toString());
    const lines = (vendor.files.get(inputFile)?.text ?? '').split('\n').map((line) => JSON.parse(line));
    const batch: FakeBatch = {
      id: `batch_${randomUUID()}`,
      requests: lines.map((line) => ({ id: line.custom_id, body: line.body })),
      createdAt: now(),
      metadata,
      inputFile,
      state: 'running',
    };
    vendor.batches.push(batch);
    return { status: 200, body: await batchBody(vendor, batch) };
  }
  if (id === undefined) {
    const data = await Promise.all([...vendor.batches].reverse().map((batch) => batchBody(vendor, batch)));
    return { status: 200, body: { object: 'list', data, has_more: false } };
  }
  const batch = vendor.batches.find((each) => each.id === id);
  if (batch === undefined) return null;
  if (action === 'cancel' && batch.state === 'running') batch.state = 'cancelled';
  if (vendor.endsAtOnce) vendor.end(batch);
  return { status: 200, body: await batchBody(vendor, batch) };
}

const now = (): number => Math.floor(Date.now() / 1_000);

function fileBody(
  id: string,
  { name, text, createdAt }: { name: string; text: string; createdAt: number },
): object {
  return { id, object: 'file', bytes: text.length, created_at: createdAt, filename: name, purpose: 'batch' };
}

const STATUS = {
  running: 'in_progress',
  ended: 'completed',
  expired: 'expired',
  cancelled: 'cancelled',
} as const;

async function batchBody(vendor: Vendor, batch: FakeBatch): Promise<object> {
  const isOver = batch.state === 'ended' || batch.state === 'expired';
  const output = isOver ? await outputOf(vendor, batch) : {};
  return {
    id: batch.id,
    object: 'batch',
    endpoint: '/v1/chat/completions',
    input_file_id: batch.inputFile,
    completion_window: '24h',
    status: STATUS[batch.state],
    created_at: batch.createdAt,
    metadata: batch.metadata,
    ...output,
  };
}

/** The files of an ended batch: what has an answer, and what failed or, in an expired one, was not come to. */
async function outputOf(vendor: Vendor, batch: FakeBatch): Promise<object> {
  const [done, failed] = [`out-${batch.id}`, `err-${batch.id}`];
  if (!vendor.files.has(done)) {
    const lines: { isGood: boolean; text: string }[] = [];
    for (const { id, body } of batch.requests) {
      if (!vendor.hasLine(id)) continue;
      const { status, body: answer } = await say(vendor, body, true);
      const response = { status_code: status, request_id: randomUUID(), body: answer };
      lines.push({
        isGood: status === 200,
        text: JSON.stringify({ id: randomUUID(), custom_id: id, response, error: null }),
      });
    }
    const text = (isGood: boolean): string =>
      lines
        .filter((line) => line.isGood === isGood)
        .map((line) => line.text)
        .join('\n');
    vendor.files.set(done, { name: 'output.jsonl', text: text(true), createdAt: now() });
    vendor.files.set(failed, { name: 'error.jsonl', text: text(false), createdAt: now() });
  }
  return { output_file_id: done, error_file_id: failed };
}
