import { Client, Connection, ScheduleOverlapPolicy } from '@temporalio/client';
import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { ensureReconcileSchedule } from '../../src/adapters/temporal/schedule.js';
import { sharedTemporal } from '../support/temporal.js';

describe("the reconciler's schedule", function () {
  this.timeout(120_000);
  let connection: Connection;
  let client: Client;
  const queue = `nobody-${randomUUID()}`;
  const handle = () => client.schedule.getHandle(`${queue}-reconcile`);

  before(async () => {
    connection = await Connection.connect({ address: await sharedTemporal() });
    client = new Client({ connection });
  });
  after(async () => {
    await handle().delete();
    await connection?.close();
  });

  it('is made once by workers that start together, and not written again while it is the same', async () => {
    await Promise.all([1, 2, 3].map(() => ensureReconcileSchedule(client, queue)));
    await ensureReconcileSchedule(client, queue);
    const { spec, policies, action, info } = await handle().describe();
    assert.deepEqual(
      [spec.intervals?.map(({ every }) => every), policies.overlap, policies.catchupWindow],
      [[60_000], 'SKIP', 60_000],
    );
    assert.deepEqual([action.workflowType, action.taskQueue], ['reconcile', queue]);
    assert.equal(info.lastUpdatedAt, undefined);
  });

  it('becomes what this version defines, and stays paused where an operator has paused it', async () => {
    await handle().update((previous) => ({
      ...previous,
      spec: { intervals: [{ every: '1 hour' }] },
      policies: { overlap: ScheduleOverlapPolicy.BUFFER_ALL, catchupWindow: '1 day' },
      action: { ...previous.action, workflowType: 'ofAnEarlierVersion' },
    }));
    await handle().pause('by an operator');
    await Promise.all([1, 2, 3].map(() => ensureReconcileSchedule(client, queue)));
    const { spec, policies, action, state } = await handle().describe();
    assert.deepEqual(
      [spec.intervals?.map(({ every }) => every), policies.overlap, policies.catchupWindow],
      [[60_000], 'SKIP', 60_000],
    );
    assert.deepEqual([action.workflowType, state.paused], ['reconcile', true]);
  });
});
