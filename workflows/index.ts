export { runJob } from './run-job.js';
export { reconcile } from './reconcile.js';
