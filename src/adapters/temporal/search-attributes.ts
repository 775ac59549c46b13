/** The search attributes that jobs are found by must exist in the namespace before a job can start. */

import type { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { Log } from '../../ports/log.js';
import { SEARCH_ATTRIBUTES } from '../../../workflows/search-attributes.js';

const { INDEXED_VALUE_TYPE_KEYWORD } = proto.temporal.api.enums.v1.IndexedValueType;
const TYPES = { KEYWORD: INDEXED_VALUE_TYPE_KEYWORD } as const;
const WANTED = Object.fromEntries(SEARCH_ATTRIBUTES.map(({ name, type }) => [name, TYPES[type]]));

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
