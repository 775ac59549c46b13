/** The options of a scrape, which batches have beside their URLs and crawls in `scrapeOptions`. */

import { z } from 'zod';
import { headerProblem, MAX_EXTRA_CHARS, MAX_EXTRA_HEADERS } from '../../../core/request-extras.js';
import { withoutEmptyObject } from './body.js';
import { formats, selectors } from './formats.js';

export const DEFAULT_TIMEOUT_MS = 60_000;
const MAX_TIMEOUT_MS = 300_000;
const MAX_WAIT_MS = 60_000;
const DEFAULT_MAX_AGE_MS = 172_800_000;

const absent = <T extends z.ZodType>(schema: T) => z.preprocess(withoutEmptyObject, schema);

/** Taken, and changes nothing. */
const ignored = z.unknown().optional();

/** An option that is not built: only the value that switches it off is taken. */
function switchedOff(what: string) {
  return z
    .unknown()
    .refine((value) => value == null || value === false, `${what} is not supported here`)
    .optional();
}

const headers = absent(
  z
    .record(z.string(), z.string())
    .superRefine((given, ctx) => {
      const entries = Object.entries(given);
      const chars = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
      if (entries.length > MAX_EXTRA_HEADERS || chars > MAX_EXTRA_CHARS)
        ctx.addIssue({ code: 'custom', message: 'has too many headers, or too long ones' });
      for (const [name, value] of entries) {
        const problem = isOwnOption(name) ? null : headerProblem(name, value);
        if (problem !== null) ctx.addIssue({ code: 'custom', path: [name], message: problem });
      }
    })
    .optional(),
);

/** These two have options of their own in the core, and none here. */
function isOwnOption(name: string): boolean {
  return /^(?:cookie|user-agent)$/i.test(name);
}

const location = absent(
  z
    .strictObject({
      country: z.string().max(20).nullish(),
      languages: z
        .array(z.string().regex(/^[A-Za-z0-9-]{2,35}$/, 'is no language tag'))
        .max(20)
        .nullish(),
      settings: ignored,
    })
    .optional(),
);

const parser = z.union([
  z.literal('pdf'),
  z.looseObject({ type: z.literal('pdf'), mode: z.enum(['fast', 'auto']).optional() }),
]);

/** As in the object of a call, which adds its own keys. */
export const scrapeOptions = {
  formats,
  onlyMainContent: z.boolean().default(true),
  includeTags: selectors,
  excludeTags: selectors,
  timeout: z.int().min(1_000).max(MAX_TIMEOUT_MS).default(DEFAULT_TIMEOUT_MS),
  waitFor: z.int().min(0).max(MAX_WAIT_MS).default(0),
  headers,
  location,
  removeBase64Images: z.boolean().default(true),
  maxAge: z.int().min(0).default(DEFAULT_MAX_AGE_MS),
  storeInCache: z.boolean().default(true),
  parsers: absent(z.array(parser).max(10).optional()),
  skipTlsVerification: z
    .boolean()
    .optional()
    .meta({ description: 'Taken; certificates are always verified.' }),
  blockAds: ignored,
  proxy: ignored,
  fastMode: ignored,
  actions: absent(z.array(z.unknown()).max(0, 'actions are not supported here').optional()),
  mobile: switchedOff('mobile'),
  minAge: switchedOff('minAge'),
  lockdown: switchedOff('lockdown'),
  zeroDataRetention: switchedOff('zeroDataRetention'),
  useMock: switchedOff('useMock'),
  profile: switchedOff('profile'),
  agent: switchedOff('agent'),
  redactPII: switchedOff('redactPII'),
  checkPromptInjection: switchedOff('checkPromptInjection'),
  threatProtection: switchedOff('threatProtection'),
  auditMetadata: switchedOff('auditMetadata'),
  onlyCleanContent: switchedOff('onlyCleanContent'),
  safeMode: switchedOff('safeMode'),
};

/** What the clients send with every call. */
export const clientKeys = { origin: ignored, integration: ignored };

const object = z.strictObject(scrapeOptions);
export type ScrapeOptions = z.infer<typeof object>;

/** Refuses a wait that leaves no time for the page. */
export function checkWait(
  { waitFor, timeout }: Pick<ScrapeOptions, 'waitFor' | 'timeout'>,
  ctx: z.RefinementCtx,
): void {
  if (waitFor > timeout / 2)
    ctx.addIssue({ code: 'custom', path: ['waitFor'], message: 'must not be more than half of timeout' });
}

export const nestedOptions = z.preprocess(
  (given) => withoutEmptyObject(given) ?? {},
  object.superRefine(checkWait),
);
