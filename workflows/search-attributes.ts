/**
 * What a job's workflow can be found by in the Temporal UI. Values are stored in clear there: ids and kinds only, never
 * a key or a URL. This list is what the worker and the embedded server make; deploy/ and docker-compose.yml are tested
 * against it.
 */

import { defineSearchAttributeKey } from '@temporalio/common';

export const OWNER = defineSearchAttributeKey('Owner', 'KEYWORD');
export const JOB_KIND = defineSearchAttributeKey('JobKind', 'KEYWORD');
export const JOB_OUTCOME = defineSearchAttributeKey('JobOutcome', 'KEYWORD');

export const SEARCH_ATTRIBUTES = [OWNER, JOB_KIND, JOB_OUTCOME] as const;

/** As the command line of Temporal's development server takes them. */
export function searchAttributeFlags(): string[] {
  return SEARCH_ATTRIBUTES.flatMap(({ name }) => ['--search-attribute', `${name}=Keyword`]);
}
