/** One spider's process and the calls under way in it. */

import { fileURLToPath } from 'node:url';
import { SpiderBroken, SpiderCrashed } from '../../core/spider-errors.js';
import { SPIDER_MS } from '../../core/timings.js';
import type { OnLog, Parsed, ParseRequest, SpiderRequest } from '../../ports/spider-host.js';
import { startGuarded, type GuardedChild } from '../guarded-child.js';
import type { FromSpider, LoadMessage, ToSpider } from './host-messages.js';
import { readLines } from './lines.js';

const MAIN = fileURLToPath(new URL('./host-main.js', import.meta.url));
const { load: LOAD_MS, answer: ANSWER_MS } = SPIDER_MS;
const MAX_MESSAGE_CHARS = 64 * 1024 * 1024;
const MAX_LINE_CHARS = 4_000;
const OPEN_FILES = 1_024;

type Answer = Extract<FromSpider, { readonly id: number }>;

interface Call {
  onAnswer(answer: Answer): void;
  onEnd(error: Error): void;
}

export interface SpiderProcess {
  /** Settles when the process has ended. */
  readonly ended: Promise<void>;
  isAlive(): boolean;
  start(signal: AbortSignal): AsyncGenerator<readonly SpiderRequest[]>;
  parse(page: ParseRequest, signal: AbortSignal): Promise<Parsed>;
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

/** Starts the process and has it load the spider. Rejects with `SpiderBroken` when that cannot be done. */
export async function startSpiderProcess(options: ProcessOptions): Promise<SpiderProcess> {
  const { onLog } = options;
  const flags = ['--enable-source-maps', `--max-old-space-size=${options.memoryMb}`];
  const child = await startGuarded(process.execPath, [...flags, MAIN], {
    output: 'pipe',
    channel: true,
    cwd: options.cwd,
    env: options.env,
    limits: { openFiles: OPEN_FILES },
  });
  const calls = new Map<number, Call>();
  let alive = true;
  let lastId = 0;
  let onLoaded: (message: FromSpider | null) => void = () => undefined;
  const loaded = new Promise<FromSpider | null>((resolve) => (onLoaded = resolve));

  const stop = (error: Error): void => {
    if (alive) child.kill();
    alive = false;
    onLoaded(null);
    for (const call of calls.values()) call.onEnd(error);
    calls.clear();
  };
  const outputEnded = Promise.all([
    log(child.stdout, (line) => onLog('info', line)),
    log(child.stderr, (line) => onLog('error', line)),
  ]);
  const ended = child.exited.then(async ({ how }) => {
    stop(new SpiderCrashed(`the spider's process ${how}`));
    child.kill();
    await outputEnded;
  });

  const receive = (line: string, cut: boolean): void => {
    const message = cut ? null : parseMessage(line);
    if (message === null)
      return stop(new SpiderCrashed('the spider gave an answer that is too large, or none'));
    if (!('id' in message)) return onLoaded(message);
    calls.get(message.id)?.onAnswer(message);
  };
  const channel = channelOf(child);
  void readLines(channel, MAX_MESSAGE_CHARS, receive);
  channel.on('error', () => undefined);
  const send = (message: LoadMessage | ToSpider): void => void channel.write(`${JSON.stringify(message)}\n`);

  const deadline = setTimeout(() => stop(new SpiderBroken('')), LOAD_MS);
  send(options.load);
  const first = await loaded;
  clearTimeout(deadline);
  if (first?.type !== 'ready') {
    stop(new SpiderBroken('the spider could not be loaded'));
    await ended;
    const why = first?.type === 'broken' ? first.message : `it did not load within ${LOAD_MS / 1_000} s`;
    throw new SpiderBroken(`The spider could not be loaded: ${why}`);
  }

  /** Sends a message and hands on its answers; `stuck` ends the process when none comes in time. */
  const call = (
    message: { type: 'start' } | { type: 'parse'; page: ParseRequest },
    signal: AbortSignal,
    handlers: Call,
  ): (() => void) => {
    const id = (lastId += 1);
    let timer: NodeJS.Timeout | undefined;
    const stuck = (): void =>
      stop(new SpiderCrashed(`the spider gave no answer within ${ANSWER_MS / 1_000} s`));
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(stuck, ANSWER_MS);
    };
    const done = (): void => {
      clearTimeout(timer);
      calls.delete(id);
      signal.removeEventListener('abort', onAbort);
    };
    const onAbort = (): void => {
      done();
      handlers.onEnd(signal.reason as Error);
    };
    if (signal.aborted || !alive) {
      handlers.onEnd(
        signal.aborted ? (signal.reason as Error) : new SpiderCrashed("the spider's process has ended"),
      );
      return done;
    }
    calls.set(id, {
      onAnswer: (answer) => {
        watch();
        handlers.onAnswer(answer);
      },
      onEnd: (error) => {
        done();
        handlers.onEnd(error);
      },
    });
    signal.addEventListener('abort', onAbort, { once: true });
    watch();
    send({ id, ...message });
    return done;
  };

  return {
    ended,
    isAlive: () => alive,

    async *start(signal) {
      const groups: (readonly SpiderRequest[])[] = [];
      let over = false;
      let problem: Error | undefined;
      let wake: () => void = () => undefined;
      const done = call({ type: 'start' }, signal, {
        onAnswer: (answer) => {
          if (answer.type === 'requests') groups.push(answer.requests);
          if (answer.type === 'failed') problem = new SpiderBroken(`start failed: ${answer.message}`);
          over = answer.type !== 'requests' || answer.done;
          wake();
        },
        onEnd: (error) => {
          problem = error;
          wake();
        },
      });
      try {
        for (;;) {
          const group = groups.shift();
          if (group !== undefined) yield group;
          else if (problem !== undefined) throw problem;
          else if (over) return;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        done();
      }
    },

    parse: (page, signal) =>
      new Promise((resolve, reject) => {
        const done = call({ type: 'parse', page }, signal, {
          onAnswer: (answer) => {
            done();
            if (answer.type === 'parsed')
              resolve({ kind: 'parsed', items: answer.items, requests: answer.requests });
            else if (answer.type === 'failed') resolve({ kind: 'failed', message: answer.message });
            else reject(new SpiderCrashed('the spider answered something else'));
          },
          onEnd: reject,
        });
      }),

    end: async () => {
      stop(new SpiderCrashed("the spider's process was ended"));
      await ended;
    },
  };
}

function log(stream: GuardedChild['stdout'], onLine: (line: string) => void): Promise<void> {
  return stream === null ? Promise.resolve() : readLines(stream, MAX_LINE_CHARS, onLine);
}

function channelOf(child: GuardedChild): NonNullable<GuardedChild['channel']> {
  if (child.channel === null) throw new Error('the process was started without a channel');
  return child.channel;
}

function parseMessage(line: string): FromSpider | null {
  try {
    return JSON.parse(line) as FromSpider;
  } catch {
    return null;
  }
}
