/**
 * The workflow of one job's webhook deliveries: one for all of them, however many wait. It sends what is due, sleeps
 * until something is, and ends when nothing waits; the next event starts it again.
 */

import { condition, continueAsNew, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import { deliverDue } from './activities.js';

/** There are new deliveries. `urgent`: also where the webhook is paused, since somebody asked for them. */
export const newDeliveries = defineSignal<[{ readonly urgent: boolean }]>('newDeliveries');

/** A job that still runs has more soon: cheaper to wait than to start again. */
const LINGER_MS = 5_000;

export async function deliverEvents(jobId: string): Promise<void> {
  let news = false;
  let urgent = false;
  setHandler(newDeliveries, (told) => {
    news = true;
    urgent ||= told.urgent;
  });
  for (;;) {
    news = false;
    urgent = false;
    const { waitMs, paused } = await deliverDue({ jobId });
    // What was told meanwhile is found by the new run's first look.
    if (workflowInfo().continueAsNewSuggested) return continueAsNew<typeof deliverEvents>(jobId);
    if (waitMs === 0) continue;
    const told = await condition(() => urgent || (news && !paused), waitMs ?? LINGER_MS);
    if (!told && waitMs === null) return;
  }
}
