import { strict as assert } from 'node:assert';
import { onceThereIsRoom } from '../../src/adapters/disk/once-there-is-room.js';

const failing = (code: string): Error => Object.assign(new Error(code), { code });

describe('what a full disk makes fail', () => {
  it('is tried again, and told of once', async () => {
    let tries = 0;
    let told = 0;
    const work = async (): Promise<number> => {
      tries += 1;
      if (tries < 3) throw failing('ENOSPC');
      return tries;
    };
    assert.equal(await onceThereIsRoom(work, new AbortController().signal, () => (told += 1)), 3);
    assert.equal(told, 1);
  });

  it('is given up when the service stops', async () => {
    const stop = new AbortController();
    const work = (): Promise<never> => Promise.reject(failing('ENOSPC'));
    await assert.rejects(
      onceThereIsRoom(work, stop.signal, () => stop.abort()),
      { code: 'ENOSPC' },
    );
  });

  it('is not what fails for another reason', async () => {
    const work = (): Promise<never> => Promise.reject(failing('EACCES'));
    await assert.rejects(
      onceThereIsRoom(work, new AbortController().signal, () => assert.fail()),
      { code: 'EACCES' },
    );
  });
});
