import { strict as assert } from 'node:assert';
import type { Payload } from '@temporalio/common';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { createPayloadCodec } from '../../src/adapters/temporal/payload-codec.js';

const codec = createPayloadCodec(randomBytes(32));
const payload = (text: string): Payload => ({
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from(JSON.stringify(text)),
});
const plain = ({ metadata, data }: Payload): unknown => ({
  metadata: Object.fromEntries(
    Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString()]),
  ),
  data: Buffer.from(data ?? []).toString(),
});

describe('the payload codec', () => {
  it('gives back what it was given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' })), async (texts) => {
        const payloads = texts.map(payload);
        const back = await codec.decode(await codec.encode(payloads));
        assert.deepEqual(back.map(plain), payloads.map(plain));
      }),
    );
  });

  it('shows nothing of the payload, and never the same bytes twice', async () => {
    const [one, two] = await codec.encode([payload('secret words'), payload('secret words')]);
    for (const { metadata, data } of [one as Payload, two as Payload]) {
      assert.deepEqual(Object.keys(metadata ?? {}), ['encoding']);
      assert.equal(Buffer.from(metadata?.['encoding'] ?? []).toString(), 'binary/encrypted');
      assert.ok(!Buffer.from(data ?? []).includes('secret'));
      assert.ok(!Buffer.from(data ?? []).includes('json/plain'));
    }
    assert.notDeepEqual(one?.data, two?.data);
  });

  it('rejects a payload of which any byte was changed', async () => {
    const [sealed] = await codec.encode([payload('pay 1')]);
    const bytes = Buffer.from(sealed?.data ?? []);
    for (let at = 0; at < bytes.length; at++) {
      const data = Buffer.from(bytes);
      data[at] = (data[at] as number) ^ 1;
      await assert.rejects(codec.decode([{ ...sealed, data }]), `byte ${at}`);
    }
  });

  it('rejects a payload that was cut short, and one of another key', async () => {
    const [sealed] = (await codec.encode([payload('pay 1')])) as [Payload];
    for (const length of [0, 5, 12, 27, (sealed.data?.length ?? 0) - 1]) {
      const data = Buffer.from(sealed.data ?? []).subarray(0, length);
      await assert.rejects(codec.decode([{ ...sealed, data }]), `${length} bytes`);
    }
    await assert.rejects(createPayloadCodec(randomBytes(32)).decode([sealed]));
  });

  it('leaves payloads alone that were never encrypted', async () => {
    const given = payload('from before the key was set');
    assert.deepEqual(await codec.decode([given]), [given]);
  });
});
