/** Settings from the environment, validated once at start: the one place that reads `process.env`. */

import { availableParallelism, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { DIALECT_NAMES, type DialectName } from './core/dialect.js';
import { parseAllowList, type AllowList } from './core/net/allow-list.js';
import { VERSION } from './version.js';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where a worker on its own can be watched; null for nowhere. */
  readonly workerPort: number | null;
  readonly dataDir: string;
  /** Null means the embedded database under `dataDir`. */
  readonly databaseUrl: string | null;
  readonly temporal: {
    /** Null means an embedded server under `dataDir`. */
    readonly address: string | null;
    readonly port: number | null;
    readonly uiPort: number;
    readonly taskQueue: string;
    /** How long the embedded server keeps the history of an ended workflow. */
    readonly retentionMs: number;
    /** 32 bytes, or null when payloads are not encrypted. */
    readonly payloadKey: Buffer | null;
  };
  readonly adminToken: string | null;
  readonly allowList: AllowList;
  readonly hostConcurrency: number;
  /** Pages rendered at once. */
  readonly browserPages: number;
  /** What rendered pages load beside documents, styles, scripts and data. */
  readonly browserResources: ReadonlySet<BrowserResource>;
  /** Where the files of spiders are. */
  readonly spidersDir: string;
  /** How Scrapy is run: a program and its arguments, parted by blanks. */
  readonly scrapyCommand: readonly string[];
  /** Processes of spiders at once, of each kind. */
  readonly spiderProcesses: number;
  /** What the process of a spider may hold. */
  readonly spiderMemoryMb: number;
  readonly maxBatchUrls: number;
  readonly maxCrawlPages: number;
  /** Waits before each retry of a webhook delivery. */
  readonly webhookRetryMs: readonly number[];
  /** Hosts, lower-case names or name:port, whose requests speak one API only. */
  readonly dialectHosts: ReadonlyMap<string, DialectName>;
  readonly userAgent: string;
  readonly retentionMs: number;
  /** Results kept for later jobs; 0 keeps none. */
  readonly resultCacheEntries: number;
  readonly jobDeadlineMs: number;
  /** Null when no model is to be used. */
  readonly llm: LlmConfig | null;
  readonly logLevel: string;
  /**
   * The environment that the settings were read from, without variables that are empty. It is for what cannot be listed as settings: the search for programs
   * on PATH, the variables that child processes are handed, each through a list of its own, and Temporal's own loader of
   * TLS, namespace and key.
   */
  readonly environment: NodeJS.ProcessEnv;
}

export interface LlmConfig {
  readonly provider: 'openai' | 'anthropic';
  readonly model: string;
  /** Null for a server that asks for none. */
  readonly apiKey: string | null;
  readonly baseUrl: string;
  /** Calls under way at once: of the deployment, and of one account. */
  readonly concurrency: number;
  readonly accountConcurrency: number;
  /** Most tokens of one page's text. */
  readonly pageTokens: number;
  /** Most tokens of one job, in and out. */
  readonly jobTokens: number;
  readonly timeoutMs: number;
  /** Between looks at a vendor's batch. */
  readonly batchPollMs: number;
}

/** A setting that cannot be used; the message is one sentence for the operator. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
}

export const BROWSER_RESOURCES = ['images', 'fonts', 'media', 'trackers'] as const;
export type BrowserResource = (typeof BROWSER_RESOURCES)[number];

const port = z.coerce.number().int().min(0).max(65_535);
const positive = z.coerce.number().int().min(1);
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });

export const settings = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8080),
  WORKER_PORT: port.optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/]+:\d+$/, 'must be host:port')
    .optional(),
  TEMPORAL_PORT: port.optional(),
  TEMPORAL_UI_PORT: port.default(8233),
  TEMPORAL_RETENTION_HOURS: z.coerce.number().min(1).max(8_760).default(1),
  TASK_QUEUE: z
    .string()
    .regex(/^[\w.-]{1,100}$/, 'must be 1 to 100 letters, digits, dots, dashes or underscores')
    .default('holdfast'),
  ADMIN_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  ALLOW_PRIVATE_NETWORKS: z.string().default(''),
  HOST_CONCURRENCY: positive.max(256).default(8),
  BROWSER_PAGES: positive.max(64).optional(),
  BROWSER_RESOURCES: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    )
    .pipe(z.array(z.enum(BROWSER_RESOURCES))),
  SPIDERS_DIR: z.string().default('./spiders'),
  SCRAPY_COMMAND: z.string().trim().min(1).default('scrapy'),
  SPIDER_PROCESSES: positive.max(256).optional(),
  SPIDER_MEMORY_MB: z.coerce.number().int().min(64).max(1_000_000).default(1_024),
  MAX_BATCH_URLS: positive.max(1_000_000).default(1_000),
  MAX_CRAWL_PAGES: positive.max(1_000_000).default(10_000),
  WEBHOOK_RETRY_SECONDS: z
    .string()
    .default('60,300,1800,7200,43200')
    .refine(isWaits, 'must be up to 20 numbers of seconds, 1 to 604800, by comma'),
  DIALECT_HOSTS: z.string().default(''),
  USER_AGENT: z
    .string()
    .regex(/^[\x20-\x7e]+$/, 'must be printable ASCII')
    .optional(),
  CONTACT_URL: z.url('must be a URL').optional(),
  RESULT_RETENTION_DAYS: z.coerce.number().positive().max(3_650).default(30),
  RESULT_CACHE_ENTRIES: z.coerce.number().int().min(0).max(100_000_000).default(100_000),
  JOB_DEADLINE_HOURS: z.coerce.number().positive().max(8_760).default(48),
  PAYLOAD_ENCRYPTION_KEY: z
    .string()
    .regex(/^([0-9a-f]{64}|[A-Za-z0-9+/]{43}=)$/i, 'must be 32 bytes in hex or base64')
    .optional(),
  LLM_PROVIDER: z.enum(['none', 'openai', 'anthropic']).default('none'),
  LLM_MODEL: z.string().max(200).optional(),
  LLM_CONCURRENCY: positive.max(1_000).default(8),
  LLM_ACCOUNT_CONCURRENCY: positive.max(1_000).default(8),
  LLM_PAGE_TOKENS: positive.min(200).max(1_000_000).default(6_000),
  LLM_JOB_TOKENS: positive.max(1_000_000_000_000).default(20_000_000),
  LLM_TIMEOUT_SECONDS: z.coerce.number().min(1).max(110).default(60),
  LLM_BATCH_POLL_SECONDS: z.coerce.number().min(0.1).max(3_600).default(60),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl.default('https://api.openai.com/v1'),
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: httpUrl.default('https://api.anthropic.com'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** A page in the browser takes a few hundred megabytes and much of a processor while its scripts run. */
const BYTES_PER_PAGE = 600 * 1024 * 1024;
const PAGES_PER_PROCESSOR = 3;

/** As many as the memory that this process may use and the processors allow. */
function defaultBrowserPages(): number {
  // 0, or a number beyond all memory, where nothing limits the process.
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  const byMemory = Math.floor(memory / BYTES_PER_PAGE);
  return Math.max(1, Math.min(64, byMemory, PAGES_PER_PROCESSOR * availableParallelism()));
}

/** At least one; none would be no schedule. */
function isWaits(text: string): boolean {
  const waits = text.split(',');
  return (
    waits.length <= 20 &&
    waits.every((secs) => /^ *\d{1,6} *$/.test(secs) && Number(secs) >= 1 && Number(secs) <= 604_800)
  );
}

/** Reads the settings; an empty one counts as unset. Throws `BadSetting` naming the first bad one. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given, { error: sentence });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new BadSetting(`${String(issue?.path[0])} ${issue?.message ?? 'is invalid'}.`);
  }
  const s = parsed.data;
  const contact = s.CONTACT_URL === undefined ? '' : ` (+${s.CONTACT_URL})`;
  return Object.freeze({
    host: s.HOST,
    port: s.PORT,
    workerPort: s.WORKER_PORT ?? null,
    dataDir: resolve(s.DATA_DIR),
    databaseUrl: s.DATABASE_URL ?? null,
    temporal: {
      address: s.TEMPORAL_ADDRESS ?? null,
      port: s.TEMPORAL_PORT ?? null,
      uiPort: s.TEMPORAL_UI_PORT,
      taskQueue: s.TASK_QUEUE,
      retentionMs: s.TEMPORAL_RETENTION_HOURS * HOUR_MS,
      payloadKey: payloadKey(s.PAYLOAD_ENCRYPTION_KEY),
    },
    adminToken: s.ADMIN_TOKEN ?? null,
    allowList: readAllowList(s.ALLOW_PRIVATE_NETWORKS),
    hostConcurrency: s.HOST_CONCURRENCY,
    browserPages: s.BROWSER_PAGES ?? defaultBrowserPages(),
    browserResources: new Set(s.BROWSER_RESOURCES),
    spidersDir: resolve(s.SPIDERS_DIR),
    scrapyCommand: s.SCRAPY_COMMAND.split(/\s+/),
    spiderProcesses: s.SPIDER_PROCESSES ?? Math.max(2, availableParallelism()),
    spiderMemoryMb: s.SPIDER_MEMORY_MB,
    maxBatchUrls: s.MAX_BATCH_URLS,
    maxCrawlPages: s.MAX_CRAWL_PAGES,
    webhookRetryMs: s.WEBHOOK_RETRY_SECONDS.split(',').map((secs) => Number(secs) * 1_000),
    dialectHosts: readDialectHosts(s.DIALECT_HOSTS),
    userAgent: s.USER_AGENT ?? `Holdfast/${VERSION}${contact}`,
    retentionMs: s.RESULT_RETENTION_DAYS * DAY_MS,
    resultCacheEntries: s.RESULT_CACHE_ENTRIES,
    jobDeadlineMs: s.JOB_DEADLINE_HOURS * HOUR_MS,
    llm: llmOf(s),
    logLevel: s.LOG_LEVEL,
    environment: given,
  });
}

/** What zod would say at length, as the end of a sentence behind the setting's name. */
function sentence(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type')
    return `must be ${issue.expected === 'int' ? 'a whole number' : `a ${issue.expected}`}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  return undefined;
}

type Settings = z.infer<typeof settings>;

function llmOf(s: Settings): LlmConfig | null {
  if (s.LLM_PROVIDER === 'none') return null;
  const isOpenAi = s.LLM_PROVIDER === 'openai';
  const apiKey = (isOpenAi ? s.OPENAI_API_KEY : s.ANTHROPIC_API_KEY) ?? null;
  const baseUrl = isOpenAi ? s.OPENAI_BASE_URL : s.ANTHROPIC_BASE_URL;
  if (s.LLM_MODEL === undefined)
    throw new BadSetting('LLM_MODEL is not set: LLM_PROVIDER needs the name of one of its models.');
  // Servers of one's own often ask for none; the vendors' always do.
  if (apiKey === null && (!isOpenAi || new URL(baseUrl).hostname.endsWith('openai.com')))
    throw new BadSetting(`${isOpenAi ? 'OPENAI' : 'ANTHROPIC'}_API_KEY is not set: LLM_PROVIDER needs it.`);
  return {
    provider: s.LLM_PROVIDER,
    model: s.LLM_MODEL,
    apiKey,
    baseUrl,
    concurrency: s.LLM_CONCURRENCY,
    accountConcurrency: s.LLM_ACCOUNT_CONCURRENCY,
    pageTokens: s.LLM_PAGE_TOKENS,
    jobTokens: s.LLM_JOB_TOKENS,
    timeoutMs: s.LLM_TIMEOUT_SECONDS * 1_000,
    batchPollMs: s.LLM_BATCH_POLL_SECONDS * 1_000,
  };
}

function payloadKey(text: string | undefined): Buffer | null {
  if (text === undefined) return null;
  return Buffer.from(text, text.length === 64 ? 'hex' : 'base64');
}

function readAllowList(text: string): AllowList {
  try {
    return parseAllowList(text);
  } catch (error) {
    throw new BadSetting(`ALLOW_PRIVATE_NETWORKS ${(error as Error).message}.`);
  }
}

/** `runo=api.a.test,scrpy=api.b.test:8080`. */
function readDialectHosts(text: string): ReadonlyMap<string, DialectName> {
  const hosts = new Map<string, DialectName>();
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [name, host = ''] = entry.split('=').map((part) => part.trim().toLowerCase());
    const dialect = DIALECT_NAMES.find((known) => known === name);
    if (dialect === undefined || !HOST_AND_PORT.test(host)) {
      throw new BadSetting(
        `DIALECT_HOSTS has an entry that is not valid, "${entry}": expected ${DIALECT_NAMES.join(' or ')}, then = and a host.`,
      );
    }
    if (hosts.has(host)) throw new BadSetting(`DIALECT_HOSTS names ${host} twice.`);
    hosts.set(host, dialect);
  }
  return hosts;
}

/** A name or an address as a Host header has it, perhaps with its port. */
const HOST_AND_PORT = /^(\[[0-9a-f:.]+\]|[^\s/:@[\]]+)(:\d{1,5})?$/;
