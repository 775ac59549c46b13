/** Schedules of spiders as Temporal Schedules: cron with a time zone, one run at a time, one run made up for. */

import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import { longestGapMs, withoutEitherDay } from '../../core/cron.js';
import type { Scheduler } from '../../ports/scheduler.js';
import type { Schedule } from '../../ports/spiders.js';
import type { scheduledJob } from '../../../workflows/scheduled-job.js';

/** Temporal takes no shorter window. */
const MIN_WINDOW_MS = 60_000;
const MAX_WINDOW_MS = 366 * 24 * 3_600_000;

export function createScheduler(client: Client, taskQueue: string): Scheduler {
  const nameOf = (id: string): string => `${taskQueue}-schedule-${id}`;

  return {
    apply: async (schedule) => {
      const options = toOptions(schedule, taskQueue);
      const handle = client.schedule.getHandle(nameOf(schedule.id));
      const update = (): Promise<void> => handle.update((previous) => ({ ...previous, ...options }));
      try {
        await update();
      } catch (error) {
        if (!(error instanceof ScheduleNotFoundError)) throw error;
        try {
          await client.schedule.create({ scheduleId: nameOf(schedule.id), ...options });
        } catch (raced) {
          if (!(raced instanceof ScheduleAlreadyRunning)) throw raced;
          await update();
        }
      }
    },

    remove: async (id) => {
      try {
        await client.schedule.getHandle(nameOf(id)).delete();
      } catch (error) {
        if (!(error instanceof ScheduleNotFoundError)) throw error;
      }
    },
  };
}

function toOptions(schedule: Schedule, taskQueue: string) {
  const { id, cronExpression, timezone, enabled, createdAt } = schedule;
  // Wide enough for the run before: after a long standstill that one is made up for.
  const gapMs = longestGapMs(cronExpression, timezone, createdAt);
  return {
    spec: { cronExpressions: withoutEitherDay(cronExpression), timezone },
    policies: {
      overlap: ScheduleOverlapPolicy.SKIP,
      catchupWindow: Math.min(MAX_WINDOW_MS, Math.max(MIN_WINDOW_MS, gapMs)),
      pauseOnFailure: false,
    },
    state: { paused: !enabled },
    action: {
      type: 'startWorkflow',
      workflowType: 'scheduledJob',
      workflowId: `schedule-${id}`,
      taskQueue,
      args: [id],
    },
  } satisfies Omit<ScheduleOptions, 'scheduleId'> & { action: { args: Parameters<typeof scheduledJob> } };
}
