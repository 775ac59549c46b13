import { strict as assert } from 'node:assert';
import { describeRoom, watchDiskRoom, type DiskRoom } from '../../src/app/disk-room.js';
import { CallRefused } from '../../src/core/failure.js';
import { waitFor } from '../support/wait.js';

const GIB = 1024 ** 3;

describe('room on the disk', () => {
  let room: DiskRoom | undefined;
  let freeBytes: number;
  let words: string[];
  const never = (): AbortSignal => new AbortController().signal;

  beforeEach(() => {
    freeBytes = 100 * GIB;
    words = [];
  });
  afterEach(() => room?.close());

  async function watch(minFree: Parameters<typeof watchDiskRoom>[0]['minFree']): Promise<DiskRoom> {
    const say = (_: object, message: string): void => void words.push(message);
    room = await watchDiskRoom({
      readFreeSpace: async () => {
        if (Number.isNaN(freeBytes)) throw new Error('no such device');
        return { freeBytes, totalBytes: 200 * GIB };
      },
      minFree,
      onLook: () => undefined,
      log: { info: say, warn: say, error: say, debug: () => undefined },
    });
    return room;
  }

  const isRefused = async (of: DiskRoom): Promise<boolean> => {
    try {
      await of.admit();
      return false;
    } catch (error) {
      assert.ok(error instanceof CallRefused);
      assert.deepEqual([error.code, error.retryAfterSecs], ['SERVICE_UNAVAILABLE', 60]);
      return true;
    }
  };

  it('refuses and pauses below the bound, and goes on with some more than it', async () => {
    const of = await watch({ bytes: 2 * GIB });
    assert.equal(await isRefused(of), false);
    assert.equal(await of.wait(never(), 0), true);
    const before = of.low();
    freeBytes = 2 * GIB - 1;
    assert.equal(await isRefused(of), true);
    assert.equal(before.aborted, true, 'who is at work is told');
    assert.match(describeRoom(of.state()), /^almost full: /);
    const waiting = of.wait(never(), 60_000);
    freeBytes = 2 * GIB;
    assert.equal(await isRefused(of), true, 'not yet enough');
    freeBytes = 2.2 * GIB;
    assert.equal(await isRefused(of), false);
    assert.equal(await waiting, true);
    assert.equal(of.low().aborted, false);
    assert.equal(describeRoom(of.state()), 'ok');
    assert.deepEqual(words, [
      'the disk is almost full: new jobs are refused and running ones wait (DISK_MIN_FREE)',
      'the disk has room again: jobs go on',
    ]);
  });

  it('notices by itself', async () => {
    const of = await watch({ share: 0.5 });
    freeBytes = 99 * GIB;
    await waitFor('the disk to be low', () => of.low().aborted);
  });

  it('ends a wait when its time is over, and when its signal aborts', async () => {
    freeBytes = GIB;
    const of = await watch({ bytes: 2 * GIB });
    assert.equal(await of.wait(never(), 10), false);
    const controller = new AbortController();
    const waiting = of.wait(controller.signal, 60_000);
    controller.abort();
    assert.equal(await waiting, false);
    assert.equal(await of.wait(controller.signal, 60_000), false);
  });

  it('takes work while nobody knows how much is free, and says so once', async () => {
    freeBytes = NaN;
    const of = await watch(null);
    assert.equal(await isRefused(of), false);
    assert.equal(await isRefused(of), false);
    assert.deepEqual(words, ['how much of the disk is free cannot be read']);
    assert.match(describeRoom(of.state()), /^unknown/);
  });
});
