import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAskModel, type AskDeps } from '../../src/app/ask-model.js';
import { createModelPace, type ModelPace } from '../../src/app/model-pace.js';
import { createModelSlots, ModelBusy } from '../../src/app/model-slots.js';
import { failure } from '../../src/core/failure.js';
import { promptOf } from '../../src/core/model/prompt.js';
import type { Model, ModelFailure, ModelOutcome, ProviderWords } from '../../src/ports/model.js';
import type { Job } from '../../src/core/job.js';
import { waitFor } from '../support/wait.js';

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
/** No limit but the slots' own. */
const FREE: ModelPace = {
  mayStart: () => true,
  begin: () => ({ timeoutMs: 1_000, end: () => undefined }),
  limit: () => Infinity,
  awayMs: () => 0,
  isAway: () => false,
  onChange: () => undefined,
};
const waiting = (signal = never()): { signal: AbortSignal; awayMs: number } => ({ signal, awayMs: 1_000 });

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
      slots: createModelSlots({ all: 2, perAccount: 2 }, null, FREE),
      pace: FREE,
      modelBudget: {
        reserveTokens: async (jobId, most, cap) => {
          if ((tokens.get(jobId) ?? 0) + most > cap) return false;
          add(jobId, most);
          return true;
        },
        addTokens: async (jobId, more) => void add(jobId, more),
      },
      jobTokens: 10_000,
      onCall: () => undefined,
      onFailure: () => undefined,
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

  it('has one wait for slots, however often it is made', async () => {
    const failedWith: ModelFailure = {
      kind: 'failed',
      failure: failure('LLM_UNAVAILABLE', 'out of order'),
      again: 'later',
      retryAfterMs: null,
      usage: null,
    };
    const free = createModelSlots({ all: 1, perAccount: 1 }, null, FREE);
    const queued: (number | undefined)[] = [];
    const slots: typeof free = {
      within: async (accountId, waits, act) => {
        queued.push(waits.queuedMs);
        await sleep(30);
        return free.within(accountId, waits, act);
      },
    };
    await create(async () => failedWith, { slots })(jobOf('job_1'), PROMPT, [], never());
    const [first, second = 0, third = 0] = queued;
    assert.equal(first, 0);
    assert.ok(second > 0 && third > second, JSON.stringify(queued));

    let leave = (): void => undefined;
    const held = new Promise<void>((resolve) => (leave = resolve));
    const inside = free.within('other', waiting(), () => held);
    // The eight minutes of it are over.
    await assert.rejects(
      free.within('account', { ...waiting(), queuedMs: 480_000 }, async () => undefined),
      ModelBusy,
    );
    leave();
    await inside;
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
    const slots = createModelSlots({ all: 3, perAccount: 2 }, null, FREE);
    const order: string[] = [];
    const under = new Map<string, number>();
    let most = 0;
    let mostOfA = 0;
    const run = (account: string): Promise<void> =>
      slots.within(account, waiting(), async () => {
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
    const slots = createModelSlots({ all: 1, perAccount: 1 }, null, FREE);
    await assert.rejects(
      slots.within('a', waiting(), async () => {
        throw new Error('broken');
      }),
      /broken/,
    );
    const stop = new AbortController();
    let free = (): void => undefined;
    const held = slots.within('a', waiting(), () => new Promise<void>((resolve) => (free = resolve)));
    const refused = slots.within('a', waiting(stop.signal), async () => undefined);
    stop.abort(new Error('no longer'));
    await assert.rejects(refused, /no longer/);
    free();
    await held;
    await slots.within('a', waiting(), async () => undefined);
  });

  it('let nobody wait for ever for a server that works', async () => {
    const slots = createModelSlots({ all: 1, perAccount: 1 }, null, FREE, 30);
    let free = (): void => undefined;
    const held = slots.within('a', waiting(), () => new Promise<void>((resolve) => (free = resolve)));
    await assert.rejects(
      slots.within('b', waiting(), async () => undefined),
      ModelBusy,
    );
    free();
    await held;
    await slots.within('b', waiting(), async () => undefined);
  });
});

/** A model server of which a test says how it works. */
interface Server {
  /** Calls that it works on at once; the others wait. */
  slots: number;
  callMs: number;
  isUp: boolean;
  /** `crowded`: calls that began while four others or more were under way. */
  readonly seen: { under: number; most: number; calls: number; crowded: number };
}

describe('the pace of calls to a model server', function () {
  this.timeout(60_000);

  /** Calls are long beside the timers of a busy machine. */
  function start(over: Partial<Server> = {}, { questionMs = 120_000, timeoutMs = 440 } = {}) {
    const most = 8;
    const server: Server = {
      slots: 1,
      callMs: 80,
      isUp: true,
      seen: { under: 0, most: 0, calls: 0, crowded: 0 },
      ...over,
    };
    const queue: (() => void)[] = [];
    let busy = 0;
    const work = async (signal: AbortSignal): Promise<void> => {
      if (busy >= server.slots) await new Promise<void>((resolve) => queue.push(resolve));
      busy += 1;
      try {
        if (!signal.aborted) await sleep(server.callMs);
      } finally {
        busy -= 1;
        queue.shift()?.();
      }
    };
    const ask: Model['ask'] = async ({ timeoutMs }) => {
      const { seen } = server;
      seen.calls += 1;
      if (!server.isUp) return { ...failed('LLM_UNAVAILABLE'), away: 'refused', said: words('ECONNREFUSED') };
      seen.under += 1;
      if (seen.under > 4) seen.crowded += 1;
      seen.most = Math.max(seen.most, seen.under);
      const late = new AbortController();
      try {
        const worked = work(late.signal).then(() => 'worked');
        const ended = await Promise.race([worked, sleep(timeoutMs, 'late', { ref: false })]);
        late.abort();
        return ended === 'late' ? failed('LLM_TIMEOUT') : ANSWER;
      } finally {
        seen.under -= 1;
      }
    };
    const pace = createModelPace({ most, timeoutMs, maxTimeoutMs: 4_000 });
    const askModel = createAskModel({
      model: { ask } as Model,
      slots: createModelSlots({ all: most, perAccount: most }, null, pace),
      pace,
      modelBudget: { reserveTokens: async () => true, addTokens: async () => undefined },
      jobTokens: 1,
      onCall: () => undefined,
      onFailure: () => undefined,
      questionMs,
    });
    const askAll = async (count: number): Promise<string[]> =>
      Promise.all(
        Array.from({ length: count }, async () => {
          const outcome = await askModel(jobOf('job'), PROMPT, [], never());
          return outcome.kind === 'answer' ? 'answer' : outcome.failure.code;
        }),
      );
    return { server, pace, askAll };
  }
  const failed = (code: 'LLM_UNAVAILABLE' | 'LLM_TIMEOUT'): ModelFailure => ({
    kind: 'failed',
    failure: failure(code, 'as the test wants it'),
    again: 'later',
    retryAfterMs: null,
    usage: null,
  });
  const words = (code: string): ProviderWords => ({ status: null, type: null, code, message: '' });
  const all = (count: number): string[] => Array.from({ length: count }, () => 'answer');

  it('is one that a server with one slot keeps up with', async () => {
    const { server, askAll } = start();
    assert.deepEqual(await askAll(60), all(60));
    assert.ok(server.seen.crowded < 30, `${server.seen.crowded} of 60 calls were one of five or more`);
  });

  it('grows to the limit with a server that works on as many calls as it gets', async () => {
    const { server, pace, askAll } = start({ slots: Infinity });
    assert.deepEqual(await askAll(100), all(100));
    assert.equal(pace.limit(), 8);
    assert.equal(server.seen.most, 8);
  });

  it('leaves a slow server the time that it needs', async () => {
    const { server, askAll } = start({ callMs: 300 }, { timeoutMs: 110 });
    assert.deepEqual(await askAll(6), all(6));
    assert.ok(server.seen.calls <= 12, `${server.seen.calls} calls`);
  });

  it('waits for a server that is away, with one call at a time that looks', async () => {
    const { server, pace, askAll } = start({ isUp: false });
    const asking = askAll(40);
    await waitFor('the server to count as away', () => pace.isAway());
    await waitFor('a few looks', () => server.seen.calls >= 4);
    assert.equal(pace.limit(), 0);
    server.isUp = true;
    server.slots = 8;
    assert.deepEqual(await asking, all(40));
    assert.ok(server.seen.calls < 50, `${server.seen.calls} calls`);
  });

  it('does not wait for it longer than a question may take', async () => {
    const { server, askAll } = start({ isUp: false }, { questionMs: 1_500 });
    assert.deepEqual(
      await askAll(40),
      Array.from({ length: 40 }, () => 'LLM_UNAVAILABLE'),
    );
    assert.ok(server.seen.calls < 12, `${server.seen.calls} calls`);
  });
});
