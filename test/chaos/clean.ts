/** What a run without a fault leaves behind: one job of each kind, with all that belongs to it. */

import type { Evidence, JobView, LedgerLine, ResultView } from '../../chaos/oracle/evidence.js';
import type { Call, Delivery, Operation, SiteRequest } from '../../chaos/types.js';
import { CALLS, type JobOperationKind } from '../../chaos/workload/inputs.js';
import { pathOf, priceOf, readPath, titleOf } from '../../chaos/world/paths.js';
import { SCHEDULED_PAGES } from '../../chaos/world/spiders.js';

const SITE = 'http://127.0.0.1:9';
/** A whole minute. */
export const START_MS = Date.UTC(2026, 0, 1);
const NO_BODY = { status: null, answer: null, headers: {}, headMs: null };

export function call(about: Partial<Call>): Call {
  const sentMs = about.sentMs ?? START_MS + 1_000;
  const base = {
    operationId: 'op',
    account: 'open',
    step: 'read',
    method: 'GET',
    url: 'http://gateway/',
    body: null,
  } as const;
  return { ...base, ...NO_BODY, endedMs: sentMs + 10, ...about, sentMs };
}

function operation(id: string, kind: JobOperationKind, body: object): Operation {
  const rest = { keyed: true, hangUpAfterMs: null, cancelAfterMs: null, repeated: false };
  return { id, atMs: 0, kind, input: { account: 'open', body, ...rest } };
}

function read(path: string): ResultView {
  const page = readPath(path);
  if (page === null) throw new Error(`${path} is no page`);
  return { url: SITE + path, code: null, data: { title: titleOf(page), price: priceOf(page) } };
}

function view(about: Pick<JobView, 'id' | 'api' | 'kind' | 'operationId'> & Partial<JobView>): JobView {
  const results = about.results ?? [];
  const succeeded = about.succeeded ?? results.length;
  const times = { createdMs: START_MS + 1_000, finishedMs: START_MS + 9_000 };
  const rest = {
    account: 'open',
    end: 'completed',
    reason: null,
    items: [],
    failed: 0,
    scheduleId: null,
  } as const;
  return { ...rest, ...times, results, succeeded, charged: succeeded, ...about };
}

function accepted(operationId: string, kind: JobOperationKind, id: string): Call {
  const url = `http://gateway${CALLS[kind].path}`;
  const made = { operationId, step: 'create', method: 'POST', url } as const;
  const head = { headMs: START_MS + 1_005 };
  switch (CALLS[kind].api) {
    case 'runo':
      return call({ ...made, ...head, status: 200, headers: { 'x-job-id': id } });
    case 'scrpy':
      return call({ ...made, ...head, status: 201, answer: { job: { id } } });
    case 'scrapethis':
      return call({ ...made, ...head, status: 200, answer: { jobId: id } });
  }
}

const BATCH = ['ok', 'moved'].map((kind, n) => pathOf('b', kind as 'ok', n));
const SELECTED = [pathOf('s', 'ok', 0), pathOf('s', 'ok', 1)];
const TREE = [0, 1, 2].map((n) => pathOf('c', 'tree', n, 3));
const SPIDER = [0, 1].map((n) => pathOf('t', 'tree', n, 2));
const PLANNED = Array.from({ length: SCHEDULED_PAGES }, (_, n) =>
  pathOf('scheduled', 'tree', n, SCHEDULED_PAGES),
);

const itemsOf = (paths: readonly string[]): object[] =>
  paths.map((path) => ({ path, title: read(path).data['title'] }));

const OPERATIONS: readonly Operation[] = [
  operation('b', 'batch', { urls: BATCH.map((path) => `{plain}${path}`) }),
  operation('s', 'selectors', {
    urls: SELECTED.map((path) => `{plain}${path}`),
    webhook: '{receiver}/hook/s/steady',
  }),
  operation('c', 'crawl', { seed_url: `{plain}${TREE[0] ?? ''}`, crawl: { max_pages: 9, max_depth: 3 } }),
  operation('t', 'spider', { arguments: { url: `{plain}${SPIDER[0] ?? ''}` } }),
];

const JOBS: readonly JobView[] = [
  view({ id: 'job_b', api: 'runo', kind: 'batch', operationId: 'b', results: BATCH.map(read) }),
  view({
    id: 'job_s',
    api: 'scrpy',
    kind: 'selectors',
    operationId: 's',
    results: SELECTED.map(read),
    charged: null,
  }),
  view({ id: 'job_c', api: 'runo', kind: 'crawl', operationId: 'c', results: TREE.map(read) }),
  view({
    id: 'spider_t',
    api: 'scrapethis',
    kind: 'spider',
    operationId: 't',
    items: itemsOf(SPIDER),
    succeeded: 2,
  }),
  ...[1, 2].map((minute) =>
    view({
      id: `scheduled_${minute}`,
      api: 'scrapethis',
      kind: 'spider',
      operationId: 'scheduled',
      scheduleId: 'sch',
      items: itemsOf(PLANNED),
      succeeded: SCHEDULED_PAGES,
      createdMs: START_MS + minute * 60_000 + 1_000,
      finishedMs: START_MS + minute * 60_000 + 5_000,
    }),
  ),
];

const LEDGER: readonly LedgerLine[] = [
  { kind: 'topup', source: 'prepaid', units: 5, jobId: null },
  ...JOBS.flatMap((job): LedgerLine[] => [
    { kind: 'reserve', source: 'month', units: job.succeeded + 1, jobId: job.id },
    { kind: 'refund', source: 'month', units: 1, jobId: job.id },
  ]),
];

const EVENTS = [0, 1, null].map((pageNo, at) => ({ id: `evt_${at}`, pageNo }));

const request = (path: string, at: number): SiteRequest => ({
  site: 'plain',
  atMs: START_MS + 1_500 + at,
  endedMs: START_MS + 1_600 + at,
  method: 'GET',
  path,
  operationId: readPath(path)?.operationId ?? null,
  status: 200,
  retryAfterMs: 0,
});

const delivery = (eventId: string): Delivery => ({
  atMs: START_MS + 9_000,
  operationId: 's',
  eventId,
  event: 'scrape.completed',
  jobId: 'job_s',
  status: 204,
  bodyDigest: eventId,
});

export function cleanEvidence(): Evidence {
  const ends = { operationId: 'scheduled', url: 'http://gateway/api/v1/schedules' };
  return {
    operations: OPERATIONS,
    history: {
      calls: [
        accepted('b', 'batch', 'job_b'),
        accepted('s', 'selectors', 'job_s'),
        accepted('c', 'crawl', 'job_c'),
        accepted('t', 'spider', 'spider_t'),
        call({ ...ends, step: 'create', method: 'POST', status: 200 }),
        call({ ...ends, step: 'end', method: 'DELETE', status: 200, sentMs: START_MS + 150_000 }),
      ],
      accounts: [{ name: 'open', id: 'account', key: 'key' }],
      injections: [],
    },
    requests: [...BATCH, ...SELECTED, ...TREE, ...SPIDER].map(request),
    deliveries: EVENTS.map(({ id }) => delivery(id)),
    jobs: JOBS,
    accounts: [
      {
        name: 'open',
        id: 'account',
        limit: null,
        used: JOBS.reduce((sum, { succeeded }) => sum + succeeded, 0),
        prepaid: 5,
        ledger: LEDGER,
        deliveries: EVENTS.map(({ id, pageNo }) => ({
          id,
          jobId: 'job_s',
          kind: pageNo === null ? 'job' : 'page',
          pageNo,
          state: 'delivered',
          attempts: 1,
        })),
      },
    ],
    workflows: JOBS.map(({ id }) => ({ id, type: 'batch', status: 'COMPLETED' })),
    leftovers: [{ what: 'deliveries that wait', rows: 0 }],
    looks: [],
  };
}
