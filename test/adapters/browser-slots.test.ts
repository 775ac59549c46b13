import { strict as assert } from 'node:assert';
import { createSlots } from '../../src/adapters/browser/slots.js';

const never = new AbortController().signal;

describe('places in the browser', () => {
  it('go to an owner with none before one with many gets another', async () => {
    const slots = createSlots(2);
    const held = [await slots.take('large', never), await slots.take('large', never)];
    const order: string[] = [];
    const ask = (owner: string): void =>
      void slots.take(owner, never).then((giveBack) => {
        order.push(owner);
        held.push(giveBack);
      });
    for (const owner of ['large', 'large', 'large', 'small', 'other', 'small']) ask(owner);
    while (held.length > 0) {
      held.shift()?.();
      await Promise.resolve();
      await Promise.resolve();
    }
    // Whoever holds none comes first; among those, who has waited longest.
    assert.deepEqual(order, ['small', 'large', 'other', 'large', 'small', 'large']);
  });

  it('are never more than there are, and none is lost by those who give up', async () => {
    const slots = createSlots(1);
    const giveBack = await slots.take('a', never);
    const leaving = new AbortController();
    const gone = slots.take('b', leaving.signal);
    const next = slots.take('c', never);
    leaving.abort(new Error('left'));
    await assert.rejects(gone, /left/);
    let isIn = false;
    void next.then(() => (isIn = true));
    await Promise.resolve();
    assert.equal(isIn, false);
    giveBack();
    giveBack();
    (await next)();
    (await slots.take('a', never))();
  });
});
