export { batch, crawl, extract, runJob, scrapy, spider } from './jobs.js';
export { scheduledJob } from './scheduled-job.js';
export { reconcile } from './reconcile.js';
export { deliverEvents } from './deliver-events.js';
