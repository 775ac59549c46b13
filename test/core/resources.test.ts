import { strict as assert } from 'node:assert';
import { createResources } from '../../src/compose/resources.js';

describe('the parts that a process holds', () => {
  const warned: string[] = [];
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (_fields: object, message: string) => void warned.push(message),
    error: () => undefined,
  };

  it('are closed in the reverse order, each after the one before has closed', async () => {
    const { own, close } = createResources(log);
    const closed: string[] = [];
    const part = (name: string) => ({
      close: async () => {
        closed.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        closed.push(`${name} ends`);
      },
    });
    const first = part('first');
    assert.equal(own(first), first);
    own('second', (name) => void closed.push(name));
    own(part('third'));
    assert.equal(await close(1_000), true);
    assert.deepEqual(closed, ['third begins', 'third ends', 'second', 'first begins', 'first ends']);
  });

  it('are closed although one of them cannot be, which is logged', async () => {
    const { own, close } = createResources(log);
    const closed: string[] = [];
    own('first', (name) => void closed.push(name));
    own('second', () => Promise.reject(new Error('stuck')));
    own('third', () => {
      throw new Error('broken');
    });
    assert.equal(await close(1_000), true);
    assert.deepEqual(closed, ['first']);
    assert.deepEqual(warned, ['a part did not stop cleanly', 'a part did not stop cleanly']);
  });

  it('are waited for no longer than the bound, and closed once', async () => {
    const { own, close } = createResources(log);
    let times = 0;
    own('a part that hangs', () => {
      times += 1;
      return new Promise(() => undefined);
    });
    assert.equal(await close(20), false);
    assert.equal(await close(20), true);
    assert.equal(times, 1);
  });
});
