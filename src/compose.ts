/**
 * Builds the parts of a process from its configuration; every choice between embedded and scale-out is made here.
 * Whoever built a part closes it: `closers` holds that in the order of building, to be run in reverse.
 */

import { loadClientConnectConfig } from '@temporalio/envconfig';
import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { join } from 'node:path';
import { createActivities } from '../activities/index.js';
import { createRenderer, findChromium, type Resources } from './adapters/browser/index.js';
import { createExtractor } from './adapters/extractor.js';
import { createEgressGate, type EgressGate } from './adapters/egress/gate.js';
import { startEgressProxy, type EgressProxy } from './adapters/egress/proxy.js';
import { createFetcher } from './adapters/fetch/fetcher.js';
import { createMemoryHostGate } from './adapters/host-gate-memory.js';
import { createMemoryPacing } from './adapters/pacing-memory.js';
import { createPdfReader } from './adapters/pdf/reader.js';
import { createScrapyRunner } from './adapters/spiders/scrapy-runner.js';
import { createSpiderHost } from './adapters/spiders/host.js';
import { createStore, openEmbedded, openPostgres, startUpkeep } from './adapters/store/index.js';
import { startDevServer, type DevServer } from './adapters/temporal/dev-server.js';
import { findTemporalCli } from './adapters/temporal/find-cli.js';
import { createPayloadCodec } from './adapters/temporal/payload-codec.js';
import { createRunner } from './adapters/temporal/runner.js';
import { createScheduler } from './adapters/temporal/scheduler.js';
import { ensureReconcileSchedule } from './adapters/temporal/schedule.js';
import { ensureSearchAttributes } from './adapters/temporal/search-attributes.js';
import { createAccountsApp } from './app/accounts.js';
import { createCancelJob } from './app/cancel-job.js';
import { createCommitPage } from './app/commit-pages.js';
import type { App } from './app/index.js';
import { createJobLog } from './app/job-log.js';
import { createOpenJob } from './app/open-job.js';
import { createReadJob, createReadResults, createReadSpiderJob } from './app/read-job.js';
import { createKnownLinks } from './app/known-links.js';
import { createReadSitemaps } from './app/read-sitemaps.js';
import { createResultCache } from './app/result-cache.js';
import { createReconcile } from './app/reconcile.js';
import { createRobotsOf } from './app/robots-of.js';
import { createRunChunk } from './app/run-chunk.js';
import { createRunCrawlChunk } from './app/run-crawl-chunk.js';
import { createRunScrapy } from './app/run-scrapy.js';
import { createRunSpiderChunk } from './app/run-spider-chunk.js';
import { createScrapePage } from './app/scrape-page.js';
import { createSeedSpider } from './app/seed-spider.js';
import { createReplay } from './app/replay.js';
import { createDeliverDue } from './app/deliver-due.js';
import { createTellDeliveries } from './app/tell-deliveries.js';
import { createWebhookSender } from './adapters/webhook/sender.js';
import { createRenderEvent } from './http/dialects/scrpy/events.js';
import { createSettleJob } from './app/settle-job.js';
import { createRunSchedule } from './app/run-schedule.js';
import { createSchedulesApp } from './app/schedules.js';
import { createSpidersApp } from './app/spiders.js';
import { createStartSpider } from './app/start-spider-job.js';
import { createSubmitJob } from './app/submit-job.js';
import { createVisitPage } from './app/visit-page.js';
import { createWaitForJob } from './app/wait-for-job.js';
import { createModelBatchWork } from './app/model-batches.js';
import { composeModel } from './compose-model.js';
import { BadSetting, type BrowserResource, type Config } from './config.js';
import { decodeText } from './core/html/decode.js';
import type { AllowList } from './core/net/allow-list.js';
import { isFinal } from './core/job.js';
import { createHostHabits } from './core/page/host-habits.js';
import type { Metrics } from './metrics.js';
import type { Log } from './ports/log.js';
import type { Renderer } from './ports/renderer.js';
import type { Runner } from './ports/runner.js';
import type { Scheduler } from './ports/scheduler.js';
import type { Store } from './ports/store/index.js';
import { VERSION } from './version.js';

export type Closers = (() => Promise<void>)[];

const now = (): Date => new Date();

export interface TemporalSide {
  readonly connection: ConnectionOptions;
  readonly namespace: string;
  readonly codecs: PayloadCodec[];
  readonly client: Client;
  readonly runner: Runner;
  readonly scheduler: Scheduler;
  /** Set when the server is our own child. */
  readonly devServer: DevServer | null;
}

/** Starts the embedded Temporal server where none is configured, and connects to it. */
export async function openTemporal(config: Config, log: Log, closers: Closers): Promise<TemporalSide> {
  const devServer = config.temporal.address === null ? await startEmbedded(config, log) : null;
  if (devServer !== null) closers.push(() => devServer.stop());
  const { connection: options, namespace } = devServer === null ? external() : embedded(devServer);
  const codecs = config.temporal.payloadKey === null ? [] : [createPayloadCodec(config.temporal.payloadKey)];

  let connection: Connection;
  try {
    connection = await Connection.connect({ ...options, connectTimeout: '10s' });
  } catch (error) {
    throw new BadSetting(`Temporal does not answer at ${options.address}: check TEMPORAL_ADDRESS.`, {
      cause: error,
    });
  }
  closers.push(() => connection.close());
  const client = new Client({ connection, namespace, dataConverter: { payloadCodecs: codecs } });
  if (devServer === null) await ensureSearchAttributes(connection, namespace, log);
  const runner = createRunner(client, connection, config.temporal.taskQueue);
  const scheduler = createScheduler(client, config.temporal.taskQueue);
  return { connection: options, namespace, codecs, client, runner, scheduler, devServer };
}

function embedded(server: DevServer): { connection: ConnectionOptions; namespace: string } {
  return { connection: { address: server.address }, namespace: 'default' };
}

/** Address, namespace, TLS and API key as Temporal's own environment configuration has them. */
function external(): { connection: ConnectionOptions; namespace: string } {
  const { connectionOptions, namespace } = loadClientConnectConfig();
  return { connection: connectionOptions, namespace: namespace ?? 'default' };
}

function startEmbedded(config: Config, log: Log): Promise<DevServer> {
  const cliPath = findTemporalCli(process.env);
  if (cliPath === null) {
    throw new BadSetting(
      'No Temporal server was found: run "npm start", or set TEMPORAL_CLI_PATH or TEMPORAL_ADDRESS.',
    );
  }
  const { port, uiPort, retentionMs } = config.temporal;
  const { dataDir } = config;
  return startDevServer({ cliPath, dataDir, port: port ?? undefined, uiPort, retentionMs, log });
}

/** Opens the configured database, or the embedded one under the data folder, which is then kept in order by our clock. */
export async function openStore(
  config: Config,
  metrics: Metrics,
  log: Log,
  closers: Closers,
): Promise<Store> {
  if (config.databaseUrl !== null) {
    const db = await openPostgres(config.databaseUrl).catch((error: unknown) => {
      throw new BadSetting('The database does not answer: check DATABASE_URL.', { cause: error });
    });
    const store = createStore(db);
    closers.push(() => store.close());
    return store;
  }
  const folder = join(config.dataDir, 'database');
  const { db, session } = await openEmbedded(folder);
  const store = createStore(db);
  closers.push(() => store.close());
  const { onUpkeep: onDone, onDatabaseSizes: onSizes } = metrics;
  const upkeep = startUpkeep({ session, folder, log, onDone, onSizes });
  closers.push(() => upkeep.stop());
  return store;
}

/** The use cases of the HTTP side. */
export function composeApp(config: Config, store: Store, { runner, scheduler }: TemporalSide, log: Log): App {
  const submitJob = createSubmitJob({ store, runner, now, log, jobDeadlineMs: config.jobDeadlineMs });
  const schedules = createSchedulesApp({ store, scheduler, now, log });
  return {
    accounts: createAccountsApp({ store, now }),
    submitJob,
    spiders: createSpidersApp({ store, now, onSchedulesGone: schedules.forget }),
    schedules,
    startSpider: createStartSpider({ store, submitJob, maxPages: config.maxCrawlPages }),
    readSpiderJob: createReadSpiderJob({ store, now }),
    cancelJob: createCancelJob({ store, runner, log }),
    readJob: createReadJob({ store, now }),
    readResults: createReadResults({ store, now }),
    waitForJob: createWaitForJob({ store, runner, log }),
    replay: createReplay({ store, runner, now, log }),
  };
}

export interface WorkerParts {
  readonly config: Config;
  readonly store: Store;
  readonly temporal: TemporalSide;
  readonly metrics: Metrics;
  readonly log: Log;
  /** What may be dialled although it is private. */
  readonly allowList: AllowList;
  readonly shutdown: AbortSignal;
}

/** Starts this process's worker and makes sure that the reconciler is scheduled. */
export async function composeWorker(parts: WorkerParts, closers: Closers) {
  // The native core is large: only a process that works loads it.
  const { startWorker } = await import('./adapters/temporal/worker.js');
  const { config, store, temporal, metrics, log } = parts;
  const gate = createEgressGate({ allowList: parts.allowList });
  const fetcher = createFetcher({ gate, userAgent: config.userAgent });
  closers.push(() => fetcher.close());
  const renderer = openRenderer(config, gate, log);
  if (renderer !== null) closers.push(() => renderer.close());
  const pdfReader = createPdfReader();
  closers.push(() => pdfReader.close());
  const tellDeliveries = createTellDeliveries(temporal.runner, log);
  const settleJob = createSettleJob({
    store,
    now,
    tellDeliveries,
    retentionMs: config.retentionMs,
    onSettled: metrics.onSettled,
  });
  const openJob = createOpenJob(store, now);
  const robots = { robotsOf: createRobotsOf({ fetcher, now }), robotsToken: robotsToken(config.userAgent) };
  const models = config.llm === null ? null : composeModel({ ...parts, llm: config.llm, gate }, closers);
  const cache = createResultCache({
    store,
    now,
    entries: config.resultCacheEntries,
    identity: `${VERSION} ${models?.model.name ?? 'no model'}`,
    onPage: metrics.onPage,
  });
  const visitPage = createVisitPage({
    fetcher,
    renderer,
    extractor: createExtractor({ decode: decodeText, pdfReader }),
    habits: createHostHabits(Date.now),
    onEscalated: metrics.onEscalated,
  });
  const chunks = {
    store,
    openJob,
    hostGate: createMemoryHostGate(
      config.hostConcurrency,
      config.databaseUrl === null ? createMemoryPacing() : store.pacing,
    ),
    scrapePage: createScrapePage({
      visitPage,
      cache,
      fillGaps: models?.fillGaps ?? null,
      onPage: metrics.onPage,
    }),
    cache,
    commitPage: createCommitPage(store, now, log),
    tellDeliveries,
    shutdown: parts.shutdown,
  };
  const egressProxy = createLazyProxy(gate);
  closers.push(() => egressProxy.close());
  const spiders = createSpiderHost({
    folder: config.spidersDir,
    memoryMb: config.spiderMemoryMb,
    proxyUrl: egressProxy.url,
  });
  closers.push(() => spiders.close());
  const modelBatches = {
    pollMs: config.llm?.batchPollMs ?? 0,
    work: createModelBatchWork({
      store,
      openJob,
      ai: models,
      now,
      shutdown: parts.shutdown,
      onPage: metrics.onPage,
      onCall: metrics.onModelCall,
      log,
    }),
  };
  const scrapy = createScrapyRunner({
    folder: config.spidersDir,
    stateFolder: join(config.dataDir, 'scrapy'),
    command: config.scrapyCommand,
    memoryMb: config.spiderMemoryMb,
    proxyUrl: egressProxy.url,
  });
  const isOver = async (jobId: string): Promise<boolean> => {
    const job = await store.jobs.get(jobId);
    return job === null || isFinal(job.state);
  };
  void scrapy
    .sweep(isOver)
    .catch((error: unknown) => log.warn({ err: error }, 'folders of ended jobs are left'));
  const { runner } = temporal;
  const submitJob = createSubmitJob({ store, runner, now, log, jobDeadlineMs: config.jobDeadlineMs });
  const jobLog = createJobLog({ store, now, log });
  const sender = createWebhookSender({ gate, allowList: parts.allowList, userAgent: config.userAgent });
  closers.push(() => sender.close());
  const activities = createActivities({
    deliverDue: createDeliverDue({
      store,
      sender,
      renderEvent: createRenderEvent(store),
      retryMs: config.webhookRetryMs,
      now,
      onAttempt: metrics.onAttempt,
    }),
    shutdown: parts.shutdown,
    modelBatches,
    seedSpider: createSeedSpider({ store, openJob, spiders, jobLog }),
    runScrapy: createRunScrapy({ store, openJob, scrapy, jobLog, now, shutdown: parts.shutdown }),
    runSpiderChunk: createRunSpiderChunk({
      ...chunks,
      ...robots,
      known: createKnownLinks(),
      visitPage,
      decode: decodeText,
      onPage: metrics.onPage,
      spiders,
      jobLog,
    }),
    settleJob,
    runSchedule: createRunSchedule({
      store,
      scheduler: temporal.scheduler,
      startSpider: createStartSpider({ store, submitJob, maxPages: config.maxCrawlPages }),
      now,
    }),
    reconcile: createReconcile({
      store,
      runner: temporal.runner,
      settleJob,
      now,
      retentionMs: config.retentionMs,
      cacheEntries: config.resultCacheEntries,
      cancelBatches: modelBatches.work.cancel,
      applySchedules: createSchedulesApp({ store, scheduler: temporal.scheduler, now, log }).catchUp,
      log,
    }),
    runChunk: createRunChunk(chunks),
    runCrawlChunk: createRunCrawlChunk({ ...chunks, ...robots, known: createKnownLinks() }),
    readSitemaps: createReadSitemaps({ store, openJob, fetcher, hostGate: chunks.hostGate, ...robots }),
  });
  const worker = await startWorker({
    connection: nativeOptions(temporal.connection),
    namespace: temporal.namespace,
    taskQueue: config.temporal.taskQueue,
    activities,
    codecs: temporal.codecs,
    spiderProcesses: config.spiderProcesses,
    log,
  });
  closers.push(() => worker.stop());
  await ensureReconcileSchedule(temporal.client, config.temporal.taskQueue);
  return worker;
}

/** Made when the first spider starts: most workers run none. */
function createLazyProxy(gate: EgressGate): { url(): Promise<string>; close(): Promise<void> } {
  let started: Promise<EgressProxy> | undefined;
  return {
    url: async () => (await (started ??= startEgressProxy({ gate, trackers: true }))).url,
    close: async () => (await started)?.close(),
  };
}

/** Null where there is no browser: pages are then fetched over HTTP only. */
function openRenderer(config: Config, gate: EgressGate, log: Log): Renderer | null {
  const executablePath = findChromium(process.env);
  if (executablePath === null) {
    if (process.env['CHROMIUM_PATH']) throw new BadSetting('CHROMIUM_PATH is not an executable file.');
    log.warn({}, 'no Chromium was found, pages cannot be rendered: run "npm start", or set CHROMIUM_PATH');
    return null;
  }
  const loads = (resource: BrowserResource): boolean => config.browserResources.has(resource);
  const resources: Resources = {
    images: loads('images'),
    fonts: loads('fonts'),
    media: loads('media'),
    trackers: loads('trackers'),
  };
  const { userAgent, browserPages: slots } = config;
  return createRenderer({ gate, executablePath, userAgent, slots, log, resources });
}

/** The worker's connection takes the same address and credentials, and fewer options. */
function nativeOptions({ address, tls, apiKey, metadata }: ConnectionOptions): NativeConnectionOptions {
  return {
    ...(address === undefined ? {} : { address }),
    ...(tls == null ? {} : { tls }),
    ...(typeof apiKey === 'string' ? { apiKey } : {}),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

/** The product token of a user agent: what stands before its version (RFC 9309 section 2.2.1). */
function robotsToken(userAgent: string): string {
  return /^[A-Za-z_-]+/.exec(userAgent)?.[0] ?? 'Holdfast';
}
