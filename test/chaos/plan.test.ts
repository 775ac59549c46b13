import { strict as assert } from 'node:assert';
import { createRandom, hashOf } from '../../chaos/random.js';
import { isJobKind, JOB_KINDS, jobInput, listInput, scheduleInput } from '../../chaos/workload/inputs.js';
import { planOperations } from '../../chaos/workload/plan.js';

const ALL = { scrapy: true, browser: true };
const NONE = { scrapy: false, browser: false };

describe('operations of a chaos run', () => {
  it('are the same for the same seed, through JSON and back', () => {
    const once = planOperations(7, 3, ALL);
    assert.deepEqual(JSON.parse(JSON.stringify(planOperations(7, 3, ALL))), once);
    assert.notDeepEqual(planOperations(8, 3, ALL), once);
  });

  it('come in the order of their times, within the load, each with an id of its own', () => {
    const operations = planOperations(1, 2, ALL);
    const times = operations.map(({ atMs }) => atMs);
    assert.deepEqual(
      times,
      [...times].sort((one, other) => one - other),
    );
    assert.ok(times.every((ms) => ms >= 0 && ms <= 120_000));
    assert.equal(new Set(operations.map(({ id }) => id)).size, operations.length);
    assert.equal(operations.length, 61);
  });

  it('are of every kind, and have the input that their kind asks for', () => {
    const operations = planOperations(3, 10, ALL);
    for (const { kind, input } of operations) {
      if (isJobKind(kind)) jobInput.parse(input);
      else if (kind === 'list') listInput.parse(input);
      else scheduleInput.parse(input);
    }
    assert.deepEqual(
      [...new Set(operations.map(({ kind }) => kind))].sort(),
      [...JOB_KINDS, 'list', 'schedule'].sort(),
    );
  });

  it('ask for nothing that the machine does not have', () => {
    const operations = planOperations(3, 10, NONE);
    assert.ok(!operations.some(({ kind }) => kind === 'scrapy'));
    assert.ok(!JSON.stringify(operations).includes('{rendered}'));
  });
});

describe('random choices', () => {
  it('are repeated by their seed and stay within their bounds', () => {
    const draw = (seed: number): number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 1_000 }, () => random.integer(3, 5));
    };
    assert.deepEqual(draw(1), draw(1));
    assert.notDeepEqual(draw(1), draw(2));
    assert.deepEqual([...new Set(draw(1))].sort(), [3, 4, 5]);
  });

  it('hash a text to the number that FNV-1a gives', () => {
    assert.equal(hashOf(''), 0x811c9dc5);
    assert.equal(hashOf('a'), 0xe40c292c);
    assert.equal(hashOf('foobar'), 0xbf9cf968);
  });
});
