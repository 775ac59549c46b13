/** Schedules of spiders as Temporal Schedules: the times that we work out, one run at a time, missed runs made up for. */

import {
  isGrpcServiceError,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  ServiceError,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import { planFirings } from '../../core/schedule/firing-plan.js';
import { readTimetable } from '../../core/schedule/runs.js';
import { DAY_MS } from '../../core/schedule/zone-clock.js';
import type { ScheduleCheck, Scheduler } from '../../ports/scheduler.js';
import type { Schedule } from '../../core/schedule/schedule.js';
import type { scheduledJob } from '../../../workflows/scheduled-job.js';
import { PartAway } from '../../ports/part-away.js';
import { scheduleSpec } from './schedule-spec.js';
import { isServerAway } from './server-away.js';
import type { WorkflowName } from './workflow-name.js';

/** Far ahead of the end of what is stored, and often enough to follow zones whose rules have changed. */
const RENEW_MS = 30 * DAY_MS;
/**
 * Longer than any wait between two runs of a line, 8 years for 29 February: after a standstill Temporal fires for the oldest
 * run within this window, and that firing stands for the last one (run-schedule.ts).
 */
const CATCHUP_WINDOW_MS = 10 * 366 * DAY_MS;

/** One schedule must not hold up the others, which wait for their turn. */
const CALL_TIMEOUT_MS = 5_000;

type Options = Omit<ScheduleOptions, 'scheduleId'> & { action: { args: Parameters<typeof scheduledJob> } };

export function createScheduler(
  client: Client,
  taskQueue: string,
  now = (): Date => new Date(),
): Scheduler & ScheduleCheck {
  const nameOf = (id: string): string => `${taskQueue}-schedule-${id}`;

  const bounded = (call: () => Promise<void>): Promise<void> =>
    client.withDeadline(Date.now() + CALL_TIMEOUT_MS, call);

  const createOrUpdate = async (id: string, options: Options): Promise<void> => {
    const handle = client.schedule.getHandle(nameOf(id));
    const update = (): Promise<void> => handle.update((previous) => ({ ...previous, ...options }));
    try {
      await update();
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
      try {
        await client.schedule.create({ scheduleId: nameOf(id), ...options });
      } catch (raced) {
        if (!(raced instanceof ScheduleAlreadyRunning)) throw raced;
        await update();
      }
    }
  };

  return {
    apply: async (schedule) => {
      const timetable = readTimetable(schedule.cronExpression, schedule.timezone);
      if (timetable === null) return { accepted: false, reason: 'the line or the time zone cannot be read' };
      const plan = planFirings(timetable, now());
      try {
        const options = toOptions(schedule, scheduleSpec(plan), taskQueue);
        await bounded(() => createOrUpdate(schedule.id, options));
      } catch (error) {
        if (isServerAway(error)) throw new PartAway('Temporal', error);
        const reason = refusal(error);
        if (reason === null) throw error;
        return { accepted: false, reason };
      }
      return { accepted: true, renewAt: plan.isEndless ? null : new Date(now().getTime() + RENEW_MS) };
    },

    remove: async (id) => {
      try {
        await bounded(() => client.schedule.getHandle(nameOf(id)).delete());
      } catch (error) {
        if (!(error instanceof ScheduleNotFoundError)) throw error;
      }
    },

    lacking: async (schedules) => {
      const held = new Map<string, string>();
      for await (const { scheduleId, state } of client.schedule.list())
        held.set(scheduleId, faceOf(state.paused, state.note));
      const isHeld = (schedule: Schedule): boolean =>
        held.get(nameOf(schedule.id)) === faceOf(!schedule.enabled, noteOf(schedule));
      return schedules.filter((schedule) => !isHeld(schedule)).map(({ id }) => id);
    },
  };
}

/** The spec is in UTC: the note tells people what it was made from. */
function noteOf({ cronExpression, timezone }: Schedule): string {
  return `${cronExpression} in ${timezone}`;
}

/** What Temporal's list shows of a schedule. */
function faceOf(paused: boolean, note = ''): string {
  return `${paused ? 'paused' : 'running'}: ${note}`;
}

const INVALID_ARGUMENT = 3;

/** Why Temporal will never take the schedule; null for an error that a repeat can mend. */
function refusal(error: unknown): string | null {
  // The client turns a refused spec into a TypeError.
  if (error instanceof TypeError) return error.message;
  const cause = error instanceof ServiceError ? error.cause : undefined;
  return isGrpcServiceError(cause) && Number(cause.code) === INVALID_ARGUMENT ? cause.details : null;
}

function toOptions(schedule: Schedule, spec: ScheduleOptions['spec'], taskQueue: string): Options {
  const { id, enabled } = schedule;
  return {
    spec,
    policies: {
      overlap: ScheduleOverlapPolicy.SKIP,
      catchupWindow: CATCHUP_WINDOW_MS,
      pauseOnFailure: false,
    },
    state: { paused: !enabled, note: noteOf(schedule) },
    action: {
      type: 'startWorkflow',
      workflowType: 'scheduledJob' satisfies WorkflowName,
      workflowId: `schedule-${id}`,
      taskQueue,
      args: [id],
    },
  };
}
