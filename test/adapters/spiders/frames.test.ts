import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { readFrames, writeFrame, type Frame } from '../../../src/adapters/spiders/frames.js';

/** The bytes that frames are sent as. */
async function bytesOf(frames: readonly Frame[]): Promise<Buffer> {
  const stream = new PassThrough({ highWaterMark: 1 << 30 });
  for (const { message, bytes } of frames) writeFrame(stream, message, bytes);
  stream.end();
  return Buffer.concat(await stream.toArray());
}

interface Reading {
  readonly frames: Frame[];
  broken: number;
}

/** What is read of a stream that comes in these pieces. */
async function read(pieces: readonly Uint8Array[], mostJsonBytes = Infinity): Promise<Reading> {
  const stream = new PassThrough();
  const reading: Reading = { frames: [], broken: 0 };
  const onFrame = ({ message, bytes }: Frame): void => {
    reading.frames.push({ message, bytes: Uint8Array.from(bytes) });
  };
  readFrames(stream, mostJsonBytes, onFrame, () => (reading.broken += 1));
  for (const piece of pieces) {
    stream.write(piece);
    await new Promise(setImmediate);
  }
  if (reading.broken > 0) return reading;
  stream.end();
  await once(stream, 'end');
  return reading;
}

const frames = fc.array(
  fc.record({
    message: fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
    bytes: fc.uint8Array(),
  }),
  { maxLength: 5 },
);

describe('frames', () => {
  it('come out as they went in, in whatever pieces they travel', async () => {
    await fc.assert(
      fc.asyncProperty(frames, fc.array(fc.integer({ min: 1, max: 40 })), async (sent, cuts) => {
        const all = await bytesOf(sent);
        const pieces: Uint8Array[] = [];
        let at = 0;
        for (const cut of cuts) pieces.push(all.subarray(at, (at += cut)));
        pieces.push(all.subarray(at));
        const { frames: got, broken } = await read(pieces);
        assert.equal(broken, 0);
        const asJson = ({ message, bytes }: Frame): Frame => ({
          message: JSON.parse(JSON.stringify(message)) as object,
          bytes,
        });
        assert.deepEqual(got, sent.map(asJson));
      }),
    );
  });

  it('carry many megabytes', async () => {
    const bytes = new Uint8Array(5_000_000).map((_, at) => at % 251);
    const all = await bytesOf([{ message: { a: 1 }, bytes }]);
    const pieces = Array.from({ length: Math.ceil(all.length / 65_536) }, (_, at) =>
      all.subarray(at * 65_536, (at + 1) * 65_536),
    );
    const { frames: got } = await read(pieces);
    assert.equal(got.length, 1);
    assert.ok(Buffer.from(bytes).equals(got[0]!.bytes));
  });

  it('are refused when their JSON is too long, before it has come', async () => {
    const fits = await bytesOf([{ message: { a: 'x'.repeat(92) }, bytes: new Uint8Array(0) }]);
    assert.equal((await read([fits], 100)).frames.length, 1);
    assert.deepEqual(await read([fits.subarray(0, 8)], 99), { frames: [], broken: 1 });
  });

  for (const [what, json] of [
    ['no JSON', '{"a":'],
    ['no object', '7'],
    ['null', 'null'],
  ] as const) {
    it(`are broken by ${what}, and nothing behind it is read`, async () => {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(json.length, 0);
      const good = await bytesOf([{ message: { a: 1 }, bytes: new Uint8Array(3) }]);
      const { frames: got, broken } = await read([
        good,
        Buffer.concat([head, Buffer.from(json), good]),
        good,
      ]);
      assert.deepEqual(got, [{ message: { a: 1 }, bytes: new Uint8Array(3) }]);
      assert.equal(broken, 1);
    });
  }
});
