/** What a worker has: the activities of every feature, merged so that a forgotten one does not compile. */

import { setMaxListeners } from 'node:events';
import type { Activities } from '../../activities/index.js';
import { createEgressGate } from '../adapters/egress/gate.js';
import type { RunningWorker } from '../adapters/temporal/worker.js';
import type { App } from '../app/index.js';
import { createOpenJob } from '../app/open-job.js';
import { createRideOut } from '../app/ride-out.js';
import { createTellDeliveries } from '../app/tell-deliveries.js';
import type { AllowList } from '../core/net/allow-list.js';
import type { Base, WorkBase } from './base.js';
import { composeCrawl } from './crawl.js';
import { composeJobs } from './jobs.js';
import { composeModel, composeModelBatches } from './models.js';
import { composePages } from './pages.js';
import { composeSpiders } from './spiders.js';
import { composeVisits } from './visits.js';
import { composeWebhooks } from './webhooks.js';

/** Starts this process's worker and makes sure that the reconciler is scheduled. `allowList`: what it may dial. */
export async function startWork(base: Base, app: App, allowList: AllowList): Promise<RunningWorker> {
  const { config, temporal, own } = base;
  const shutdown = new AbortController();
  const activities = composeActivities(workBase(base, allowList, shutdown.signal), app);
  const { spiderProcesses } = config;
  const worker = own(await temporal.startWorker({ activities, spiderProcesses }), (started) =>
    started.stop(),
  );
  own(shutdown, (controller) => controller.abort(new Error('the worker is shutting down')));
  await temporal.scheduleReconciler();
  return worker;
}

function workBase(base: Base, allowList: AllowList, shutdown: AbortSignal): WorkBase {
  // Every chunk under way listens; they are bounded by the worker's slots.
  setMaxListeners(0, shutdown);
  return {
    ...base,
    allowList,
    gate: createEgressGate({ allowList }),
    openJob: createOpenJob(base.store, base.now, base.jobWatch.isOver),
    tellDeliveries: createTellDeliveries(base.temporal.runner, base.log),
    rideOut: createRideOut({ check: () => base.store.check(), shutdown, log: base.log }),
    shutdown,
  };
}

function composeActivities(base: WorkBase, app: App): Activities {
  const visits = composeVisits(base);
  const model = composeModel(base);
  const modelBatches = composeModelBatches(base, model);
  const pages = composePages(base, visits, model);
  return acknowledgedLast(base, {
    ...pages.activities,
    ...composeCrawl(base, visits, pages.chunks).activities,
    ...composeSpiders(base, visits, pages.chunks, app).activities,
    ...modelBatches.activities,
    ...composeWebhooks(base).activities,
    ...composeJobs(base, app, modelBatches.cancelBatches).activities,
  });
}

function acknowledgedLast({ atFailpoint }: WorkBase, activities: Activities): Activities {
  const passing = Object.entries(activities).map(([name, run]) => [
    name,
    atFailpoint({ after: 'before-acknowledge' }, run as (input: unknown) => Promise<unknown>),
  ]);
  return Object.fromEntries(passing) as Activities;
}
