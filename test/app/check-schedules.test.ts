import { strict as assert } from 'node:assert';
import { createCheckSchedules } from '../../src/app/check-schedules.js';
import type { Schedule } from '../../src/core/schedule/schedule.js';
import type { Log } from '../../src/ports/log.js';

const ignore = (): void => undefined;
const log: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const schedule = (id: string): Schedule => ({
  id,
  accountId: 'a',
  spiderId: 's',
  cronExpression: '0 9 * * *',
  timezone: 'UTC',
  enabled: true,
  createdAt: new Date(0),
  version: 1,
});

describe('the check of schedules', () => {
  let at: number;
  let asked: string[][];
  let noted: string[];
  /** Ids that Temporal has; null while it does not answer. */
  let held: string[] | null;

  const check = createCheckSchedules({
    store: {
      schedules: {
        applied: async () => ['one', 'two'].map(schedule),
        noteLacking: async (ids) => void noted.push(...ids),
      },
    },
    scheduler: {
      lacking: async (schedules) => {
        const ids = schedules.map(({ id }) => id);
        asked.push(ids);
        if (held === null) throw new Error('no answer');
        return ids.filter((id) => !held?.includes(id));
      },
    },
    now: () => new Date(at),
    log,
  });
  before(() => void (at = 1_800_000_000_000));
  beforeEach(() => {
    at += 24 * 3_600_000;
    [asked, noted, held] = [[], [], ['one']];
  });

  it('notes what Temporal lacks', async () => {
    await check();
    assert.deepEqual(asked, [['one', 'two']]);
    assert.deepEqual(noted, ['two']);
  });

  it('asks once an hour', async () => {
    await check();
    at += 3_599_000;
    await check();
    assert.equal(asked.length, 1);
    at += 1_000;
    await check();
    assert.equal(asked.length, 2);
  });

  it('asks again at the next call when Temporal did not answer', async () => {
    held = null;
    await check();
    assert.deepEqual(noted, []);
    held = [];
    await check();
    assert.deepEqual(noted, ['one', 'two']);
  });
});
