/** Fired by a schedule: starts a job of its spider. The job has a workflow of its own, as any. */

import { workflowInfo } from '@temporalio/workflow';
import { startScheduledJob } from './activities.js';

/** Resolves with the job's id, or with why none was started. */
export async function scheduledJob(scheduleId: string): Promise<string> {
  const { workflowId, startTime } = workflowInfo();
  // Temporal puts the time that the run was due behind the workflow's name.
  const due = Date.parse(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.exec(workflowId)?.[0] ?? '');
  const dueAt = Number.isNaN(due) ? startTime : new Date(due);
  return startScheduledJob({ scheduleId, dueAt: dueAt.toISOString() });
}
