import { strict as assert } from 'node:assert';
import type { Firing } from '../../src/app/run-schedule.js';
import { startWorkflows, type Workflows } from './support.js';

describe('the workflow that a schedule fires', function () {
  this.timeout(120_000);
  let workflows: Workflows;

  before(async () => {
    workflows = await startWorkflows();
  });
  after(() => workflows?.close());

  it('starts a job for the time that was due, which stands in its name', async () => {
    const firings: Firing[] = [];
    const { answer, handle } = await workflows.fire('schedule-1-2026-03-29T01:00:00Z', async (firing) => {
      firings.push(firing);
      return 'a job';
    });
    assert.equal(answer, 'a job');
    assert.deepEqual(firings, [{ scheduleId: 'schedule', dueAt: '2026-03-29T01:00:00.000Z' }]);
    await workflows.store('scheduled-job', handle);
  });
});
