/** The measurements of one process, in Prometheus' text format. */

import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { RuleOutcome } from './core/evidence.js';
import type { PageOutcome } from './core/page-outcome.js';
import { createDiskMetrics, type DiskMetrics } from './disk-metrics.js';

export interface Metrics extends DiskMetrics {
  readonly contentType: string;
  text(): Promise<string>;
  onRequest(method: string, route: string, status: number, durationMs: number): void;
  onPage(result: PageOutcome['result'], durationMs: number): void;
  /** How the rules of extraction did for the fields of a page. */
  onRules(outcomes: readonly RuleOutcome[]): void;
  /** A page that had been fetched was rendered as well. */
  onEscalated(reason: string, helped: boolean): void;
  onSettled(state: string, kind: string): void;
  /** An attempt at a webhook delivery ended. */
  onAttempt(outcome: string): void;
  /** One call to the model: `answer` or an error code, and the tokens that the vendor counted. */
  onModelCall(
    outcome: string,
    usage: { readonly input: number; readonly output: number },
    durationMs: number,
  ): void;
  /** A checkpoint, or a statement on one table, of the embedded database's upkeep. */
  onUpkeep(done: { readonly kind: string; readonly durationMs: number }): void;
  /** A call was refused since so many of `what` are all that is taken on at once. */
  onRefused(what: string): void;
  /** `depth` is asked whenever the measurements are read. */
  watchDepth(what: string, depth: () => number): void;
  /** Bytes of the embedded database: of its tables and indexes, and of the WAL since the last checkpoint. */
  onDatabaseSizes(sizes: { readonly database: number; readonly wal: number }): void;
}

export function createMetrics(): Metrics {
  const registers = [new Registry()] as [Registry];
  const [registry] = registers;
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'holdfast_http_request_seconds',
    help: 'Calls to the gateway until their head was sent, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers,
  });
  const pages = new Counter({
    name: 'holdfast_pages_total',
    help: 'Pages that ended, by outcome: a render mode or an error code.',
    labelNames: ['outcome'],
    registers,
  });
  const pageSeconds = new Histogram({
    name: 'holdfast_page_seconds',
    help: "A page's own turn: fetching and extracting, without waiting for its host's slot.",
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers,
  });
  const jobs = new Counter({
    name: 'holdfast_jobs_total',
    help: 'Jobs that were settled, by kind and final state.',
    labelNames: ['kind', 'state'],
    registers,
  });
  const rules = new Counter({
    name: 'holdfast_extraction_rule_total',
    help: 'Fields of pages that were read, by the rule that counts for them and how it did: answered, coercion_failed, left_out (a model said what the page does not), empty (no rule found anything).',
    labelNames: ['rule', 'outcome'],
    registers,
  });
  const escalations = new Counter({
    name: 'holdfast_escalations_total',
    help: 'Pages rendered after a plain fetch, by what asked for it and whether it answered more fields.',
    labelNames: ['reason', 'helped'],
    registers,
  });
  const modelCalls = new Histogram({
    name: 'holdfast_model_call_seconds',
    help: 'Calls to the model, without the wait for their slot, by outcome: an answer or an error code.',
    labelNames: ['outcome'],
    buckets: [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
    registers,
  });
  const modelTokens = new Counter({
    name: 'holdfast_model_tokens_total',
    help: 'Tokens that the model provider counted, by direction.',
    labelNames: ['direction'],
    registers,
  });
  const attempts = new Counter({
    name: 'holdfast_webhook_attempts_total',
    help: 'Attempts at webhook deliveries, by what they led to: delivered, retry, failed, stopped.',
    labelNames: ['outcome'],
    registers,
  });
  const upkeepSeconds = new Histogram({
    name: 'holdfast_upkeep_seconds',
    help: "Statements of the embedded database's upkeep, which hold up all others: checkpoint, vacuum, analyze, rewrite.",
    labelNames: ['kind'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers,
  });
  const upkeepLast = new Gauge({
    name: 'holdfast_upkeep_last_timestamp_seconds',
    help: "When the last statement of the embedded database's upkeep ended, by kind.",
    labelNames: ['kind'],
    registers,
  });
  const databaseBytes = new Gauge({
    name: 'holdfast_database_bytes',
    help: 'The embedded database: its tables and indexes, and the WAL that an opening after a kill would replay.',
    labelNames: ['part'],
    registers,
  });
  const refusals = new Counter({
    name: 'holdfast_overload_refusals_total',
    help: 'Calls that were refused with 429 or 503 since a bound was reached, by bound, and slow readers cut off.',
    labelNames: ['bound'],
    registers,
  });
  const depths = new Map<string, () => number>();
  new Gauge({
    name: 'holdfast_queue_depth',
    help: 'How much of what is bounded there is now: calls that wait for their jobs, bytes of bodies, connections.',
    labelNames: ['bound'],
    registers,
    collect() {
      for (const [bound, depth] of depths) this.set({ bound }, depth());
    },
  });
  return {
    ...createDiskMetrics(registers),
    contentType: registry.contentType,
    text: () => registry.metrics(),
    onRequest: (method, route, status, durationMs) =>
      requests.observe({ method, route, status: String(status) }, durationMs / 1000),
    onPage: (result, durationMs) => {
      pages.inc({ outcome: outcomeOf(result) });
      pageSeconds.observe(durationMs / 1000);
    },
    onRules: (outcomes) => {
      for (const { rule, outcome } of outcomes) rules.inc({ rule, outcome });
    },
    onEscalated: (reason, helped) => escalations.inc({ reason, helped: String(helped) }),
    onModelCall: (outcome, { input, output }, durationMs) => {
      modelCalls.observe({ outcome }, durationMs / 1000);
      modelTokens.inc({ direction: 'input' }, input);
      modelTokens.inc({ direction: 'output' }, output);
    },
    onAttempt: (outcome) => attempts.inc({ outcome }),
    onSettled: (state, kind) => jobs.inc({ kind, state }),
    onRefused: (bound) => refusals.inc({ bound }),
    watchDepth: (bound, depth) => void depths.set(bound, depth),
    onUpkeep: ({ kind, durationMs }) => {
      upkeepSeconds.observe({ kind }, durationMs / 1000);
      upkeepLast.set({ kind }, Date.now() / 1000);
    },
    onDatabaseSizes: ({ database, wal }) => {
      databaseBytes.set({ part: 'tables' }, database);
      databaseBytes.set({ part: 'wal' }, wal);
    },
  };
}

function outcomeOf(result: PageOutcome['result']): string {
  if (result.status === 'skipped' || result.status === 'parked') return result.status;
  return result.status === 'success' ? result.renderMode : result.failure.code;
}
