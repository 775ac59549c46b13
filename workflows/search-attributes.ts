/**
 * What a job's workflow can be found by in the Temporal UI. Values are stored in clear there: ids and kinds only, never
 * a key or a URL.
 */

import { defineSearchAttributeKey } from '@temporalio/common';

export const OWNER = defineSearchAttributeKey('Owner', 'KEYWORD');
export const JOB_KIND = defineSearchAttributeKey('JobKind', 'KEYWORD');
export const JOB_OUTCOME = defineSearchAttributeKey('JobOutcome', 'KEYWORD');
