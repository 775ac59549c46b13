/**
 * How many calls a model server is given at once by this process, how long a call may take, and whether the server is away.
 * All of it is learned from the calls themselves.
 *
 * Number: as in TCP's congestion control (RFC 5681) it is doubled at first, later raised by one, after each round of answers
 * for which others had to wait; it is halved when the server
 * limits the rate, does not answer in time, or does not take the call. When twice the
 * number answers hardly more per second, because each call takes twice as long, the server works on fewer calls at once
 * than it was given, and the number goes back. Several workers find their shares of one server in this way by themselves;
 * the deployment's own limit is counted in the database (see model-slots.ts).
 *
 * Away: after two calls in a row that the server did not take, all calls wait, and one at a time looks whether it is back.
 */

/** The first number: enough to see whether two calls at once are better than one. */
const FIRST_LIMIT = 2;
/** Answers of a round at the least, so that a single quick one decides nothing. */
const ROUND = 4;
/** Twice the calls must give so many times the answers per second. */
const LEAST_GAIN = 1.25;
/** Rounds until more calls are tried again after they were of no use. */
const HOLD_ROUNDS = 8;
/** Calls in a row that the server did not take until it counts as away. */
const STRIKES = 2;
const FIRST_LOOK_MS = 500;
const MAX_LOOK_MS = 5_000;

/**
 * How a call ended: with an answer of the model; limited by the server's rate; not in time; not taken because the server is
 * away; with another answer of the server; or cut off by us, which says nothing about the server.
 */
export type CallEnd = 'answered' | 'limited' | 'late' | 'away' | 'other' | 'cut off';

export interface PacedCall {
  /** Bound of this call. */
  readonly timeoutMs: number;
  /**
   * `durationMs`: of the call alone. `othersWait`: calls were waiting for their turn when this one ended. Ending twice
   * counts once.
   */
  end(how: CallEnd, durationMs: number, othersWait: boolean): void;
}

export interface ModelPace {
  /** Whether one more call may start while so many are under way. */
  mayStart(underWay: number): boolean;
  /** Whoever begins a call ends it. */
  begin(): PacedCall;
  /** Calls that may be under way now; 0 while the server is away. */
  limit(): number;
  /** How long the server has been away so far, all times together. */
  awayMs(): number;
  isAway(): boolean;
  /** Called whenever `mayStart` may have become true, or the server went away. */
  onChange(listener: () => void): void;
}

export interface PaceOptions {
  /** Most calls at once. */
  readonly most: number;
  /** Bound of a call, and the longest that it may become for a slow server. */
  readonly timeoutMs: number;
  readonly maxTimeoutMs: number;
}

export function createModelPace({ most, timeoutMs: least, maxTimeoutMs }: PaceOptions): ModelPace {
  const longest = Math.max(least, maxTimeoutMs);
  let limit = Math.min(most, FIRST_LIMIT);
  let timeoutMs = least;
  let doubles = true;
  let holds = 0;
  /** Raised with every change of the limit: a call counts for the round that it began in. */
  let round = 0;
  /** The round of the last cut. Calls that began before it have had their effect. */
  let lastCut = 0;
  let answers = 0;
  let spentMs = 0;
  /** Answers that a round leaves out: the first of a process pay for its start, the first of a larger round waited for fewer. */
  let skips = limit;
  /** A number of calls and how long each took then. */
  let anchor: { readonly limit: number; readonly meanMs: number } | null = null;

  let strikes = 0;
  let awaySince: number | null = null;
  let awayBeforeMs = 0;
  let looks = 0;
  let lookIsDue = false;
  let isLooking = false;

  const listeners: (() => void)[] = [];
  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  const turnTo = (next: number): void => {
    limit = next;
    round += 1;
    answers = spentMs = 0;
    skips = Math.floor(limit / 2);
  };

  const cut = (began: number): void => {
    if (began < lastCut) return;
    doubles = false;
    turnTo(Math.max(1, Math.floor(limit / 2)));
    lastCut = round;
    if (anchor !== null && anchor.limit > limit) anchor = null;
  };

  /** The end of a round: more calls, as many, or as few as before. */
  const conclude = (meanMs: number): void => {
    const isTwice = anchor !== null && limit >= 2 * anchor.limit;
    if (anchor !== null && isTwice && limit / meanMs < (LEAST_GAIN * anchor.limit) / anchor.meanMs) {
      doubles = false;
      holds = HOLD_ROUNDS;
      return turnTo(anchor.limit);
    }
    if (anchor === null || isTwice || anchor.limit === limit) anchor = { limit, meanMs };
    if (holds > 0) holds -= 1;
    else if (limit < most) turnTo(Math.min(most, doubles ? 2 * limit : limit + 1));
  };

  const onAnswer = (began: number, durationMs: number, othersWait: boolean): void => {
    timeoutMs = Math.min(longest, Math.max(least, 2 * durationMs, 0.9 * timeoutMs));
    // With fewer calls than allowed, their time says nothing about the limit.
    if (began !== round || !othersWait) return;
    if (skips > 0) {
      skips -= 1;
      return;
    }
    answers += 1;
    spentMs += durationMs;
    if (answers < Math.max(ROUND, limit)) return;
    const meanMs = spentMs / answers;
    answers = spentMs = 0;
    conclude(meanMs);
  };

  const lookLater = (): void => {
    const waitMs = Math.min(MAX_LOOK_MS, FIRST_LOOK_MS * 2 ** looks) * (1 + Math.random() / 2);
    looks += 1;
    setTimeout(() => {
      lookIsDue = true;
      tell();
    }, waitMs).unref();
  };

  const onNotTaken = (wasLook: boolean): void => {
    strikes += 1;
    if (awaySince !== null) {
      if (wasLook) lookLater();
    } else if (strikes >= STRIKES) {
      awaySince = performance.now();
      looks = 0;
      lookIsDue = false;
      lookLater();
    }
  };

  const onTaken = (): void => {
    strikes = 0;
    if (awaySince === null) return;
    awayBeforeMs += performance.now() - awaySince;
    awaySince = null;
    anchor = null;
    doubles = true;
    turnTo(limit);
    lastCut = round;
  };

  return {
    mayStart: (underWay) => (awaySince === null ? underWay < limit : lookIsDue && !isLooking),

    begin: () => {
      const began = round;
      const given = timeoutMs;
      const isLook = awaySince !== null;
      if (isLook) {
        isLooking = true;
        lookIsDue = false;
      }
      let isOver = false;
      return {
        timeoutMs: given,
        end: (how, durationMs, othersWait) => {
          if (isOver) return;
          isOver = true;
          if (isLook) isLooking = false;
          if (how === 'away') onNotTaken(isLook);
          else if (how === 'cut off') lookIsDue ||= isLook;
          // A call that was sent before the server went away may end late.
          else if (isLook || awaySince === null) onTaken();
          if (how === 'answered') onAnswer(began, durationMs, othersWait);
          if (how === 'limited' || how === 'late' || how === 'away') cut(began);
          if (how === 'late' && given >= timeoutMs) timeoutMs = Math.min(longest, 2 * timeoutMs);
          tell();
        },
      };
    },

    limit: () => (awaySince === null ? limit : 0),
    awayMs: () => awayBeforeMs + (awaySince === null ? 0 : performance.now() - awaySince),
    isAway: () => awaySince !== null,
    onChange: (listener) => void listeners.push(listener),
  };
}
