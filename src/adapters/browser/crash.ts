/** How the death of one of Chromium's processes shows in what Playwright and the DevTools protocol say. */

/** The page's own process died: out of memory, killed, or a fault of the browser. */
export class PageCrashed extends Error {
  override readonly name = 'PageCrashed';
}

/** Calls that were under way, or came later, when the process of their page had died. */
export function saysCrashed(error: unknown): boolean {
  return /(?:Target|Page) crashed/.test(String(error));
}

/** The same when the browser had. It may be said before the browser is known to be gone. */
export function saysClosed(error: unknown): boolean {
  return /Target page, context or browser has been closed|(?:Target|Session|Connection) closed/.test(
    String(error),
  );
}

/** A request that was held for us cannot be answered: what asked for it, or what fetches it, is not there any more. */
export function saysUnanswerable(error: unknown): boolean {
  return /Protocol error \((?:Fetch|Network)\./.test(String(error));
}
