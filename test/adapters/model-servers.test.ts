import { strict as assert } from 'node:assert';
import { createModel } from '../../src/adapters/models/index.js';
import { createAskModel } from '../../src/app/ask-model.js';
import { createAskQuestion, type AskQuestion } from '../../src/app/ask-question.js';
import { drawDigits } from '../../src/app/draw-digits.js';
import { createEyes, type Eyes } from '../../src/app/eyes.js';
import { createModelLimits } from '../../src/app/model-limits.js';
import { createModelPace } from '../../src/app/model-pace.js';
import { createModelSlots } from '../../src/app/model-slots.js';
import { imagePromptOf, promptOf } from '../../src/core/model/prompt.js';
import type { Question } from '../../src/core/model/question.js';
import type { Model, ModelFailure, Overflow } from '../../src/ports/model.js';
import type { Job } from '../../src/core/job.js';
import { silentLog } from '../support/log.js';
import { startVendor, type Said, type Vendor } from '../support/vendor/index.js';
import { readDigits } from '../support/vendor/read-digits.js';

const never = new AbortController().signal;
const JOB = { id: 'job_1', accountId: 'account' } as Job;
const lines = Array.from({ length: 300 }, (_, n) => `Paragraph ${n} speaks of nothing of the kind.`);
const QUESTION: Question = {
  url: 'http://a.test/',
  fields: [{ field: 'warranty', type: 'string', example: '2 years' }],
  passages: ['Warranty: seven years', ...lines].join('\n'),
  lang: null,
  asOf: '2026-01-01T00:00:00Z',
  images: [],
};

describe('servers that speak the protocol of a vendor', () => {
  let vendor: Vendor;
  let model: Model;

  before(async () => {
    vendor = await startVendor();
  });
  after(() => vendor?.close());
  beforeEach(() => {
    vendor.reset();
    model = createModel({ provider: 'openai', model: 'a-model', apiKey: null, baseUrl: `${vendor.url}/v1` });
  });
  afterEach(() => model.close());

  const ask = (): ReturnType<Model['ask']> =>
    model.ask({ prompt: promptOf(QUESTION), images: [], timeoutMs: 5_000 }, never);
  const error = (status: number, body: object): Said => ({ status, body: JSON.stringify({ error: body }) });
  const askModel = (): ReturnType<typeof createAskModel> => {
    const pace = createModelPace({ most: 2, timeoutMs: 5_000, maxTimeoutMs: 5_000 });
    return createAskModel({
      model,
      slots: createModelSlots({ all: 2, perAccount: 2 }, null, pace),
      pace,
      modelBudget: { reserveTokens: async () => true, addTokens: async () => undefined },
      jobTokens: 1_000_000,
      onCall: () => undefined,
      onFailure: () => undefined,
    });
  };
  const askQuestion = (): AskQuestion =>
    createAskQuestion({
      askModel: askModel(),
      limits: createModelLimits(model),
      modelName: 'a-model',
      log: silentLog,
    });
  const eyes = (): Eyes => createEyes({ model, askModel: askModel(), log: silentLog });

  const TOO_LONG: readonly [string, number, object, Overflow][] = [
    [
      'llama.cpp',
      400,
      {
        code: 400,
        message: 'request (8026 tokens) exceeds the available context size (2048 tokens), try increasing it',
        type: 'exceed_context_size_error',
        n_prompt_tokens: 8026,
        n_ctx: 2048,
      },
      { asked: 8026, context: 2048 },
    ],
    [
      'OpenAI',
      400,
      {
        message:
          "This model's maximum context length is 8192 tokens. However, your messages resulted in 9011 tokens. Please reduce the length of the messages.",
        type: 'invalid_request_error',
        code: 'context_length_exceeded',
      },
      { asked: 9011, context: 8192 },
    ],
    [
      'vLLM',
      400,
      {
        message:
          "This model's maximum context length is 2048 tokens. However, you requested 3024 tokens (2000 in the messages, 1024 in the completion). Please reduce the length of the messages or completion.",
        type: 'BadRequestError',
        code: 400,
      },
      { asked: 2000, context: 2048 },
    ],
    [
      'vLLM, of the bound of the answer',
      400,
      {
        message:
          "'max_tokens' or 'max_completion_tokens' is too large: 1024. This model's maximum context length is 2048 tokens and your request has 1500 input tokens (1024 > 2048 - 1500).",
        type: 'BadRequestError',
      },
      { asked: 1500, context: 2048 },
    ],
    [
      'LiteLLM before Anthropic',
      400,
      {
        message:
          'litellm.ContextWindowExceededError: litellm.BadRequestError: AnthropicError - {"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}',
        type: null,
        code: '400',
      },
      { asked: 210_000, context: 200_000 },
    ],
    [
      'LiteLLM before llama.cpp',
      400,
      {
        message:
          'litellm.ContextWindowExceededError: litellm.BadRequestError: ContextWindowExceededError: OpenAIException - request (8026 tokens) exceeds the available context size (2048 tokens), try increasing it',
      },
      { asked: 8_026, context: 2_048 },
    ],
    [
      'LM Studio',
      400,
      {
        message:
          'Trying to keep the first 5120 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.',
      },
      { asked: 5_120, context: 4_096 },
    ],
    [
      'Ollama without context shift',
      400,
      {
        message:
          'the prompt is longer than the context length currently available to the model; shorten the prompt, adjust the context length in settings, or use a model with a longer context length',
      },
      { asked: null, context: null },
    ],
    [
      'a proxy with a bound for bodies',
      413,
      { message: 'Payload Too Large' },
      { asked: null, context: null },
    ],
  ];
  for (const [name, status, body, overflow] of TOO_LONG)
    it(`say in words of their own that a question is too long: ${name}`, async () => {
      vendor.answer = () => error(status, body);
      const outcome = (await ask()) as ModelFailure;
      assert.deepEqual(
        [outcome.again, outcome.failure.code, outcome.overflow],
        ['smaller', 'LLM_BAD_REQUEST', overflow],
      );
    });

  it('refuse for other reasons as well, in words with numbers', async () => {
    for (const said of [
      error(400, { message: "Invalid schema for response_format 'fields': 'length' 2048 is not permitted." }),
      error(400, { message: 'The model `a-model` does not exist' }),
    ]) {
      vendor.answer = () => said;
      assert.equal(((await ask()) as ModelFailure).again, 'no');
    }
    vendor.answer = () =>
      error(429, { message: 'Rate limit: 200000 tokens > 100000 maximum context window' });
    assert.equal(((await ask()) as ModelFailure).again, 'later');
    // OpenAI's own words.
    const slowDown = 'Slow Down. Please reduce your request rate to its original level.';
    for (const status of [503, 529]) {
      vendor.answer = () => error(status, { message: slowDown });
      assert.equal(((await ask()) as ModelFailure).again, 'later');
    }
    vendor.answer = () => error(503, { message: 'The context window of this model is being made ready' });
    assert.equal(((await ask()) as ModelFailure).again, 'later');
  });

  it('are asked again with half of the page where they name no numbers, and no more than five times', async () => {
    const sizes: number[] = [];
    vendor.answer = ({ tokens, page }) => {
      sizes.push(tokens);
      if (tokens > 2_000) return error(400, { message: 'the prompt is longer than the context length' });
      return { values: { warranty: /seven years/.test(page) ? 'seven years' : '' } };
    };
    const { outcome, question, warnings } = await askQuestion()(JOB, QUESTION, never);
    assert.ok(outcome.kind === 'answer' && outcome.answer['f1'] === 'seven years');
    assert.ok(question.passages.length < QUESTION.passages.length);
    assert.equal(warnings.length, 1);
    assert.ok(sizes.length <= 3, sizes.join());
    sizes.length = 0;
    vendor.answer = ({ tokens }) => {
      sizes.push(tokens);
      return error(400, { message: 'the prompt is longer than the context length' });
    };
    const failed = await askQuestion()(JOB, QUESTION, never);
    assert.equal(failed.outcome.kind === 'failed' && failed.outcome.failure.code, 'LLM_BAD_REQUEST');
    assert.equal(sizes.length, 5);
  });

  it('learns from numbers how the model counts, so the next question is of the right size', async () => {
    let refusals = 0;
    const [context, factor] = [4_000, 3];
    vendor.answer = ({ tokens }) => {
      if (tokens * factor <= context) return { values: {} };
      refusals += 1;
      return error(400, {
        message: 'too long',
        type: 'exceed_context_size_error',
        n_prompt_tokens: tokens * factor,
        n_ctx: context,
      });
    };
    const asking = askQuestion();
    for (let n = 0; n < 3; n += 1) assert.equal((await asking(JOB, QUESTION, never)).outcome.kind, 'answer');
    assert.equal(refusals, 1);
  });

  it('are believed about a question that was cut only as far as they can have read it', async () => {
    // Counts a tenth whatever it is asked: that no page can be fitted to.
    const counted = (n: number): Said => ({ values: { warranty: 'seven years' }, tokens: n });
    vendor.answer = () => counted(40);
    const { outcome, warnings, isWhole } = await askQuestion()(JOB, QUESTION, never);
    assert.equal(outcome.kind, 'answer');
    assert.equal(isWhole, false);
    assert.match(warnings.join(), /read 40 of about \d+ tokens: it cut the question/);
    assert.equal(vendor.calls.length, 1);
  });

  it('that count no tokens at all are believed', async () => {
    vendor.answer = () => ({ values: { warranty: 'seven years' }, tokens: 0 });
    const { warnings, isWhole } = await askQuestion()(JOB, QUESTION, never);
    assert.deepEqual([warnings, isWhole], [[], true]);
  });

  it('are not asked at all when their context cannot hold the fields', async () => {
    vendor.home = { kind: 'llama.cpp', context: 256, vision: false, tells: true };
    const { outcome } = await askQuestion()(JOB, QUESTION, never);
    assert.match(
      outcome.kind === 'failed' ? outcome.failure.message : '',
      /context of 256 tokens is too small/,
    );
    assert.equal(vendor.calls.length + vendor.refused.length, 0);
  });

  it('are sent what they refuse only once', async () => {
    const refusals: Record<string, object> = {
      max_tokens: {
        message:
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        param: 'max_tokens',
        code: 'unsupported_parameter',
      },
      temperature: {
        message:
          "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
        param: 'temperature',
        code: 'unsupported_value',
      },
      seed: { message: "litellm.UnsupportedParamsError: a-model does not support parameters: ['seed']" },
    };
    vendor.answer = ({ body }) => {
      const refused = Object.keys(refusals).find((name) => name in body);
      return refused === undefined ? { values: {} } : error(400, refusals[refused] ?? {});
    };
    assert.equal((await ask()).kind, 'answer');
    assert.equal(vendor.calls.length, 4);
    assert.equal((await ask()).kind, 'answer');
    assert.equal(vendor.calls.length, 5);
    assert.equal(vendor.calls[4]?.body.max_completion_tokens, 1_024);
  });

  it('are sent the other parameters still when several calls meet the same refusal at once', async () => {
    const calls = 3;
    let release = (): void => undefined;
    const allThere = new Promise<void>((resolve) => (release = resolve));
    vendor.answer = async ({ body }, nth) => {
      if (nth === calls - 1) release();
      await allThere;
      if (!('max_tokens' in body)) return { values: {} };
      return error(400, {
        message:
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        param: 'max_tokens',
      });
    };
    const outcomes = await Promise.all(Array.from({ length: calls }, ask));
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['answer', 'answer', 'answer'],
    );
    const again = vendor.calls.slice(calls);
    assert.equal(again.length, calls);
    for (const { body } of again)
      assert.deepEqual([body.max_completion_tokens, body.temperature], [1_024, 0]);
  });

  it('are not asked without a parameter for an error that only speaks of it', async () => {
    vendor.answer = () => error(400, { message: 'temperature sensor offline' });
    assert.equal(((await ask()) as ModelFailure).failure.code, 'LLM_BAD_REQUEST');
    assert.equal(vendor.calls.length, 1);
  });

  it('that cannot read what their own model wrote are not taken for servers out of order', async () => {
    const message = 'The model produced output that does not match the expected peg-native format';
    vendor.answer = () => error(500, { code: 500, message, type: 'server_error' });
    const { failure, again } = (await ask()) as ModelFailure;
    assert.deepEqual([failure.code, again], ['LLM_ERROR', 'later']);
  });

  describe('that may take images', () => {
    const image = { mediaType: 'image/png', data: drawDigits('1') };

    it('are tried once with a picture when they do not say: one that reads it sees', async () => {
      vendor.home = { kind: 'ollama', context: 100_000, vision: true, tells: false };
      vendor.answer = ({ body }) => {
        const url: string = body.messages[1].content[1].image_url.url;
        const picture = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
        return { values: { number: readDigits(picture, drawDigits, 5) } };
      };
      const look = eyes();
      assert.deepEqual(await Promise.all([look(JOB, never), look(JOB, never)]), ['sees', 'sees']);
      assert.equal(await look(JOB, never), 'sees');
      assert.equal(vendor.calls.length, 1);
    });

    it('do not see when they guess, refuse or say so', async () => {
      vendor.home = { kind: 'ollama', context: 100_000, vision: false, tells: false };
      vendor.answer = () => ({ values: { number: '12345 or so' } });
      assert.equal(await eyes()(JOB, never), 'blind');
      vendor.home = { kind: 'llama.cpp', context: 100_000, vision: false, tells: false };
      assert.equal(await eyes()(JOB, never), 'blind');
      assert.equal(vendor.refused.length, 1);
    });

    it('are tried another time when they could not be reached, but not for every page', async () => {
      vendor.home = { kind: 'ollama', context: 100_000, vision: true, tells: false };
      vendor.answer = () => ({ status: 401 });
      const look = eyes();
      assert.equal(await look(JOB, never), 'unknown');
      assert.equal(await look(JOB, never), 'unknown');
      assert.equal(vendor.calls.length, 1);
    });

    it('are not taken for blind by an error that comes with status 200', async () => {
      vendor.home = { kind: 'ollama', context: 100_000, vision: true, tells: false };
      vendor.answer = () => error(200, { message: 'the backend is starting' });
      assert.equal(await eyes()(JOB, never), 'unknown');
    });

    it('are not asked four times for an image that they refuse', async () => {
      vendor.home = { kind: 'llama.cpp', context: 100_000, vision: false, tells: false };
      const outcome = await askModel()(JOB, imagePromptOf(QUESTION), [image], never);
      assert.equal(outcome.kind === 'failed' && outcome.again, 'no');
      assert.equal(vendor.refused.length, 1);
    });
  });

  describe('that tell about their model', () => {
    for (const tells of [true, false])
      for (const kind of ['ollama', 'llama.cpp'] as const)
        it(`are asked: ${kind} that ${tells ? 'tells' : 'does not'}`, async () => {
          vendor.home = { kind, context: 4_096, vision: true, tells };
          const unknown = { contextTokens: null, seesImages: null };
          const known = { contextTokens: 4_096, seesImages: true };
          // Ollama knows the context of a model that is loaded.
          const first = kind === 'ollama' ? { ...known, contextTokens: null } : known;
          assert.deepEqual(await model.facts(never), tells ? first : unknown);
          await ask();
          assert.deepEqual(await model.facts(never), tells ? known : unknown);
          const asked = vendor.requests.length;
          await model.facts(never);
          assert.equal(vendor.requests.length, asked);
        });
  });

  it('are not asked about themselves when they are the vendors own', async () => {
    const real = createModel({
      provider: 'openai',
      model: 'a-model',
      apiKey: 'key',
      baseUrl: 'https://api.openai.com/v1',
    });
    assert.deepEqual(await real.facts(never), { contextTokens: null, seesImages: true });
    await real.close();
  });
});
