/** Evaluates source text in a page, apart from the page's own scripts. */

import type { CDPSession } from 'playwright';

export interface World {
  /**
   * The value that the expression evaluates to, awaited. Rejects when the page leaves its document meanwhile; the next
   * call works on the new one.
   */
  evaluate<T>(expression: string): Promise<T>;
}

export function createWorld(session: CDPSession, frameId: string): World {
  let contextId: Promise<number> | null = null;

  const open = async (): Promise<number> => {
    const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId });
    return executionContextId;
  };

  return {
    async evaluate<T>(expression: string): Promise<T> {
      const own = (contextId ??= open());
      try {
        const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
          expression,
          contextId: await own,
          awaitPromise: true,
          returnByValue: true,
        });
        if (exceptionDetails !== undefined) throw new Error(`evaluation failed: ${exceptionDetails.text}`);
        return result.value as T;
      } catch (error) {
        // The world goes with its document.
        if (contextId === own) contextId = null;
        throw error;
      }
    },
  };
}
