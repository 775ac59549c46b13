/** Settings from the environment, validated once at start: the one place that reads `process.env`. */

import { availableParallelism, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { isExecutable } from './adapters/tools.js';
import { readDiskMinFree, type DiskMinFree } from './core/disk-min-free.js';
import { DIALECT_NAMES, type DialectName } from './core/dialect.js';
import { parseAllowList, type AllowList } from './core/net/allow-list.js';
import type { Role } from './roles.js';
import { VERSION } from './version.js';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where a worker on its own can be watched; null for nowhere. */
  readonly workerPort: number | null;
  readonly dataDir: string;
  /** What stays free of the data folder's file system; null for the default. */
  readonly diskMinFree: DiskMinFree | null;
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
  /** Jobs that are accepted and have not ended: of the deployment, and of one account. */
  readonly maxOpenJobs: number;
  readonly maxOpenJobsPerAccount: number;
  /** What one gateway takes on at once. */
  readonly gateway: {
    readonly waitingCalls: number;
    readonly waitingCallsPerAccount: number;
    readonly bodyBytes: number;
    readonly connections: number;
  };
  /** Waits before each retry of a webhook delivery. */
  readonly webhookRetryMs: readonly number[];
  /** Hosts, lower-case names or name:port, whose requests speak one API only. */
  /** What addresses in answers begin with, without a slash at the end; null: what the caller has asked. */
  readonly publicUrl: string | null;
  readonly dialectHosts: ReadonlyMap<string, DialectName>;
  readonly userAgent: string;
  readonly retentionMs: number;
  /** Results kept for later jobs; 0 keeps none. */
  readonly resultCacheEntries: number;
  readonly jobDeadlineMs: number;
  /** Null when no model is to be used. */
  readonly llm: LlmConfig | null;
  readonly logLevel: string;
  /** For tests that kill this process at named moments; null everywhere else. See src/compose/failpoints.ts. */
  readonly failpointFile: string | null;
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

/** Settings that cannot be used; the message is for the operator: one sentence a setting, each on a line. */
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
  DISK_MIN_FREE: z.string().superRefine(readableBy(readDiskMinFree)).optional(),
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
  ALLOW_PRIVATE_NETWORKS: z.string().default('').superRefine(readableBy(parseAllowList)),
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
  MAX_OPEN_JOBS: positive.max(10_000_000).default(20_000),
  MAX_OPEN_JOBS_PER_ACCOUNT: positive.max(10_000_000).default(5_000),
  MAX_WAITING_CALLS: positive.max(1_000_000).default(2_000),
  MAX_WAITING_CALLS_PER_ACCOUNT: positive.max(1_000_000).default(1_200),
  MAX_BODY_MEMORY_MB: positive.max(1_000_000).default(128),
  MAX_CONNECTIONS: positive.max(1_000_000).default(4_000),
  WEBHOOK_RETRY_SECONDS: z
    .string()
    .default('60,300,1800,7200,43200')
    .refine(isWaits, 'must be up to 20 numbers of seconds, 1 to 604800, by comma'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  DIALECT_HOSTS: z.string().default('').superRefine(readableBy(readDialectHosts)),
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

/**
 * Reads the settings of a role; an empty one counts as unset. Throws a `BadSetting` that names all that are missing or
 * invalid.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, role: Role = 'all'): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given, { error: sentence });
  const problems = [
    ...missingOfRole(given, role),
    ...(parsed.success ? [] : invalid(parsed.error)),
    ...missingOfModel(given),
    ...missingPrograms(given, role),
  ];
  if (!parsed.success || problems.length > 0) throw new BadSetting(problems.join('\n'));
  const s = parsed.data;
  const contact = s.CONTACT_URL === undefined ? '' : ` (+${s.CONTACT_URL})`;
  return Object.freeze({
    host: s.HOST,
    port: s.PORT,
    workerPort: s.WORKER_PORT ?? null,
    dataDir: resolve(s.DATA_DIR),
    diskMinFree: s.DISK_MIN_FREE === undefined ? null : readDiskMinFree(s.DISK_MIN_FREE),
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
    allowList: parseAllowList(s.ALLOW_PRIVATE_NETWORKS),
    hostConcurrency: s.HOST_CONCURRENCY,
    browserPages: s.BROWSER_PAGES ?? defaultBrowserPages(),
    browserResources: new Set(s.BROWSER_RESOURCES),
    spidersDir: resolve(s.SPIDERS_DIR),
    scrapyCommand: s.SCRAPY_COMMAND.split(/\s+/),
    spiderProcesses: s.SPIDER_PROCESSES ?? Math.max(2, availableParallelism()),
    spiderMemoryMb: s.SPIDER_MEMORY_MB,
    maxBatchUrls: s.MAX_BATCH_URLS,
    maxCrawlPages: s.MAX_CRAWL_PAGES,
    maxOpenJobs: s.MAX_OPEN_JOBS,
    maxOpenJobsPerAccount: s.MAX_OPEN_JOBS_PER_ACCOUNT,
    gateway: {
      waitingCalls: s.MAX_WAITING_CALLS,
      waitingCallsPerAccount: s.MAX_WAITING_CALLS_PER_ACCOUNT,
      bodyBytes: s.MAX_BODY_MEMORY_MB * 1024 * 1024,
      connections: s.MAX_CONNECTIONS,
    },
    webhookRetryMs: s.WEBHOOK_RETRY_SECONDS.split(',').map((secs) => Number(secs) * 1_000),
    publicUrl: s.PUBLIC_URL ?? null,
    dialectHosts: readDialectHosts(s.DIALECT_HOSTS),
    userAgent: s.USER_AGENT ?? `Holdfast/${VERSION}${contact}`,
    retentionMs: s.RESULT_RETENTION_DAYS * DAY_MS,
    resultCacheEntries: s.RESULT_CACHE_ENTRIES,
    jobDeadlineMs: s.JOB_DEADLINE_HOURS * HOUR_MS,
    llm: llmOf(s),
    logLevel: s.LOG_LEVEL,
    failpointFile: given['HOLDFAST_FAILPOINT_FILE'] ?? null,
    environment: given,
  });
}

/** One sentence for each setting with an invalid value. */
function invalid({ issues }: z.ZodError): string[] {
  const messages = new Map<PropertyKey | undefined, string>();
  for (const { path, message } of issues)
    if (!messages.has(path[0])) messages.set(path[0], `${String(path[0])} ${message}.`);
  return [...messages.values()];
}

/** One role of a deployment shares its Temporal server and its database with others. */
function missingOfRole(given: NodeJS.ProcessEnv, role: Role): string[] {
  if (role === 'all') return [];
  const missing = ['TEMPORAL_ADDRESS', 'DATABASE_URL']
    .filter((name) => given[name] === undefined)
    .map((name) => `${name} is not set: "npm run ${role}" runs one role of a deployment and needs it.`);
  if (asksForAdminToken(given, role) && given['ADMIN_TOKEN'] === undefined)
    missing.push(
      'ADMIN_TOKEN is not set: all gateways and workers of a deployment have the same; an earlier version of a gateway made its own in DATA_DIR/admin-token.',
    );
  return missing;
}

/** A token that each machine makes for itself would be another one behind each address of a balancer. */
function asksForAdminToken(given: NodeJS.ProcessEnv, role: Role): boolean {
  if (role === 'gateway') return true;
  return role === 'worker' && given['WORKER_PORT'] !== undefined && !isLoopback(given['HOST'] ?? '127.0.0.1');
}

/** Whether only this machine can reach what listens there. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/** Programs that the operator names and the role runs. */
function missingPrograms(given: NodeJS.ProcessEnv, role: Role): string[] {
  const names = role === 'gateway' ? [] : ['CHROMIUM_PATH'];
  if (role === 'all' && given['TEMPORAL_ADDRESS'] === undefined) names.push('TEMPORAL_CLI_PATH');
  return names
    .filter((name) => given[name] !== undefined && !isExecutable(given[name]))
    .map((name) => `${name} is not an executable file.`);
}

/** What the provider needs and is not set. */
function missingOfModel(given: NodeJS.ProcessEnv): string[] {
  const provider = given['LLM_PROVIDER'];
  if (provider !== 'openai' && provider !== 'anthropic') return [];
  const missing = [];
  if (given['LLM_MODEL'] === undefined)
    missing.push('LLM_MODEL is not set: LLM_PROVIDER needs the name of one of its models.');
  // Servers of one's own often ask for none; the vendors' always do.
  const key = provider === 'openai' ? 'OPENAI_API_KEY' : 'ANTHROPIC_API_KEY';
  const isOwnServer = provider === 'openai' && !isOfOpenAi(given['OPENAI_BASE_URL']);
  if (given[key] === undefined && !isOwnServer) missing.push(`${key} is not set: LLM_PROVIDER needs it.`);
  return missing;
}

function isOfOpenAi(baseUrl: string | undefined): boolean {
  return baseUrl === undefined || URL.parse(baseUrl)?.hostname.endsWith('openai.com') === true;
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
  if (s.LLM_PROVIDER === 'none' || s.LLM_MODEL === undefined) return null;
  const isOpenAi = s.LLM_PROVIDER === 'openai';
  return {
    provider: s.LLM_PROVIDER,
    model: s.LLM_MODEL,
    apiKey: (isOpenAi ? s.OPENAI_API_KEY : s.ANTHROPIC_API_KEY) ?? null,
    baseUrl: isOpenAi ? s.OPENAI_BASE_URL : s.ANTHROPIC_BASE_URL,
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

/** Refuses what `read` throws at, with the error's message. */
function readableBy(read: (text: string) => unknown) {
  return (text: string, ctx: z.RefinementCtx): void => {
    try {
      read(text);
    } catch (error) {
      ctx.addIssue({ code: 'custom', message: (error as Error).message });
    }
  };
}

/** `runo=api.a.test,scrpy=api.b.test:8080`. Throws the end of a sentence that begins with the setting's name. */
function readDialectHosts(text: string): ReadonlyMap<string, DialectName> {
  const hosts = new Map<string, DialectName>();
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [name, host = ''] = entry.split('=').map((part) => part.trim().toLowerCase());
    const dialect = DIALECT_NAMES.find((known) => known === name);
    if (dialect === undefined || !HOST_AND_PORT.test(host)) {
      const expected = `expected ${DIALECT_NAMES.join(' or ')}, then = and a host`;
      throw new Error(`has an entry that is not valid, "${entry}": ${expected}`);
    }
    if (hosts.has(host)) throw new Error(`names ${host} twice`);
    hosts.set(host, dialect);
  }
  return hosts;
}

/** A name or an address as a Host header has it, perhaps with its port. */
const HOST_AND_PORT = /^(\[[0-9a-f:.]+\]|[^\s/:@[\]]+)(:\d{1,5})?$/;
