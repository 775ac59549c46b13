/** Which errors of Temporal's client mean that the server cannot be used now. */

import { isGrpcServiceError, ServiceError } from '@temporalio/client';

/** gRPC's DEADLINE_EXCEEDED and UNAVAILABLE. */
const AWAY: ReadonlySet<number> = new Set([4, 14]);

/** Whether the server, and not the call, is why it failed. */
export function isServerAway(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && AWAY.has(Number(cause.code));
}
