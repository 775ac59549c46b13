/** Workflows as Temporal's visibility lists them. */

import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { WorkflowView } from './evidence.js';

/** Visibility may lag behind by some seconds; delivery workflows end a moment after their last event. */
const SETTLE_MS = 30_000;
const LOOK_MS = 1_000;
/** It runs again and again by itself, on a schedule of its own. */
const UPKEEP = new Set(['reconcile']);

/** All workflows but those of the service's own upkeep; waits a while for those that still run. */
export async function lookAtWorkflows(address: string, signal: AbortSignal): Promise<WorkflowView[]> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection });
    for (const untilMs = Date.now() + SETTLE_MS; ; await sleep(LOOK_MS, undefined, { signal })) {
      const views: WorkflowView[] = [];
      for await (const { workflowId: id, type, status } of client.workflow.list())
        if (!UPKEEP.has(type)) views.push({ id, type, status: status.name });
      if (!views.some(({ status }) => status === 'RUNNING') || Date.now() > untilMs) return views;
    }
  } finally {
    await connection.close();
  }
}
