/** Fired by a schedule every minute: finds the jobs that no workflow is looking after. */

import { reconcileJobs } from './activities.js';

export async function reconcile(): Promise<void> {
  await reconcileJobs();
}
