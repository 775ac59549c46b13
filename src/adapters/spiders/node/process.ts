/** One TypeScript or JavaScript spider's process: started, loaded, asked, and ended when it is stuck or not wanted. */

import { fileURLToPath } from 'node:url';
import { SpiderBroken, SpiderCrashed, SpiderNotLoaded } from '../../../core/spider-errors.js';
import { SPIDER_MS } from '../../../core/timings.js';
import type { OnLog, SpiderSession } from '../../../ports/spider-processes.js';
import { startGuarded, type GuardedChild } from '../../guarded-child.js';
import { setAwakeTimeout } from '../awake-timeout.js';
import { createCalls } from '../calls.js';
import { readFrames, writeFrame, type Frame } from '../frames.js';
import { readLines } from '../lines.js';
import {
  toSpiderRequest,
  type Answer,
  type FromSpider,
  type LoadMessage,
  type Question,
} from './messages.js';

const MAIN = fileURLToPath(new URL('./child-main.js', import.meta.url));
const { load: LOAD_MS, answer: ANSWER_MS } = SPIDER_MS;
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
const MAX_LINE_CHARS = 4_000;
const OPEN_FILES = 1_024;

export interface SpiderProcess extends Omit<SpiderSession, 'release'> {
  /** Settles when the process has ended. */
  readonly ended: Promise<void>;
  /** Ends the process and waits for it. */
  end(): Promise<void>;
}

export interface ProcessOptions {
  readonly load: LoadMessage;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly memoryMb: number;
  readonly onLog: OnLog;
}

/** A question with the bytes that go with it. */
interface Sent {
  readonly question: Question;
  readonly bytes?: Uint8Array;
}

/** The process ended, or took too long, before it had loaded the spider. */
interface NotLoaded {
  readonly type: 'not loaded';
  readonly why: string;
}

/**
 * Starts the process and has it load the spider. Rejects with `SpiderBroken` when the spider cannot be loaded, and with
 * `SpiderNotLoaded` when the process ended, or took too long, before it was.
 */
export async function startSpiderProcess(options: ProcessOptions): Promise<SpiderProcess> {
  const child = await startGuarded(process.execPath, [`--max-old-space-size=${options.memoryMb}`, MAIN], {
    output: 'pipe',
    channel: true,
    cwd: options.cwd,
    env: options.env,
    limits: { openFiles: OPEN_FILES },
  });
  const channel = channelOf(child);
  channel.on('error', () => undefined);
  const calls = createCalls<Sent, Answer>({
    send: (id, { question, bytes }) => void writeFrame(channel, { ...question, id }, bytes),
    answerMs: ANSWER_MS,
    onStuck: () => stop(new SpiderCrashed(`the spider gave no answer within ${ANSWER_MS / 1_000} s`)),
  });
  let onLoaded: (message: FromSpider | NotLoaded) => void = () => undefined;
  const loaded = new Promise<FromSpider | NotLoaded>((resolve) => (onLoaded = resolve));
  let alive = true;
  const stop = (error: Error): void => {
    if (alive) child.kill();
    alive = false;
    onLoaded({ type: 'not loaded', why: error.message });
    calls.end(error);
  };
  const ended = attend(child, options.onLog, (how) => stop(new SpiderCrashed(`the spider's process ${how}`)));

  const receive = ({ message }: Frame): void => {
    const said = message as FromSpider;
    if ('id' in said) calls.receive(said.id, said);
    else onLoaded(said);
  };
  readFrames(channel, MAX_MESSAGE_BYTES, receive, () =>
    stop(new SpiderCrashed('the spider gave an answer that is too large, or none')),
  );
  writeFrame(channel, options.load);
  const late = `it did not load within ${LOAD_MS / 1_000} s`;
  const deadline = setAwakeTimeout(() => onLoaded({ type: 'not loaded', why: late }), LOAD_MS);
  const first = await loaded;
  deadline.clear();
  if (first.type !== 'ready') {
    stop(new SpiderBroken('the spider could not be loaded'));
    await ended;
    if (first.type === 'not loaded') throw new SpiderNotLoaded(first.why);
    throw new SpiderBroken(
      `The spider could not be loaded: ${first.type === 'broken' ? first.message : 'it said something else'}`,
    );
  }

  return {
    ended,

    async *start(signal) {
      const isLast = (answer: Answer): boolean => answer.type !== 'requests' || answer.done;
      for await (const answer of calls.stream({ question: { type: 'start' } }, isLast, signal)) {
        if (answer.type === 'failed') throw new SpiderBroken(`start failed: ${answer.message}`);
        if (answer.type === 'requests') yield answer.requests.map(toSpiderRequest);
      }
    },

    parse: async ({ body, ...page }, signal) => {
      const answer = await calls.ask({ question: { type: 'parse', page }, bytes: body }, signal);
      switch (answer.type) {
        case 'parsed':
          return { kind: 'parsed', items: answer.items, requests: answer.requests.map(toSpiderRequest) };
        case 'failed':
          return { kind: 'failed', message: answer.message };
        case 'requests':
          throw new SpiderCrashed('the spider answered something else');
      }
    },

    end: async () => {
      stop(new SpiderCrashed("the spider's process was ended"));
      await ended;
    },
  };
}

/** Hands on what the process prints. Resolves when it has ended and all of that was read; `onExit` is told before. */
async function attend(child: GuardedChild, onLog: OnLog, onExit: (how: string) => void): Promise<void> {
  const log = (stream: GuardedChild['stdout'], level: 'info' | 'error'): Promise<void> =>
    stream === null
      ? Promise.resolve()
      : readLines(stream, MAX_LINE_CHARS, (line) => {
          onLog(level, line);
        });
  const printed = Promise.all([log(child.stdout, 'info'), log(child.stderr, 'error')]);
  onExit((await child.exited).how);
  child.kill();
  await printed;
}

function channelOf(child: GuardedChild): NonNullable<GuardedChild['channel']> {
  if (child.channel === null) throw new Error('the process was started without a channel');
  return child.channel;
}
