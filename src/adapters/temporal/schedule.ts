/**
 * The reconciler's schedule: one for the whole deployment, made by whichever worker starts first. A worker of a version
 * that defines it otherwise updates it when it starts.
 */

import {
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleDescription,
  type ScheduleOptions,
} from '@temporalio/client';
import { isDeepStrictEqual } from 'node:util';
import type { WorkflowName } from './workflow-name.js';

const MINUTE_MS = 60_000;

type Options = Omit<ScheduleOptions, 'scheduleId'>;

/** Safe to repeat, and beside other workers that do the same: each writes the same definition, or none. */
export async function ensureReconcileSchedule(client: Client, taskQueue: string): Promise<void> {
  const scheduleId = `${taskQueue}-reconcile`;
  const options: Options = {
    spec: { intervals: [{ every: MINUTE_MS }] },
    policies: {
      overlap: ScheduleOverlapPolicy.SKIP,
      catchupWindow: MINUTE_MS,
      pauseOnFailure: false,
    },
    action: {
      type: 'startWorkflow',
      workflowType: 'reconcile' satisfies WorkflowName,
      taskQueue,
      args: [],
    },
  };
  try {
    await client.schedule.create({ scheduleId, ...options });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const handle = client.schedule.getHandle(scheduleId);
    if (isSame(await handle.describe(), options)) return;
    // An operator may have paused it: its state stays.
    await handle.update((previous) => ({ ...previous, ...options }));
  }
}

/** Whether it fires at the same times, in the same way, and starts the same workflow. */
function isSame({ spec, policies, action }: ScheduleDescription, wanted: Options): boolean {
  const { overlap, catchupWindow, pauseOnFailure } = policies;
  return (
    isDeepStrictEqual(
      spec.intervals?.map(({ every }) => ({ every })),
      wanted.spec.intervals,
    ) &&
    (spec.calendars ?? []).length === 0 &&
    isDeepStrictEqual({ overlap, catchupWindow, pauseOnFailure }, wanted.policies) &&
    action.workflowType === wanted.action.workflowType &&
    action.taskQueue === wanted.action.taskQueue &&
    (action.args ?? []).length === 0
  );
}
