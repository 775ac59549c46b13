import { strict as assert } from 'node:assert';
import { setImmediate as turn } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { setAwakeTimeout, type AwakeTimeout } from '../../../src/adapters/spiders/awake-timeout.js';
import { waitFor } from '../../support/wait.js';

/** Keeps the thread, as a standstill of the process does. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe('a time-out of time awake', () => {
  let timeout: AwakeTimeout;
  let calls: number;
  const begin = (ms: number): void => {
    calls = 0;
    timeout = setAwakeTimeout(() => calls++, ms);
  };
  afterEach(() => timeout.clear());

  it('counts a standstill as a moment, and comes when the time was had', async () => {
    begin(1_500);
    standStill(2_500);
    await turn();
    await turn();
    assert.equal(calls, 0);
    await waitFor('the time-out', () => calls === 1);
  });

  it('comes after what was to be read when the process went on', async () => {
    const order: string[] = [];
    timeout = setAwakeTimeout(() => order.push('time-out'), 100);
    const { port1, port2 } = new MessageChannel();
    port1.on('message', () => order.push('message'));
    port2.postMessage('ready');
    standStill(300);
    await waitFor('the time-out', () => order.includes('time-out'));
    port1.close();
    assert.deepEqual(order, ['message', 'time-out']);
  });

  it('begins anew, and does not come once it is cleared', async () => {
    begin(200);
    timeout.refresh();
    timeout.clear();
    let later = 0;
    const other = setAwakeTimeout(() => later++, 400);
    await waitFor('the other one', () => later === 1);
    other.clear();
    assert.equal(calls, 0);
  });
});
