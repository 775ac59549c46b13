import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCalls, type Calls } from '../../../src/adapters/spiders/calls.js';

interface Made {
  readonly calls: Calls<string, string>;
  readonly sent: (readonly [number, string])[];
  readonly stuck: () => number;
}

describe('calls to a process', () => {
  const never = new AbortController().signal;

  const make = (answerMs = 60_000): Made => {
    const sent: [number, string][] = [];
    let stuck = 0;
    const calls = createCalls<string, string>({
      send: (id, request) => sent.push([id, request]),
      answerMs,
      onStuck: () => {
        stuck += 1;
        calls.end(new Error('stuck'));
      },
    });
    return { calls, sent, stuck: () => stuck };
  };
  const all = async (answers: AsyncIterable<string>): Promise<string[]> => {
    const got: string[] = [];
    for await (const answer of answers) got.push(answer);
    return got;
  };

  it('give each request its own answer, in whatever order they come', async () => {
    const { calls, sent } = make();
    const asked = [calls.ask('a', never), calls.ask('b', never)];
    assert.deepEqual(sent, [
      [1, 'a'],
      [2, 'b'],
    ]);
    assert.equal(calls.receive(2, 'B'), true);
    assert.equal(calls.receive(1, 'A'), true);
    assert.deepEqual(await Promise.all(asked), ['A', 'B']);
    assert.equal(calls.receive(1, 'again'), false, 'nobody waits for a second answer');
    assert.equal(calls.receive(7, 'unasked'), false);
  });

  it('give all answers of a stream up to the last, however slowly they are read', async () => {
    const { calls } = make();
    const stream = calls.stream('s', (answer) => answer === 'end', never);
    const first = stream.next();
    for (const answer of ['1', '2', 'end', 'late']) calls.receive(1, answer);
    assert.deepEqual([(await first).value, ...(await all(stream))], ['1', '2', 'end']);
    assert.equal(calls.receive(1, 'more'), false);
  });

  it('forget a stream that is left early', async () => {
    const { calls } = make();
    const stream = calls.stream('s', () => false, never);
    const first = stream.next();
    calls.receive(1, '1');
    await first;
    await stream.return(undefined);
    assert.equal(calls.receive(1, '2'), false);
  });

  it('reject with the reason of the signal, and are not waited for any more', async () => {
    const { calls, sent } = make();
    const abort = new AbortController();
    const asked = calls.ask('a', abort.signal);
    const stream = calls.stream('s', () => false, abort.signal);
    const next = stream.next();
    abort.abort(new Error('cut off'));
    await assert.rejects(asked, /^Error: cut off$/);
    await assert.rejects(next, /^Error: cut off$/);
    assert.equal(calls.receive(1, 'A'), false);
    await assert.rejects(calls.ask('late', abort.signal), /^Error: cut off$/);
    assert.equal(sent.length, 2, 'what is aborted already is not sent');
  });

  it('end with one error: those under way and all later ones', async () => {
    const { calls, sent } = make();
    const asked = [calls.ask('a', never), calls.ask('b', never)];
    const next = calls.stream('s', () => false, never).next();
    calls.end(new Error('gone'));
    calls.end(new Error('another reason'));
    for (const call of [...asked, next, calls.ask('late', never)])
      await assert.rejects(call, /^Error: gone$/);
    assert.equal(sent.length, 3);
  });

  it('say so when an answer does not come in time', async () => {
    const { calls, stuck } = make(30);
    await assert.rejects(calls.ask('a', never), /^Error: stuck$/);
    assert.equal(stuck(), 1);
  });

  it('count the time of a stream anew with each answer, and none for what is answered', async () => {
    const { calls, stuck } = make(400);
    const answered = calls.ask('a', never);
    calls.receive(1, 'A');
    assert.equal(await answered, 'A');
    const got = all(calls.stream('s', (answer) => answer === 'end', never));
    for (const answer of ['1', '2', '3', 'end']) {
      await sleep(200);
      calls.receive(2, answer);
    }
    assert.deepEqual(await got, ['1', '2', '3', 'end']);
    assert.equal(stuck(), 0);
  });
});
