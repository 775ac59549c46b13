import { strict as assert } from 'node:assert';
import type { Activities } from '../../activities/index.js';
import { activitiesOn, WORKERS } from '../../src/adapters/temporal/worker.js';
import { HEARTBEAT_TIMEOUT_MS } from '../../src/core/timings.js';
import { QUEUE_OF, queueName, type Queue } from '../../workflows/queues.js';

const QUEUES = [...new Set<Queue>(Object.values(QUEUE_OF))];

describe('the task queues', () => {
  it('take every activity once', () => {
    const names = Object.keys(QUEUE_OF);
    const activities = Object.fromEntries(names.map((name) => [name, name])) as unknown as Activities;
    const taken = QUEUES.flatMap((queue) => Object.keys(activitiesOn(queue, activities)));
    assert.deepEqual(taken.sort(), names.sort());
    assert.deepEqual(Object.keys(activitiesOn('spiders', activities)).sort(), ['seedSpider', 'spiderChunk']);
  });

  it('wait for a worker that has a workflow in its memory no longer than for one that is silent', () => {
    // Left out, Temporal waits for ten seconds.
    const { stickyQueueScheduleToStartTimeout: waitsMs } = WORKERS.jobs(1);
    assert.ok(typeof waitsMs === 'number' && waitsMs <= HEARTBEAT_TIMEOUT_MS);
  });

  it('have the names under which tasks of running deployments wait', () => {
    assert.deepEqual(QUEUES.map((queue) => queueName('holdfast', queue)).sort(), [
      'holdfast',
      'holdfast-deliveries',
      'holdfast-pages',
      'holdfast-scrapy',
      'holdfast-spiders',
    ]);
  });
});
