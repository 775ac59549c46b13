/** A schedule of every minute starts one job a minute, and after a standstill one for the last time that was missed. */

import type { History } from '../../types.js';
import { SCHEDULED } from '../../world/spiders.js';
import { hitsOf } from '../disturbances.js';
import { violation, type Evidence, type JobView, type Rule } from '../evidence.js';

const MINUTE_MS = 60_000;
/** From the time that was due to the start of its job, on a busy machine that was left alone. */
const LATE_MS = 20_000;
/** A hit so long before a time, or so soon after it, may delay its firing into the next minute. */
const AROUND_MS = 60_000;

export const schedules: Rule = (evidence) => {
  const byId = Map.groupBy(
    evidence.jobs.filter(({ scheduleId }) => scheduleId !== null),
    ({ scheduleId }) => scheduleId ?? '',
  );
  return [...byId.values()].flatMap((jobs) => [
    ...doubled(jobs),
    ...(byId.size === 1 ? lost(jobs, evidence) : []),
  ]);
};

function doubled(jobs: readonly JobView[]): ReturnType<Rule> {
  const minutes = Map.groupBy(jobs, ({ createdMs }) => Math.floor(createdMs / MINUTE_MS));
  return [...minutes.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined || same.length === 1) return [];
    const text = `the minute from ${new Date(first.createdMs).toISOString()} has ${same.length} jobs of a schedule`;
    return violation('schedules', first, text);
  });
}

/** Times between the schedule's creation and its deletion that no job was started for, though nothing was in the way. */
function lost(jobs: readonly JobView[], { history }: Evidence): ReturnType<Rule> {
  const fromMs = atOf(history, 'create', 'endedMs');
  const toMs = atOf(history, 'end', 'sentMs');
  if (fromMs === null || toMs === null) return [];
  const times: number[] = [];
  for (let at = Math.ceil(fromMs / MINUTE_MS) * MINUTE_MS; at + LATE_MS < toMs; at += MINUTE_MS)
    times.push(at);
  return times
    .filter((due) => !jobs.some(({ createdMs }) => createdMs >= due && createdMs < due + MINUTE_MS))
    .filter(
      (due) => !jobs.some((job) => job.createdMs < due && (job.finishedMs ?? Infinity) >= due - LATE_MS),
    )
    .filter((due) => !isHit(history, due))
    .map((due) => {
      const text = `no job was started for ${new Date(due).toISOString()}, and nothing was in the way`;
      return violation('schedules', { operationId: SCHEDULED }, text);
    });
}

function isHit(history: History, due: number): boolean {
  return hitsOf(history).some(
    ({ startedMs, endedMs }) => startedMs <= due + AROUND_MS && endedMs >= due - AROUND_MS,
  );
}

/** When the schedule was first created, or asked to be deleted, with success. */
function atOf({ calls }: History, step: 'create' | 'end', moment: 'endedMs' | 'sentMs'): number | null {
  const call = calls.find((one) => one.operationId === SCHEDULED && one.step === step && one.status === 200);
  return call?.[moment] ?? null;
}
