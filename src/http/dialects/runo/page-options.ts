/** The options of a call of Runo that say how its pages are asked for and read. */

import { z } from 'zod';
import {
  cookieProblem,
  headerProblem,
  isUserAgent,
  MAX_EXTRA_CHARS,
  MAX_EXTRA_COOKIES,
  MAX_EXTRA_HEADERS,
} from '../../../core/request-extras.js';
import { isSelector, MAX_SELECTOR_LENGTH } from '../../../core/select/selector.js';
import { PAGE_MS } from '../../../core/timings.js';

/** Names and values, each pair of which is asked about. */
function pairs(most: number, problemOf: (name: string, value: string) => string | null) {
  return z.record(z.string(), z.string()).superRefine((given, ctx) => {
    const entries = Object.entries(given);
    const chars = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    if (entries.length > most)
      ctx.addIssue({ code: 'custom', message: `must not have more than ${most} entries` });
    else if (chars > MAX_EXTRA_CHARS)
      ctx.addIssue({
        code: 'custom',
        message: `must not be longer than ${MAX_EXTRA_CHARS} characters together`,
      });
    for (const [name, value] of entries) {
      const problem = problemOf(name, value);
      if (problem !== null) ctx.addIssue({ code: 'custom', message: problem, path: [name] });
    }
  });
}

const headers = pairs(MAX_EXTRA_HEADERS, headerProblem).transform((given, ctx) => {
  const lower = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  if (Object.keys(lower).length !== Object.keys(given).length)
    ctx.addIssue({ code: 'custom', message: 'must not name a header twice' });
  return lower;
});

const SENT_TO =
  "Sent to the origin of each page that is asked for (a crawl's seed), and to no other that it leads to.";

const waitFor = z
  .union([z.string().trim(), z.int().min(0)], 'must be a CSS selector or whole milliseconds')
  .superRefine((given, ctx) => {
    if (typeof given === 'number') return;
    const isTooLong = given.length > MAX_SELECTOR_LENGTH;
    if (isTooLong || given === '' || !isSelector(given))
      ctx.addIssue({
        code: 'custom',
        message: isTooLong
          ? `must not be longer than ${MAX_SELECTOR_LENGTH} characters`
          : 'is not a valid CSS selector',
      });
  });

const pageOptions = {
  render_js: z.enum(['auto', 'always', 'never']).default('auto'),
  locale: z
    .string()
    .max(35, 'must be a BCP-47 language tag')
    .refine(isLanguageTag, 'must be a BCP-47 language tag')
    .optional(),
  timeout_ms: z.int().min(PAGE_MS.leastTimeout).max(PAGE_MS.mostTimeout).default(PAGE_MS.defaultTimeout),
  process_images: z.boolean().default(false),
  no_cache: z
    .boolean()
    .default(false)
    .meta({ description: 'Asks the page even if an earlier result is still fresh.' }),
  headers: headers.optional().meta({
    description: `Ours: headers of the requests for pages. ${SENT_TO} Not those of the connection, Host, Range or If-….`,
  }),
  cookies: pairs(MAX_EXTRA_COOKIES, cookieProblem)
    .optional()
    .meta({
      description: `Ours: cookies by their names. ${SENT_TO}`,
    }),
  user_agent: z
    .string()
    .max(500)
    .refine(isUserAgent, 'must be printable ASCII')
    .optional()
    .meta({ description: "Ours: in place of the service's own. robots.txt is obeyed as before." }),
  session: z.enum(['page', 'job']).default('page').meta({
    description:
      'Ours: how long cookies live that sites set. With `job` a page begins with those that the pages before it have left.',
  }),
  wait_for: waitFor.optional().meta({
    description:
      'Ours: a CSS selector that has to match, or milliseconds that have to pass, before a page is read in the browser. ' +
      'Never longer than timeout_ms: the page is then read as it is, with a warning.',
  }),
  evidence: z
    .boolean()
    .default(false)
    .meta({ description: 'Ours: results say what each value rests on. They have no `evidence` otherwise.' }),
};

/** The options of pages and those of `shape`, with what one option rules out for another. */
export function optionsOf<T extends z.ZodRawShape>(shape: T) {
  return z.object({ ...pageOptions, ...shape }).superRefine((given, ctx) => {
    const { wait_for: wanted, render_js: renderJs, timeout_ms: timeoutMs } = given as PageOptions;
    if (wanted === undefined) return;
    const refuse = (message: string): void => ctx.addIssue({ code: 'custom', message, path: ['wait_for'] });
    if (renderJs === 'never') refuse('needs a browser, and render_js is "never"');
    if (typeof wanted === 'number' && wanted >= timeoutMs) refuse('must be less than timeout_ms');
  });
}

type PageOptions = z.output<z.ZodObject<typeof pageOptions>>;

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
