/** What to do about a page that failed, by its code. */

const ADVICE: Readonly<Record<string, string>> = {
  FETCH_BLOCKED:
    'The site answered with a wall for robots. Ask more slowly, by a proxy (docs/proxies.md), or with render_js "always".',
  URL_UNREACHABLE:
    'Check the address: the host did not answer, or its name is unknown. Run the failed pages again later.',
  TIMEOUT:
    'The page took too long. Raise timeout_ms, or run the failed pages again when the site is less busy.',
  HTTP_ERROR:
    'The site answered with an error status. Open the address in a browser: a page that is gone stays gone.',
  TYPE_COERCION_FAILED:
    'What was found does not fit the type. Try the type string to see it, or an example that looks like the page.',
  SELECTORS_TOO_COSTLY: 'Simplify the selectors: they took too long on this page.',
  RENDERING_UNAVAILABLE: 'This page needs a browser and none is there: see Browsers on the System page.',
  PAGE_CRASHED: 'A worker died on this page several times, so it was given up. Nothing was charged.',
  SPIDER_FAILED: 'The spider threw an error on this page. Its log has the details.',
  JOB_CANCELLED: 'The job was cancelled before this page ran. Run it again to get the rest.',
  JOB_FAILED: 'The job ended before this page ran. Its reason is above.',
  LLM_RATE_LIMITED: 'The model vendor asks to slow down. Run the failed pages again later.',
  LLM_TIMEOUT: 'The model did not answer in time. Run the failed pages again.',
  LLM_BAD_REQUEST: 'The model refused the question. Check LLM_MODEL and what it can take.',
};

export function adviceFor(code: string, retryable: boolean): string {
  return (
    ADVICE[code] ?? (retryable ? 'Run the failed pages again.' : 'Repeating the same call will not help.')
  );
}
