import { strict as assert } from 'node:assert';
import {
  CHUNK_MS,
  HEARTBEAT_MS,
  HEARTBEAT_SENT_MS,
  HEARTBEAT_TIMEOUT_MS,
  JOB_LOOK_MS,
  LONGEST_MS,
  MODEL_MS,
  PAGE_MS,
  START_TO_CLOSE_MS,
  TIME_BOX_MS,
} from '../../src/core/timings.js';

describe('time bounds', () => {
  for (const [name, longestMs] of Object.entries(LONGEST_MS))
    it(`let the longest attempt of ${name} end within its start-to-close bound`, () => {
      const boundMs = START_TO_CLOSE_MS[name as keyof typeof LONGEST_MS];
      assert.ok(longestMs <= boundMs, `${longestMs / 1_000} s in a bound of ${boundMs / 1_000} s`);
    });

  it('count every wait of the longest page: two visits, two questions that wait for their turn, images', () => {
    const { question, queue, image, probe } = MODEL_MS;
    const atLeast = 2 * PAGE_MS.mostTimeout + PAGE_MS.secondTurn + 2 * (question + queue) + image + probe;
    assert.ok(LONGEST_MS.scrapeChunk > TIME_BOX_MS.batch + atLeast);
  });

  it('notice a dead worker by several heartbeats that are missing, and a cancel before pages are cut off', () => {
    assert.ok(HEARTBEAT_SENT_MS < HEARTBEAT_MS);
    assert.ok(5 * HEARTBEAT_MS <= HEARTBEAT_TIMEOUT_MS);
    assert.ok(JOB_LOOK_MS + CHUNK_MS.cancelledDrain < 1_000);
  });
});
