/**
 * Every time bound that a page and a chunk live on, in milliseconds. An activity that outlasts its start-to-close bound is
 * taken for dead and run again beside itself, so the longest way through each must fit: LONGEST_MS adds it up, and a test
 * holds the sums against START_TO_CLOSE_MS. Whoever adds a wait to a page adds it here.
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a chunk starts further pages: what a deploy waits for, what a crash repeats, how long a job holds a slot. */
export const TIME_BOX_MS = {
  batch: 20 * SECOND,
  /** Short, so that lanes which ran out of work soon share what the others have found. */
  crawl: 5 * SECOND,
  /** A spider's next chunk may wait for a place of its own, so this one goes on for a while. */
  spider: 20 * SECOND,
  /** Questions of parked pages. */
  parked: 20 * SECOND,
  /** How long one job's deliveries hold a slot while others wait. */
  deliveries: 20 * SECOND,
} as const;

export const CHUNK_MS = {
  /** Pages in flight get this long once the worker shuts down; then they are cut off and count as not run. */
  drain: 2 * SECOND,
  /** The same once their job is cancelled: nobody waits for them, and no site is to be asked a second later. */
  cancelledDrain: 500,
  /** How long a page waits for its host before other pages go first. */
  patience: 500,
  /** How long a chunk waits at its start for room on the disk; then it ends without a page, and the next one waits. */
  room: 10 * MINUTE,
} as const;

export const PAGE_MS = {
  /** Bounds of the `timeout_ms` of a call. */
  leastTimeout: 1 * SECOND,
  mostTimeout: 120 * SECOND,
  defaultTimeout: 15 * SECOND,
  /** Most that DOWNLOAD_TIMEOUT of a spider may be. */
  mostSpiderTimeout: 600 * SECOND,
  /** How long a page that was fetched waits for its host to be asked again, with the browser. */
  secondTurn: 20 * SECOND,
  /** How long pages of a batch wait for its first page to begin. */
  firstPageBegins: 250,
  /** From the start of a batch's first page: so long the others wait for what it shows of where fields stand. */
  firstPage: 2 * SECOND,
  /** Another attempt with a browser after a crash has this long at the least. */
  renderRetry: 5 * SECOND,
  /** One start of a browser. Each attempt of a page may wait for one. */
  browserStart: 30 * SECOND,
  /** A PDF, which is read after its time-out has been spent on fetching it. */
  readPdf: 10 * SECOND,
  /** One robots.txt, with its redirects. */
  robots: 10 * SECOND,
} as const;

export const MODEL_MS = {
  /** The calls of a question, the waits between them, and the waits for a server that is away, all together. */
  question: 2 * MINUTE,
  /** The body of an answer, after its call's own time-out. */
  body: 1 * SECOND,
  /** How long a question waits for slots of a server that works, all its calls together. */
  queue: 8 * MINUTE,
  /** Each of the two rounds of requests that ask a server what its model takes. */
  facts: 5 * SECOND,
  /** The question whether the model sees images. */
  probe: 1 * MINUTE,
  /** Each image; the images of a page are fetched at the same time. */
  image: 5 * SECOND,
} as const;

export const SPIDER_MS = {
  /** From the start of its process until it is ready; so long for each of `loadTries` processes. */
  load: 30 * SECOND,
  loadTries: 3,
  /** A spider that gives no answer for so long is stuck. */
  answer: 30 * SECOND,
} as const;

export const SITEMAP_MS = {
  /** How long they wait for the seed: where it is redirected says which entries match. */
  seed: 30 * SECOND,
  one: 1 * MINUTE,
  all: 2 * MINUTE,
} as const;

/** One attempt of a webhook delivery. */
export const WEBHOOK_MS = 30 * SECOND;

/**
 * How long work of a worker waits for a database that is away before it fails: the page that is to be stored, and the
 * chunk that cannot go on, one after the other at the most.
 */
export const RIDE_OUT_MS = 10 * MINUTE;

/** Room for all statements of a chunk together. No clock enforces it: a database that needs more has other problems. */
const DATABASE_MS = 1 * MINUTE;

/** How often a process looks whether jobs that it works on, and has not heard of since, are being cancelled elsewhere. */
export const JOB_LOOK_MS = 250;
/**
 * How often running activities say that they are alive. Each is a write of Temporal's, so they are no more than the notice
 * of a dead worker needs: a cancel of a job arrives on other roads.
 */
export const HEARTBEAT_MS = 1 * SECOND;
/** Heartbeats that come sooner after another are held back by the worker: a little less, or each would wait for the next. */
export const HEARTBEAT_SENT_MS = 900;
/** A worker that was not heard of for so long is dead; its activities are given to another. */
export const HEARTBEAT_TIMEOUT_MS = 5 * SECOND;
/**
 * How long a step of a workflow waits for the worker that has the workflow in its memory; then another one takes it, and runs
 * the workflow again from its history. Temporal's own bound is ten seconds, twice what the notice of a dead worker takes. That
 * of a step which was taken stays: on an overloaded machine steps take seconds, and each one given up too early adds to the load.
 */
export const STICKY_STEP_MS = HEARTBEAT_TIMEOUT_MS;

/** The longest that one attempt of an activity may take, as Temporal is told; a key for each activity. */
export const START_TO_CLOSE_MS = {
  scrapeChunk: 75 * MINUTE,
  crawlChunk: 75 * MINUTE,
  spiderChunk: 75 * MINUTE,
  readSitemaps: 30 * MINUTE,
  answerParkedPages: 30 * MINUTE,
  submitModelBatches: 30 * MINUTE,
  awaitModelBatches: 2 * MINUTE,
  collectModelBatches: 1 * HOUR,
  cancelModelBatches: 15 * SECOND,
  // A spider may name start requests, and Scrapy may run, for as long as the job's deadline lets them.
  seedSpider: 366 * DAY,
  runScrapy: 366 * DAY,
  deliverDue: 2 * MINUTE,
  settleJob: 2 * MINUTE,
  reconcileJobs: 5 * MINUTE,
  startScheduledJob: 1 * MINUTE,
} as const;

/** An attempt over plain HTTP and one with a browser, each with the whole time-out: the first may have been a guess. */
const visit = (timeoutMs: number): readonly number[] => [
  PAGE_MS.firstPageBegins,
  PAGE_MS.firstPage,
  timeoutMs,
  PAGE_MS.secondTurn,
  timeoutMs,
  3 * PAGE_MS.browserStart,
  2 * PAGE_MS.renderRetry,
  PAGE_MS.readPdf,
];

const question: readonly number[] = [MODEL_MS.question, MODEL_MS.body, MODEL_MS.queue];
const facts = 2 * MODEL_MS.facts;
const model: readonly number[] = [
  facts,
  ...question,
  // Then the page's images, where that was asked for.
  facts,
  MODEL_MS.probe,
  MODEL_MS.image,
  ...question,
];

/** The waits that can follow each other in one attempt of an activity, added up. */
export const LONGEST_MS = {
  scrapeChunk: sum([
    CHUNK_MS.room,
    TIME_BOX_MS.batch,
    ...visit(PAGE_MS.mostTimeout),
    ...model,
    DATABASE_MS,
    2 * RIDE_OUT_MS,
  ]),
  crawlChunk: sum([
    CHUNK_MS.room,
    TIME_BOX_MS.crawl,
    PAGE_MS.robots,
    ...visit(PAGE_MS.mostTimeout),
    ...model,
    DATABASE_MS,
    2 * RIDE_OUT_MS,
  ]),
  spiderChunk: sum([
    CHUNK_MS.room,
    SPIDER_MS.loadTries * SPIDER_MS.load,
    TIME_BOX_MS.spider,
    PAGE_MS.robots,
    ...visit(PAGE_MS.mostSpiderTimeout),
    SPIDER_MS.answer,
    DATABASE_MS,
    2 * RIDE_OUT_MS,
  ]),
  readSitemaps: sum([SITEMAP_MS.seed, PAGE_MS.robots, SITEMAP_MS.all, DATABASE_MS]),
  answerParkedPages: sum([TIME_BOX_MS.parked, ...model, DATABASE_MS]),
  deliverDue: sum([TIME_BOX_MS.deliveries, WEBHOOK_MS, DATABASE_MS]),
} as const satisfies Partial<Record<keyof typeof START_TO_CLOSE_MS, number>>;

function sum(terms: readonly number[]): number {
  return terms.reduce((total, term) => total + term, 0);
}
