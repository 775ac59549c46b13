import { strict as assert } from 'node:assert';
import { mock } from 'node:test';
import { createBrake, type Brake } from '../../src/app/brake.js';
import { CHUNK_MS } from '../../src/core/timings.js';

describe('the brake of a chunk', () => {
  let cancel: AbortController;
  let shutdown: AbortController;
  let brake: Brake;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    cancel = new AbortController();
    shutdown = new AbortController();
    brake = createBrake({ cancelled: cancel.signal, shutdown: shutdown.signal }, 60_000);
  });
  afterEach(() => {
    brake.release();
    mock.timers.reset();
  });

  it('starts no page and cuts off those in flight soon after a cancel', () => {
    cancel.abort();
    assert.equal(brake.stop.aborted, true);
    mock.timers.tick(CHUNK_MS.cancelledDrain - 1);
    assert.equal(brake.cutOff.aborted, false);
    mock.timers.tick(1);
    assert.equal(brake.cutOff.aborted, true);
  });

  it('gives them longer when the worker shuts down, unless the job is cancelled meanwhile', () => {
    shutdown.abort();
    assert.equal(brake.stop.aborted, true);
    mock.timers.tick(CHUNK_MS.cancelledDrain);
    assert.equal(brake.cutOff.aborted, false);
    cancel.abort();
    mock.timers.tick(CHUNK_MS.cancelledDrain);
    assert.equal(brake.cutOff.aborted, true);
  });

  it('lets pages in flight end at the end of its time box', () => {
    mock.timers.tick(60_000);
    assert.equal(brake.stop.aborted, true);
    mock.timers.tick(10 * CHUNK_MS.drain);
    assert.equal(brake.cutOff.aborted, false);
  });

  it('listens no longer once it is released', () => {
    brake.release();
    cancel.abort();
    mock.timers.tick(CHUNK_MS.drain);
    assert.equal(brake.stop.aborted, false);
    assert.equal(brake.cutOff.aborted, false);
  });
});
