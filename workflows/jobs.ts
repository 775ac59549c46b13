/** One type of workflow for each kind of job, so that Temporal's lists tell them apart. */

import type { JobKind } from '../src/core/job-kinds.js';
import { batchLanes } from './batch-lanes.js';
import { crawlLanes, spiderLanes } from './frontier-lanes.js';
import type { LaneContext, Lanes } from './lanes.js';
import { runLanes, type JobWorkflow } from './run-lanes.js';
import { scrapyLanes } from './scrapy-lanes.js';

const LANES_OF: Readonly<Record<JobKind, (context: LaneContext) => Lanes>> = {
  extract: batchLanes,
  batch: batchLanes,
  crawl: crawlLanes,
  spider: spiderLanes,
  scrapy: scrapyLanes,
};

export const extract: JobWorkflow = (job, from) => runLanes(job, from, LANES_OF.extract);
export const batch: JobWorkflow = (job, from) => runLanes(job, from, LANES_OF.batch);
export const crawl: JobWorkflow = (job, from) => runLanes(job, from, LANES_OF.crawl);
export const spider: JobWorkflow = (job, from) => runLanes(job, from, LANES_OF.spider);
export const scrapy: JobWorkflow = (job, from) => runLanes(job, from, LANES_OF.scrapy);

/** All kinds under one name, as earlier versions started them: their running jobs go on. */
export const runJob: JobWorkflow = (job, from) => runLanes(job, from, LANES_OF[job.kind]);
