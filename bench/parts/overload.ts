/** A service with a thousand callers at once, others beside them, callers that take no answers, and a flood of bad calls. */

import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { openAccount } from '../../demo/client.js';
import { startScratchService, type ScratchService } from '../../demo/scratch-service.js';
import { renderTable } from '../../demo/table.js';
import {
  atOnce,
  createCalls,
  inLanes,
  postAndTakeNothing,
  startSlowSite,
  type Answered,
  type Calls,
} from '../overload-calls.js';
import type { Part } from '../part.js';
import { memoryOf } from '../process-tree.js';
import { megabytes, percentile, rounded } from '../stats.js';
import { watchTree } from '../tree-watch.js';

const WAITING = 1_000;
const BESIDE = 200;
const BAD = 2_000;
const BAD_AT_ONCE = 100;
const SLOW_READERS = 20;
/** Of the job whose answer they do not take: about 16 MB, more than the buffers of the system hold. */
const LARGE_PAGES = 500;
/** The service gives them a minute. */
const CUT_WITHIN_MS = 120_000;
const SCHEMA = [{ field: 'title', type: 'string', example: 'Some title' }];
const LARGE_SCHEMA = [{ field: 'description', type: 'string', example: 'Some words about it' }];

interface Ground {
  readonly service: ScratchService;
  readonly calls: Calls;
  readonly sitePort: number;
  readonly signal: AbortSignal;
}

export const overloadPart: Part = {
  name: 'overload',
  run: async ({ signal, print }) => {
    print(`Overload: ${WAITING} waiting calls, ${BESIDE} of another account, ${SLOW_READERS} slow readers\n`);
    const site = await startSlowSite();
    const calls = createCalls(signal);
    const readers: Socket[] = [];
    try {
      const service = await startScratchService(signal, { ALLOW_PRIVATE_NETWORKS: '127.0.0.1,localhost' });
      try {
        return await measure({ service, calls, sitePort: site.port, signal }, readers);
      } finally {
        for (const reader of readers) reader.destroy();
        await service.stop();
      }
    } finally {
      await calls.close();
      site.close();
    }
  },
};

async function measure(ground: Ground, readers: Socket[]): ReturnType<Part['run']> {
  const { service, calls, sitePort, signal } = ground;
  const url = `${service.api}/v1/extract`;
  const [many, other] = await Promise.all([
    openAccount(service, { name: 'many' }, signal),
    openAccount(service, { name: 'other' }, signal),
  ]);
  let pages = 0;
  // A host of its own for each account: places at one host are shared.
  const extract = (host: string, key: string): Promise<Answered> =>
    calls.post(url, key, { url: `http://${host}:${sitePort}/${(pages += 1)}`, schema: SCHEMA });
  const ofMany = (): Promise<Answered> => extract('127.0.0.1', many.key);
  const ofOther = (): Promise<Answered> => extract('localhost', other.key);
  await inLanes(10, 1, ofOther);

  const before = memoryOf(service.pid);
  const usage = watchTree(service.pid);
  const alone = await atOnce(BESIDE, ofOther);
  readers.push(...(await startSlowReaders(ground, many.key)));
  const waiting = atOnce(WAITING, ofMany);
  const beside = await atOnce(BESIDE, ofOther);
  const waited = await waiting;
  const bad = await inLanes(BAD, BAD_AT_ONCE, (at) =>
    at % 2 === 0 ? calls.post(url, many.key, { url: 7 }) : calls.post(url, 'no-such-key', {}),
  );
  const cut = await slowReadersCut(ground);
  const { peak } = usage();
  const after = memoryOf(service.pid);

  const rows = [
    row(`${BESIDE} extracts of one account, alone`, alone),
    row(`${WAITING} extracts of another, at once`, waited),
    row(`${BESIDE} of the one, beside the ${WAITING}`, beside),
    row(`${BAD} calls with a bad body or key, ${BAD_AT_ONCE} at once`, bad),
  ];
  const memory = [before, peak, after].map((at) => megabytes(at?.tree ?? null) ?? '?').join(', ');
  const lost = [...alone, ...waited, ...beside].filter(({ status }) => status !== '200 success').length;
  const taken = bad.filter(({ status }) => !/^40[01] error$/.test(status)).length;
  return {
    report: `Overload: calls at once on a service with everything at its default; pages of a site that takes 100 ms for each.

${renderTable(['', 'answers', 'p50 ms', 'p99 ms'], rows)}
${cut} of ${SLOW_READERS} callers that took nothing of an answer of ${LARGE_PAGES} pages were disconnected.
Memory (PSS) of the service before, at the peak, after: ${memory} MB.
`,
    numbers: { alone, waited, beside, bad, cut, before, peak, after },
    problems: [
      ...(lost === 0 ? [] : [`Overload: ${lost} extracts were not answered with a page.`]),
      ...(taken === 0 ? [] : [`Overload: ${taken} bad calls were not refused with 400 or 401.`]),
      ...(cut === SLOW_READERS
        ? []
        : [`Overload: ${cut} of ${SLOW_READERS} slow readers were disconnected.`]),
    ],
  };
}

/** Runs the large job, and asks for its answer again on connections that take none of it. */
async function startSlowReaders({ service, sitePort, signal }: Ground, key: string): Promise<Socket[]> {
  const urls = Array.from({ length: LARGE_PAGES }, (_, at) => `http://127.0.0.1:${sitePort}/large/${at}`);
  const body = { urls, schema: LARGE_SCHEMA };
  const url = `${service.api}/v1/batch`;
  const headers = { 'X-API-Key': key, 'Idempotency-Key': 'slow-readers' };
  const first = await request(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  const length = (await first.body.text()).length;
  if (first.statusCode !== 200 || length < LARGE_PAGES * 30_000)
    throw new Error(`the large job was answered ${first.statusCode} with ${length} characters`);
  return Array.from({ length: SLOW_READERS }, () => postAndTakeNothing(url, headers, body));
}

/** How many the service has disconnected, as soon as it is all of them or the time is over. */
async function slowReadersCut({ service, signal }: Ground): Promise<number> {
  for (const until = Date.now() + CUT_WITHIN_MS; ; await sleep(500, undefined, { signal })) {
    const metrics = await (await request(`${service.api}/metrics`, { signal })).body.text();
    const cut = /^holdfast_overload_refusals_total\{bound="slow_readers"\} (\d+)$/m.exec(metrics)?.[1] ?? '0';
    if (Number(cut) >= SLOW_READERS || Date.now() > until) return Number(cut);
  }
}

function row(what: string, answers: readonly Answered[]): string[] {
  const counts = new Map<string, number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
  const times = answers.map(({ ms }) => ms);
  const ms = [0.5, 0.99].map((share) => rounded(percentile(times, share), 0) ?? '');
  return [what, [...counts].map(([status, count]) => `${count} x ${status}`).join(', '), ...ms];
}
