export { runJob } from './run-job.js';
export { scheduledJob } from './scheduled-job.js';
export { reconcile } from './reconcile.js';
export { deliverEvents } from './deliver-events.js';
