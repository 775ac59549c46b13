/** The search attributes that jobs are found by must exist in the namespace before a job can start. */

import type { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { Log } from '../../ports/log.js';

const { INDEXED_VALUE_TYPE_KEYWORD } = proto.temporal.api.enums.v1.IndexedValueType;
const WANTED = {
  Owner: INDEXED_VALUE_TYPE_KEYWORD,
  JobKind: INDEXED_VALUE_TYPE_KEYWORD,
  JobOutcome: INDEXED_VALUE_TYPE_KEYWORD,
};

/** Adds what is missing. Where that is not allowed (a managed cluster), it warns: the operator adds them once. */
export async function ensureSearchAttributes(
  connection: Connection,
  namespace: string,
  log: Log,
): Promise<void> {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.entries(WANTED).filter(([name]) => !(name in (customAttributes ?? {})));
    if (missing.length === 0) return;
    const searchAttributes = Object.fromEntries(missing);
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    log.warn(
      { err: error },
      `search attributes ${Object.keys(WANTED).join(', ')} could not be checked or added`,
    );
  }
}
