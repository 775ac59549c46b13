/** A typed client of a Holdfast service, for Node, browsers and other runtimes that have `fetch`. */

export type { components, operations, paths } from './api.js';
export { createClient, type Client, type ClientOptions, type Credential } from './client.js';
export { ApiError, ConnectionError } from './errors.js';
export { must } from './must.js';
export { eachItem, eachResult, type PagingOptions } from './paging.js';
export { pause, retryingFetch, type RetryOptions } from './retrying-fetch.js';
export { startJob, type StartOptions, type StartedJob } from './start-job.js';
export type * from './types.js';
export { isOver, waitForJob, type WaitOptions } from './wait-for-job.js';
