/** What the embedded Temporal server does an hour after the end of a workflow at the earliest, done sooner. */

import { Client as TemporalClient, Connection } from '@temporalio/client';

/** Asks the server to delete workflows that ended `agoMs` ago, some hundreds at a time. */
export async function deleteEnded(address: string, agoMs: number, signal: AbortSignal): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    const { workflow, workflowService } = new TemporalClient({ connection });
    const before = new Date(Date.now() - agoMs).toISOString();
    const ended = workflow.list({ query: `CloseTime < '${before}'` });
    for await (const { workflowId, runId } of ended) {
      signal.throwIfAborted();
      await workflowService.deleteWorkflowExecution({
        namespace: 'default',
        workflowExecution: { workflowId, runId },
      });
    }
  } finally {
    await connection.close();
  }
}
