/**
 * Starting browsers: which failed starts mean that none can be started here, and which the next start may do better than. A
 * browser that is killed while it starts, by the system that lacks memory for example, says nothing about the next one.
 */

import type { Log } from '../../ports/log.js';
import type { RunningBrowser } from './launch.js';

/** No browser can be started here. */
export class BrowserUnavailable extends Error {
  override readonly name = 'BrowserUnavailable';
}

/** A browser did not start. The next one may. */
export class StartFailed extends Error {
  override readonly name = 'StartFailed';
}

/** So many starts in a row that fail by themselves mean that no browser can be started. */
const MAX_FAILED = 3;
/** From then on pages are told so for this long before it is tried again. */
const RETRY_START_MS = 15_000;

/**
 * Starts a browser at each call. Rejects with `BrowserUnavailable` when none can be started, at once while that is known,
 * and with `StartFailed` when it is worth another try.
 */
export function createStarts(launch: () => Promise<RunningBrowser>, log: Log): () => Promise<RunningBrowser> {
  /** Since a browser was last started. */
  let failed = 0;
  let startAgainAt = 0;

  return async () => {
    if (performance.now() < startAgainAt) throw new BrowserUnavailable('no browser could be started');
    try {
      const browser = await launch();
      failed = 0;
      return browser;
    } catch (error) {
      if (!wasKilled(error)) failed = cannotRun(error) ? MAX_FAILED : failed + 1;
      if (failed < MAX_FAILED) {
        log.warn({ err: error }, 'a browser did not start');
        throw new StartFailed('a browser did not start', { cause: error });
      }
      startAgainAt = performance.now() + RETRY_START_MS;
      log.error({ err: error }, 'no browser can be started');
      throw new BrowserUnavailable('no browser could be started', { cause: error });
    }
  };
}

/** There is no program, or the system does not run it: what Playwright says of that before there is a process. */
function cannotRun(error: unknown): boolean {
  return /executable doesn't exist|Failed to launch: Error: spawn/.test(String(error));
}

/**
 * Somebody else ended it. A start that took too long is killed by Playwright, and has failed by itself. Where the program is a
 * shell script that runs the browser, as Debian's is, the script survives it and exits with 128 and the signal's number.
 */
function wasKilled(error: unknown): boolean {
  const exit = /process did exit: exitCode=(?:null, signal=SIGKILL|137, signal=null)/;
  return exit.test(String(error)) && !isTimeout(error);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}
