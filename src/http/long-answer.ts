/**
 * An answer whose head goes out now and whose body comes when the work is done, which may be hours later. JSON allows
 * blanks before a value: they keep proxies from closing the line, and the first 4,096 get the head through buffers that
 * wait for a few kilobytes.
 */

import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

const FIRST_BLANKS_AFTER_MS = 1_000;
const FIRST_BLANKS = ' '.repeat(4_096);
const BLANK_EVERY_MS = 15_000;
/** Pieces of the body are gathered up to this length before they are written. */
const WRITE_CHARS = 64 * 1024;

/**
 * Sends status 200 and the headers already set on `res`, waits for `ready`, then writes the pieces of `body`.
 * `signal` of `ready` aborts when the caller goes away. Resolves when the answer is out or the caller is gone; rejects
 * when the work or the body failed, after closing the connection so that the caller does not take half an answer for a
 * whole one.
 */
export async function longAnswer<T>(
  res: ServerResponse,
  ready: (signal: AbortSignal) => Promise<T>,
  body: (value: T) => AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  const gone = new AbortController();
  const onClose = (): void => gone.abort(new Error('the caller went away'));
  res.once('close', onClose);
  // A caller may have left while the job was being accepted; that close is not told again.
  if (res.closed) onClose();
  res.statusCode = 200;
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.flushHeaders();
  const stopBlanks = sendBlanks(res);
  try {
    const value = await ready(gone.signal);
    stopBlanks();
    await writeAll(res, body(value), gone.signal);
    res.end();
  } catch (error) {
    if (gone.signal.aborted) return;
    res.destroy();
    throw error;
  } finally {
    stopBlanks();
    res.off('close', onClose);
  }
}

function sendBlanks(res: ServerResponse): () => void {
  let every: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    res.write(FIRST_BLANKS);
    every = setInterval(() => res.write(' '), BLANK_EVERY_MS);
  }, FIRST_BLANKS_AFTER_MS);
  return () => {
    clearTimeout(first);
    clearInterval(every);
  };
}

async function writeAll(
  res: ServerResponse,
  pieces: AsyncIterable<string> | Iterable<string>,
  signal: AbortSignal,
): Promise<void> {
  let gathered = '';
  const flush = async (): Promise<void> => {
    if (!res.write(gathered)) await once(res, 'drain', { signal });
    gathered = '';
  };
  for await (const piece of pieces) {
    signal.throwIfAborted();
    gathered += piece;
    if (gathered.length >= WRITE_CHARS) await flush();
  }
  if (gathered !== '') await flush();
}
