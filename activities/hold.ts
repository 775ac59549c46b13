/** The attempt that Temporal is running. */

import { Context } from '@temporalio/activity';
import type { Hold } from '../src/core/hold.js';

/** Its chunk has the name under which earlier versions lease pages. */
export function currentHold(): Hold {
  const { attempt, activityId, workflowExecution } = Context.current().info;
  return { chunk: `${workflowExecution?.runId}/${activityId}`, attempt };
}
