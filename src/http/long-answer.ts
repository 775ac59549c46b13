/**
 * An answer whose head goes out now and whose body comes when the work is done, which may be hours later. While it
 * waits, a blank goes out every ten seconds: JSON allows blanks before a value, and proxies close a connection on which
 * nothing has moved for a time (nginx and AWS load balancers after 60 s). An answer that is ready before has none.
 */

import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

const BLANK_EVERY_MS = 10_000;
/** Pieces of the body are gathered up to this length before they are written. */
const WRITE_CHARS = 64 * 1024;
/** A caller that takes none of a piece within this is gone for us: its results are kept, and it can ask for them. */
const TAKE_MS = 60_000;

export interface LongAnswerOptions {
  /** Told when a caller was disconnected for that. */
  readonly onSlowReader?: () => void;
  /** Default one minute. */
  readonly takeMs?: number;
}

/** The caller does not take what it asked for. */
class SlowReader extends Error {
  override readonly name = 'SlowReader';
}

/**
 * Sends status 200 and the headers already set on `res`, waits for `ready`, then writes the pieces of `body`.
 * `signal` of `ready` aborts when the caller goes away. Resolves when the answer is out or the caller is gone; rejects
 * when the work or the body failed, after closing the connection so that the caller does not take half an answer for a
 * whole one. A caller that takes too long to take a piece is disconnected too.
 */
export async function longAnswer<T>(
  res: ServerResponse,
  ready: (signal: AbortSignal) => Promise<T>,
  body: (value: T) => AsyncIterable<string> | Iterable<string>,
  { onSlowReader, takeMs = TAKE_MS }: LongAnswerOptions = {},
): Promise<void> {
  const gone = new AbortController();
  const onClose = (): void => gone.abort(new Error('the caller went away'));
  res.once('close', onClose);
  // A caller may have left while the job was being accepted; that close is not told again.
  if (res.closed) onClose();
  res.statusCode = 200;
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  // nginx holds the head back, with all that is shorter than its buffer, unless it is told not to.
  res.setHeader('X-Accel-Buffering', 'no');
  res.flushHeaders();
  const blanks = setInterval(() => res.write(' '), BLANK_EVERY_MS);
  try {
    const value = await ready(gone.signal);
    clearInterval(blanks);
    await writeAll(res, body(value), { signal: gone.signal, takeMs });
    res.end();
    await taken(res, 'finish', { signal: gone.signal, takeMs });
  } catch (error) {
    if (gone.signal.aborted) return;
    res.destroy();
    if (!(error instanceof SlowReader)) throw error;
    onSlowReader?.();
  } finally {
    clearInterval(blanks);
    res.off('close', onClose);
  }
}

interface Patience {
  readonly signal: AbortSignal;
  readonly takeMs: number;
}

async function writeAll(
  res: ServerResponse,
  pieces: AsyncIterable<string> | Iterable<string>,
  patience: Patience,
): Promise<void> {
  let gathered = '';
  const flush = async (): Promise<void> => {
    if (!res.write(gathered)) await taken(res, 'drain', patience);
    gathered = '';
  };
  for await (const piece of pieces) {
    patience.signal.throwIfAborted();
    gathered += piece;
    if (gathered.length >= WRITE_CHARS) await flush();
  }
  if (gathered !== '') await flush();
}

/** Waits until what was written has been taken. Rejects with `SlowReader`, or when the caller is gone. */
async function taken(
  res: ServerResponse,
  event: 'drain' | 'finish',
  { signal, takeMs }: Patience,
): Promise<void> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), takeMs);
  try {
    await once(res, event, { signal: AbortSignal.any([signal, late.signal]) });
  } catch (error) {
    if (late.signal.aborted && !signal.aborted) throw new SlowReader('the caller does not take its answer');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
