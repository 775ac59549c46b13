/** Requests to a process, and their answers by id. A request that is not answered for too long is reported as stuck. */

import { setAwakeTimeout } from './awake-timeout.js';

export interface CallsOptions<Request> {
  send(id: number, request: Request): void;
  /** How long a request may be without an answer, in milliseconds that this process runs; each answer of several starts it anew. */
  readonly answerMs: number;
  /** A request had no answer for that long; whoever made the calls ends them all. */
  onStuck(): void;
}

export interface Calls<Request, Answer> {
  /** The one answer to a request. Rejects with the reason of `signal`, or what the calls were ended with. */
  ask(request: Request, signal: AbortSignal): Promise<Answer>;
  /** Answers to a request up to the first for which `isLast`. Throws what `ask` rejects with. */
  stream(request: Request, isLast: (answer: Answer) => boolean, signal: AbortSignal): AsyncGenerator<Answer>;
  /** Hands an answer to its request; false when nobody waits for it any more. */
  receive(id: number, answer: Answer): boolean;
  /** Ends every request under way, and every later one, with this error. The first error stays. */
  end(error: Error): void;
}

interface Waiting<Answer> {
  onAnswer(answer: Answer): void;
  onEnd(error: Error): void;
}

export function createCalls<Request, Answer>(options: CallsOptions<Request>): Calls<Request, Answer> {
  const { send, answerMs, onStuck } = options;
  const waiting = new Map<number, Waiting<Answer>>();
  let ended: Error | undefined;
  let lastId = 0;

  /** Sends a request. `close` forgets it: nothing of it is heard any more. */
  const open = (
    request: Request,
    signal: AbortSignal,
    { onAnswer, onEnd }: Waiting<Answer>,
  ): { close(): void } => {
    const problem = signal.aborted ? (signal.reason as Error) : ended;
    if (problem !== undefined) {
      onEnd(problem);
      return { close: () => undefined };
    }
    const id = (lastId += 1);
    const timer = setAwakeTimeout(onStuck, answerMs);
    const close = (): void => {
      timer.clear();
      waiting.delete(id);
      signal.removeEventListener('abort', onAbort);
    };
    const onAbort = (): void => {
      close();
      onEnd(signal.reason as Error);
    };
    waiting.set(id, {
      onAnswer: (answer) => {
        timer.refresh();
        onAnswer(answer);
      },
      onEnd: (error) => {
        close();
        onEnd(error);
      },
    });
    signal.addEventListener('abort', onAbort, { once: true });
    send(id, request);
    return { close };
  };

  return {
    ask: (request, signal) =>
      new Promise((resolve, reject) => {
        const call = open(request, signal, {
          onAnswer: (answer) => {
            call.close();
            resolve(answer);
          },
          onEnd: reject,
        });
      }),

    stream: (request, isLast, signal) => streamOf((handlers) => open(request, signal, handlers), isLast),

    receive: (id, answer) => {
      const call = waiting.get(id);
      call?.onAnswer(answer);
      return call !== undefined;
    },

    end: (error) => {
      ended ??= error;
      for (const call of [...waiting.values()]) call.onEnd(error);
    },
  };
}

/** The answers to the request that `open` sends, up to the last. */
async function* streamOf<Answer>(
  open: (handlers: Waiting<Answer>) => { close(): void },
  isLast: (answer: Answer) => boolean,
): AsyncGenerator<Answer> {
  const answers: Answer[] = [];
  let problem: Error | undefined;
  let wake: () => void = () => undefined;
  const call = open({
    onAnswer: (answer) => {
      answers.push(answer);
      wake();
    },
    onEnd: (error) => {
      problem = error;
      wake();
    },
  });
  try {
    for (;;) {
      const answer = answers.shift();
      if (answer !== undefined) {
        yield answer;
        if (isLast(answer)) return;
      } else if (problem !== undefined) throw problem;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    call.close();
  }
}
