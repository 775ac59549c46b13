import { strict as assert } from 'node:assert';
import type { Evidence, JobView } from '../../chaos/oracle/evidence.js';
import { judge, RULES } from '../../chaos/oracle/index.js';
import type { Injection, SiteRequest } from '../../chaos/types.js';
import { pathOf } from '../../chaos/world/paths.js';
import { cleanEvidence, START_MS } from './clean.js';
import { account, both, calls, job, requests, type Doctor } from './doctors.js';

/** A fault that hit the program in the second minute. */
const HIT: Injection = {
  fault: { atMs: 0, kind: 'kill', input: {} },
  startedMs: START_MS + 1_200,
  endedMs: START_MS + 1_210,
  parts: [{ name: 'program', kind: 'program', pid: 1 }],
};
const hit: Doctor = (clean) => ({ ...clean, history: { ...clean.history, injections: [HIT] } });

const cancel = {
  operationId: 'b',
  step: 'cancel',
  method: 'DELETE',
  url: 'http://gateway/v1/jobs/job_b',
  status: 200,
} as const;
const cancelled = both(calls(cancel), job('job_b', { end: 'cancelled' }));
const resultsOf = (id: string): JobView['results'] =>
  cleanEvidence().jobs.find((one) => one.id === id)?.results ?? [];
const polite = (n: number, atMs: number): Partial<SiteRequest> => ({
  site: 'polite',
  path: pathOf('p', 'tree', n, 9),
  operationId: 'p',
  atMs,
});
const rude = (n: number, atMs: number, status: number): Partial<SiteRequest> => ({
  site: 'rude',
  path: pathOf('r', 'busy', n),
  operationId: 'r',
  atMs,
  endedMs: atMs,
  status,
  retryAfterMs: status === 429 ? 2_000 : 0,
});

/** What is planted, by the rule that has to find it. */
const PLANTED: Readonly<Record<string, readonly (readonly [string, Doctor])[]>> = {
  ends: [
    [
      'a job that was listed and is not known',
      calls({
        step: 'list',
        url: 'http://gateway/v1/jobs',
        status: 200,
        answer: { jobs: [{ job_id: 'job_x' }] },
      }),
    ],
    ['a job that has not ended', job('job_c', { end: 'open' })],
    ['a job that has failed', job('job_c', { end: 'failed', reason: 'the workflow was ended from outside' })],
    [
      'a job that is not known',
      (clean) => ({ ...clean, jobs: clean.jobs.filter(({ id }) => id !== 'spider_t') }),
    ],
  ],
  outcomes: [
    ['a URL without a result', job('job_b', { results: resultsOf('job_b').slice(1) })],
    ['results in another order', job('job_b', { results: resultsOf('job_b').toReversed() })],
    [
      'a value of another page',
      job('job_b', { results: resultsOf('job_b').map((one) => ({ ...one, data: { title: 'Other' } })) }),
    ],
    [
      'a page that failed without a reason',
      job('job_s', { results: resultsOf('job_s').map((one) => ({ ...one, code: 'TIMEOUT' })) }),
    ],
    [
      'a page that crashed without a crash',
      job('job_b', { results: resultsOf('job_b').map((one) => ({ ...one, code: 'PAGE_CRASHED' })) }),
    ],
    [
      'a completed job with pages that did not run',
      job('job_b', { results: resultsOf('job_b').map((one) => ({ ...one, code: 'JOB_CANCELLED' })) }),
    ],
  ],
  crawls: [
    [
      'a page twice',
      job('job_c', { results: [...resultsOf('job_c').slice(0, 2), ...resultsOf('job_c').slice(0, 1)] }),
    ],
    ['a page that was left out', job('job_c', { results: resultsOf('job_c').slice(0, 2) })],
    [
      'more pages than allowed',
      (clean) => ({
        ...clean,
        operations: JSON.parse(
          JSON.stringify(clean.operations).replace('"max_pages":9', '"max_pages":2'),
        ) as Evidence['operations'],
      }),
    ],
  ],
  spiders: [
    [
      'an item twice',
      (clean) => job('spider_t', { items: [...clean.jobs[3]!.items, clean.jobs[3]!.items[0]] })(clean),
    ],
    ['an item that is missing', (clean) => job('spider_t', { items: clean.jobs[3]!.items.slice(1) })(clean)],
  ],
  money: [
    ['units that no entry explains', account(({ used }) => ({ used: used + 1 }))],
    ['an account over its limit', account(({ used }) => ({ limit: used - 1 }))],
    ['prepaid units that no entry explains', account(() => ({ prepaid: 4 }))],
    ['a refund that was made twice', account(({ ledger }) => ({ ledger: [...ledger, ledger[2]!] }))],
    [
      'a page that failed at Scrpy and was charged',
      job('job_s', { results: resultsOf('job_s').map((one) => ({ ...one, code: 'HTTP_ERROR' })) }),
    ],
    ['a job that says another charge', job('job_b', { charged: 1 })],
    ["a spider's answer that was not charged", job('spider_t', { succeeded: 3 })],
  ],
  events: [
    ["an event of another account's job", job('job_s', { account: 'other' })],
    ['an event that was not told', account(({ deliveries }) => ({ deliveries: deliveries.slice(1) }))],
    [
      'a delivery that waits',
      account(({ deliveries }) => ({ deliveries: deliveries.map((one) => ({ ...one, state: 'waiting' })) })),
    ],
    ['a delivery that never came', (clean) => ({ ...clean, deliveries: clean.deliveries.slice(1) })],
    [
      'an event with two bodies',
      (clean) => ({
        ...clean,
        deliveries: [...clean.deliveries, { ...clean.deliveries[0]!, bodyDigest: 'other' }],
      }),
    ],
    [
      'an event at another receiver',
      (clean) => ({ ...clean, deliveries: clean.deliveries.map((one) => ({ ...one, operationId: 'b' })) }),
    ],
    [
      'an event that was given up',
      account(({ deliveries }) => ({ deliveries: deliveries.map((one) => ({ ...one, state: 'failed' })) })),
    ],
  ],
  cancels: [
    ['a request after the cancel', both(cancelled, requests({ operationId: 'b', atMs: START_MS + 2_500 }))],
    ['a cancelled job that is completed', calls(cancel)],
    ['a job that nobody has cancelled', job('job_b', { end: 'cancelled' })],
  ],
  politeness: [
    ['a delay that was cut short', requests(polite(0, START_MS), polite(1, START_MS + 300))],
    ['a pause that was cut short', requests(rude(0, START_MS, 429), rude(1, START_MS + 1_000, 200))],
  ],
  answers: [
    ['an answer of 500', calls({ status: 500, answer: { error: 'x' } })],
    ['an answer of 503 without Retry-After', calls({ status: 503 })],
    ['a call that was refused', calls({ step: 'create', status: 401 })],
  ],
  keys: [
    [
      'two jobs of one key',
      calls({
        operationId: 'b',
        step: 'repeat',
        method: 'POST',
        url: 'http://gateway/v1/batch',
        status: 200,
        headers: { 'x-job-id': 'job_x' },
      }),
    ],
    [
      'a job that only the ledger knows',
      (clean) => ({ ...clean, jobs: [...clean.jobs, { ...clean.jobs[0]!, id: 'job_x' }] }),
    ],
    [
      'another body under a key',
      calls({
        operationId: 'b',
        step: 'other',
        method: 'POST',
        url: 'http://gateway/v1/batch',
        status: 200,
        headers: { 'x-job-id': 'job_b' },
        sentMs: START_MS + 3_000,
      }),
    ],
  ],
  reading: [
    [
      'a job that is not found',
      calls({ operationId: 'b', url: 'http://gateway/v1/jobs/job_b', status: 404 }),
    ],
    [
      'a cancel that is not seen',
      both(
        cancelled,
        calls({
          operationId: 'b',
          url: 'http://gateway/v1/jobs/job_b',
          status: 200,
          answer: { status: 'running' },
          sentMs: START_MS + 2_000,
        }),
      ),
    ],
    [
      'an answer that says something else',
      calls({
        operationId: 'b',
        step: 'repeat',
        method: 'POST',
        url: 'http://gateway/v1/batch',
        status: 200,
        headers: { 'x-job-id': 'job_b' },
        answer: { results: [] },
      }),
    ],
  ],
  repeats: [['pages that were asked for again', (clean) => requests(clean.requests[0]!)(clean)]],
  schedules: [
    ['two jobs in a minute', job('scheduled_2', { createdMs: START_MS + 61_000 })],
    [
      'a time without a job',
      (clean) => ({ ...clean, jobs: clean.jobs.filter(({ id }) => id !== 'scheduled_1') }),
    ],
  ],
  leftovers: [
    [
      'a workflow that runs',
      (clean) => ({ ...clean, workflows: [{ id: 'x', type: 'batch', status: 'RUNNING' }] }),
    ],
    [
      'a workflow that has failed',
      (clean) => ({ ...clean, workflows: [{ id: 'job_b', type: 'batch', status: 'FAILED' }] }),
    ],
    ['rows that are left', (clean) => ({ ...clean, leftovers: [{ what: 'deliveries that wait', rows: 1 }] })],
  ],
};

describe('the rules of a chaos run', () => {
  it('find nothing in a run without a fault', () => {
    assert.deepEqual(judge(cleanEvidence()), []);
  });

  it('are all tried here', () => {
    assert.deepEqual(Object.keys(PLANTED).sort(), Object.keys(RULES).sort());
  });

  for (const [rule, cases] of Object.entries(PLANTED)) {
    for (const [what, doctor] of cases) {
      it(`${rule}: finds ${what}`, () => {
        const found = RULES[rule]?.(doctor(cleanEvidence())) ?? [];
        assert.ok(found.length > 0);
        assert.ok(found.every((each) => each.rule === rule && each.text !== ''));
      });
    }
  }

  it('allow what a fault explains', () => {
    const doctored = [
      both(cancelled, requests({ operationId: 'b', atMs: START_MS + 2_500, path: '/o/b/ok/9' })),
      requests(polite(0, START_MS + 1_000), polite(1, START_MS + 1_300)),
      (clean: Evidence) => requests(clean.requests[0]!)(clean),
    ];
    for (const doctor of doctored) {
      assert.notDeepEqual(judge(doctor(cleanEvidence())), []);
      assert.deepEqual(judge(hit(doctor(cleanEvidence()))), []);
    }
  });

  it('allow answers that a spider had under way when all its units were used', () => {
    const usedUp = account(({ used, ledger }) => ({
      used: used + 1,
      ledger: ledger.filter(({ kind, jobId }) => kind !== 'refund' || jobId !== 'spider_t'),
    }));
    const beyond = both(usedUp, job('spider_t', { succeeded: 5, charged: 3 }));
    assert.deepEqual(RULES['money']?.(beyond(cleanEvidence())), []);
  });

  it('allow on a machine that takes ten seconds for a read what comes ten seconds late', () => {
    const more = requests({ operationId: 'b', atMs: START_MS + 9_000, path: '/o/b/ok/9' });
    const late = both(cancelled, more)(cleanEvidence());
    assert.notDeepEqual(judge(late), []);
    const slow = calls({ operationId: 'b', status: 200, headMs: START_MS + 11_000, sentMs: START_MS });
    assert.deepEqual(judge(slow(late)), []);
  });

  it('do not allow a cancelled job to go on for ever after a fault', () => {
    const late = both(cancelled, requests({ operationId: 'b', atMs: START_MS + 60_000, path: '/o/b/ok/9' }));
    assert.deepEqual(
      judge(hit(late(cleanEvidence()))).map(({ rule }) => rule),
      ['cancels'],
    );
  });
});
