import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { longAnswer } from '../../src/http/long-answer.js';

describe('a long answer', function () {
  this.timeout(20_000);
  let server: Server;
  let handle: (response: ServerResponse) => Promise<void>;
  let handled: Promise<void>;

  before(async () => {
    server = createServer((_request, response) => {
      response.setHeader('X-Job-ID', 'job_1');
      handled = handle(response);
      // Asked for by the tests that expect it.
      handled.catch(() => undefined);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  afterEach(() => mock.timers.reset());

  const ask = async (): Promise<IncomingMessage> => {
    const { port } = server.address() as AddressInfo;
    const call = get({ host: '127.0.0.1', port, agent: false });
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    return response.setEncoding('utf8');
  };
  const read = async (response: IncomingMessage): Promise<string> => {
    let text = '';
    for await (const chunk of response) text += chunk as string;
    return text;
  };
  const withResolvers = <T>(): {
    promise: Promise<T>;
    resolve(value: T): void;
    reject(error: Error): void;
  } => {
    let resolve!: (value: T) => void;
    let reject!: (error: Error) => void;
    const promise = new Promise<T>((yes, no) => ([resolve, reject] = [yes, no]));
    return { promise, resolve, reject };
  };

  it('sends its head before the work is done, and the body alone when that is soon', async () => {
    const work = withResolvers<string>();
    handle = (response) =>
      longAnswer(
        response,
        () => work.promise,
        (value) => [`{"a":`, `"${value}"}`],
      );
    const response = await ask();
    assert.equal(response.statusCode, 200);
    assert.equal(response.headers['x-job-id'], 'job_1');
    assert.match(response.headers['content-type'] ?? '', /^application\/json/);
    work.resolve('b');
    assert.equal(await read(response), '{"a":"b"}');
    await handled;
  });

  it('sends nothing for ten seconds, then one blank every ten seconds', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    const work = withResolvers<null>();
    handle = (response) =>
      longAnswer(
        response,
        () => work.promise,
        () => ['[1]'],
      );
    const response = await ask();
    let text = '';
    response.on('data', (chunk: string) => (text += chunk));
    mock.timers.tick(9_999);
    // What had been written by now would have come.
    await setTimeout(50);
    assert.equal(text, '');
    for (const expected of [' ', '  ', '   ']) {
      mock.timers.tick(text === '' ? 1 : 10_000);
      await once(response, 'data');
      assert.equal(text, expected);
    }
    work.resolve(null);
    await once(response, 'end');
    assert.equal(text, '   [1]');
    mock.timers.tick(60_000);
    await handled;
  });

  it('asks nginx not to hold the head back', async () => {
    handle = (response) =>
      longAnswer(
        response,
        () => Promise.resolve(null),
        () => ['[1]'],
      );
    const response = await ask();
    assert.equal(response.headers['x-accel-buffering'], 'no');
    assert.equal(await read(response), '[1]');
  });

  it('writes a body larger than any buffer whole and in order', async () => {
    const pieces = Array.from({ length: 20_000 }, (_, n) => `${n}:${'x'.repeat(500)},`);
    handle = (response) =>
      longAnswer(
        response,
        () => Promise.resolve(null),
        () => pieces,
      );
    const response = await ask();
    assert.equal(await read(response), pieces.join(''));
  });

  it('breaks the connection when the work fails, so that nobody takes half an answer for a whole one', async () => {
    handle = (response) =>
      longAnswer(
        response,
        () => Promise.reject(new Error('no luck')),
        () => [],
      );
    const response = await ask();
    await assert.rejects(read(response), /aborted|ECONNRESET/);
    await assert.rejects(handled, /no luck/);
  });

  it('breaks the connection when the body fails in the middle', async () => {
    handle = (response) =>
      longAnswer(
        response,
        () => Promise.resolve(null),
        function* () {
          yield 'x'.repeat(200_000);
          throw new Error('no page');
        },
      );
    const response = await ask();
    await assert.rejects(read(response), /aborted|ECONNRESET/);
    await assert.rejects(handled, /no page/);
  });

  it('stops waiting without an error when the caller goes away', async () => {
    const told = withResolvers<unknown>();
    handle = (response) =>
      longAnswer(
        response,
        (signal) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              told.resolve(signal.reason);
              reject(signal.reason as Error);
            });
          }),
        () => [],
      );
    const response = await ask();
    response.on('error', () => undefined);
    response.destroy();
    assert.match(String(await told.promise), /went away/);
    await handled;
  });

  it('disconnects a caller that takes nothing, having made little of the body', async () => {
    let [pieces, slow] = [0, 0];
    handle = (response) =>
      longAnswer(
        response,
        () => Promise.resolve(null),
        function* () {
          for (;;) {
            pieces += 1;
            yield 'x'.repeat(100_000);
          }
        },
        { takeMs: 500, onSlowReader: () => void (slow += 1) },
      );
    const response = await ask();
    response.on('error', () => undefined);
    response.pause();
    await handled;
    assert.equal(slow, 1);
    // What the buffers of the system hold, on both sides.
    assert.ok(pieces < 500, `${pieces} pieces of 100 KB were made`);
    await assert.rejects(read(response), /aborted|ECONNRESET/);
  });

  it('does not hang on a caller that goes away in the middle of a large body', async () => {
    handle = (response) =>
      longAnswer(
        response,
        () => Promise.resolve(null),
        function* () {
          for (;;) yield 'x'.repeat(100_000);
        },
      );
    const response = await ask();
    response.on('error', () => undefined);
    await once(response, 'data');
    response.destroy();
    await handled;
  });
});
