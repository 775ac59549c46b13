/** Specs of jobs that tests submit by themselves. */

import type { ExtractJobSpec } from '../../src/core/job-spec.js';

/** A batch that takes the title of each page over plain HTTP. */
export function batchSpec(over: Partial<ExtractJobSpec> = {}): ExtractJobSpec {
  return {
    kind: 'batch',
    schema: [{ field: 'title', type: 'string' }],
    renderJs: 'never',
    timeoutMs: 10_000,
    locale: null,
    processImages: false,
    perChunk: 1,
    failFast: false,
    name: null,
    failuresFree: false,
    errorStatusFails: false,
    tries: 1,
    asyncMode: false,
    evidence: false,
    ...over,
  };
}
