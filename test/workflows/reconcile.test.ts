import { ApplicationFailure } from '@temporalio/activity';
import { strict as assert } from 'node:assert';
import { startWorkflows, type Workflows } from './support.js';

describe("the reconciler's workflow", function () {
  this.timeout(120_000);
  let workflows: Workflows;

  before(async () => {
    workflows = await startWorkflows();
  });
  after(() => workflows?.close());

  it('makes one pass, and a second one when the first fails', async () => {
    let passes = 0;
    const handle = await workflows.reconcile(async () => {
      if ((passes += 1) === 1) throw ApplicationFailure.retryable('the database is away');
    });
    assert.equal(passes, 2);
    assert.equal(await workflows.statusOf(handle.workflowId), 'COMPLETED');
    await workflows.store('reconcile', handle);
  });

  it('leaves further passes to the next firing of its schedule', async () => {
    let passes = 0;
    const run = workflows.reconcile(async () => {
      passes += 1;
      throw ApplicationFailure.retryable('the database is away');
    });
    await assert.rejects(run);
    assert.equal(passes, 2);
  });
});
