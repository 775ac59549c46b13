import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { startWorkflows, type Workflows } from './support.js';
import { waitFor } from '../support/wait.js';

const NOTHING = { waitMs: null, paused: false };

describe("the workflow of a job's webhook deliveries", function () {
  this.timeout(120_000);
  let workflows: Workflows;

  before(async () => {
    workflows = await startWorkflows();
  });
  after(() => workflows?.close());

  it('goes on while there is more, wakes up for what is new, and ends when nothing waits', async () => {
    const looks: number[] = [];
    const answers = [{ waitMs: 0, paused: false }, { waitMs: 300, paused: false }, NOTHING];
    const { handle } = await workflows.deliver(
      async () => {
        looks.push(Date.now());
        return answers[looks.length - 1] ?? NOTHING;
      },
      async (tell) => {
        await waitFor('three looks', () => looks.length === 3);
        await tell(false);
      },
    );
    assert.equal(looks.length, 4);
    assert.ok((looks[2] ?? 0) - (looks[1] ?? 0) >= 250, 'it waits for what is due later');
    assert.equal(await workflows.statusOf(handle.workflowId), 'COMPLETED');
    await workflows.store('deliveries', handle);
  });

  it('does not come back to a paused webhook for what is new, but at once for what is asked for', async () => {
    let looks = 0;
    await workflows.deliver(
      async () => ((looks += 1) === 1 ? { waitMs: 3_600_000, paused: true } : NOTHING),
      async (tell) => {
        await waitFor('the first look', () => looks === 1);
        await tell(false);
        await sleep(500);
        assert.equal(looks, 1);
        await tell(true);
        await waitFor('the second look', () => looks === 2);
      },
    );
  });

  it('continues as new when its history grows', async () => {
    let looks = 0;
    const { handle } = await workflows.deliver(
      async () => ((looks += 1) < 40 ? { waitMs: 0, paused: false } : NOTHING),
      async () => undefined,
    );
    // One more when the last look came to the end of a run.
    assert.ok(looks === 40 || looks === 41, String(looks));
    assert.equal(await workflows.statusOf(handle.workflowId, handle.firstExecutionRunId), 'CONTINUED_AS_NEW');
    await workflows.store('deliveries-continued-as-new', handle, handle.firstExecutionRunId);
  });
});
