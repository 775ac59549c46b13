import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAskModel, type AskDeps } from '../../src/app/ask-model.js';
import { createModelSlots } from '../../src/app/model-slots.js';
import { failure } from '../../src/core/failure.js';
import { promptOf } from '../../src/core/model/prompt.js';
import type { Model, ModelOutcome } from '../../src/ports/model.js';
import type { Job } from '../../src/ports/store.js';

const PROMPT = promptOf({
  url: 'http://a.test/',
  fields: [{ field: 'x', type: 'string', example: 'y' }],
  passages: 'text',
  lang: null,
  asOf: '2026-01-01T00:00:00Z',
  images: [],
});
const ANSWER: ModelOutcome = { kind: 'answer', answer: { f1: 'text' }, usage: { input: 90, output: 10 } };
const jobOf = (id: string, accountId = 'account'): Job => ({ id, accountId }) as Job;
const never = (): AbortSignal => new AbortController().signal;

describe('asking the model', () => {
  /** Tokens taken so far, by job. */
  let tokens: Map<string, number>;

  beforeEach(() => {
    tokens = new Map();
  });

  function create(ask: Model['ask'], over: Partial<AskDeps> = {}): ReturnType<typeof createAskModel> {
    const add = (jobId: string, more: number): number => {
      tokens.set(jobId, (tokens.get(jobId) ?? 0) + more);
      return tokens.get(jobId) ?? 0;
    };
    return createAskModel({
      model: { ask } as Model,
      slots: createModelSlots({ all: 2, perAccount: 2 }, null),
      models: {
        reserveTokens: async (jobId, most, cap) => {
          if ((tokens.get(jobId) ?? 0) + most > cap) return false;
          add(jobId, most);
          return true;
        },
        addTokens: async (jobId, more) => void add(jobId, more),
      },
      jobTokens: 10_000,
      timeoutMs: 1_000,
      onCall: () => undefined,
      ...over,
    });
  }

  it('takes from the budget what the vendor counted, and stops where the budget does', async () => {
    let calls = 0;
    const ask = create(
      async () => {
        calls += 1;
        return ANSWER;
      },
      { jobTokens: 3_000 },
    );
    let outcome: ModelOutcome = ANSWER;
    for (let n = 0; n < 50 && outcome.kind === 'answer'; n += 1)
      outcome = await ask(jobOf('job_1'), PROMPT, [], never());
    assert.equal(outcome.kind === 'failed' && outcome.failure.code, 'LLM_UNAVAILABLE');
    assert.equal(tokens.get('job_1'), calls * 100);
    assert.ok(calls >= 2 && calls <= 30, `${calls} calls`);
    assert.equal((await ask(jobOf('job_2'), PROMPT, [], never())).kind, 'answer');
  });

  it('gives the budget back when the call was cut off, and rejects with the reason', async () => {
    const stop = new AbortController();
    const ask = create(
      (_request, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
        ),
    );
    const asking = ask(jobOf('job_1'), PROMPT, [], stop.signal);
    await sleep(20);
    stop.abort(new Error('the chunk was stopped'));
    await assert.rejects(asking, /the chunk was stopped/);
    assert.equal(tokens.get('job_1'), 0);
  });

  it('ends a wait between attempts when it is stopped', async () => {
    const stop = new AbortController();
    const ask = create(async () => ({
      kind: 'failed',
      failure: failure('LLM_RATE_LIMITED', 'slowly'),
      again: 'later',
      retryAfterMs: 60_000,
      usage: null,
    }));
    const asking = ask(jobOf('job_1'), PROMPT, [], stop.signal);
    await sleep(20);
    stop.abort(new Error('the chunk was stopped'));
    await assert.rejects(asking, /the chunk was stopped/);
  });
});

describe('slots of the model', () => {
  it('are as many as allowed, of all and of one account, and go round the accounts', async () => {
    const slots = createModelSlots({ all: 3, perAccount: 2 }, null);
    const order: string[] = [];
    const under = new Map<string, number>();
    let most = 0;
    let mostOfA = 0;
    const run = (account: string): Promise<void> =>
      slots.within(account, never(), async () => {
        order.push(account);
        under.set(account, (under.get(account) ?? 0) + 1);
        most = Math.max(
          most,
          [...under.values()].reduce((a, b) => a + b, 0),
        );
        mostOfA = Math.max(mostOfA, under.get('a') ?? 0);
        await sleep(5);
        under.set(account, (under.get(account) ?? 0) - 1);
      });
    await Promise.all([...Array.from({ length: 8 }, () => run('a')), run('b'), run('b')]);
    assert.deepEqual([most, mostOfA, order.length], [3, 2, 10]);
    assert.ok(order.lastIndexOf('b') < 6, order.join());
  });

  it('are given back by calls that fail, and left alone by those that stop waiting', async () => {
    const slots = createModelSlots({ all: 1, perAccount: 1 }, null);
    await assert.rejects(
      slots.within('a', never(), async () => {
        throw new Error('broken');
      }),
      /broken/,
    );
    const stop = new AbortController();
    let free = (): void => undefined;
    const held = slots.within('a', never(), () => new Promise<void>((resolve) => (free = resolve)));
    const waiting = slots.within('a', stop.signal, async () => undefined);
    stop.abort(new Error('no longer'));
    await assert.rejects(waiting, /no longer/);
    free();
    await held;
    await slots.within('a', never(), async () => undefined);
  });
});
