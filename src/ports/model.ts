/** A language model of some vendor, as the use cases see it. */

import type { Failure } from '../core/failure.js';
import type { ModelAnswer } from '../core/model/ground.js';
import type { Prompt } from '../core/model/prompt.js';

export interface TokenUsage {
  readonly input: number;
  readonly output: number;
}

export interface PromptImage {
  readonly mediaType: string;
  readonly data: Uint8Array;
}

/** Whether asking once more can work: not at all, after a while, with more room for the answer, or with less of the page. */
export type Again = 'no' | 'later' | 'larger' | 'smaller';

/** How far a question was beyond the model's context, in the model's own tokens; null where the server does not say. */
export interface Overflow {
  readonly asked: number | null;
  readonly context: number | null;
}

/** What a server says about its model; null where it does not say. */
export interface ModelFacts {
  /** Tokens of question and answer together. */
  readonly contextTokens: number | null;
  readonly seesImages: boolean | null;
}

export interface ModelFailure {
  readonly kind: 'failed';
  /** One of the `LLM_` codes. */
  readonly failure: Failure;
  readonly again: Again;
  /** How long the vendor asks to wait; null when it does not say. */
  readonly retryAfterMs: number | null;
  /** Null when the vendor did not count. */
  readonly usage: TokenUsage | null;
  /** With `again: 'smaller'` only. */
  readonly overflow?: Overflow;
  /**
   * Set when the server is away: it refuses connections or says that it loads or restarts (`refused`), or it closed the
   * connection during the call (`lost`). Every other call meets the same until the server is back.
   */
  readonly away?: 'refused' | 'lost';
  /** The provider's own words, for the log; never the key or the page's text. */
  readonly said?: ProviderWords;
}

/** What a provider says about a call that failed. */
export interface ProviderWords {
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  readonly type: string | null;
  /** The provider's code, or the network's, e.g. `ECONNREFUSED`. */
  readonly code: string | null;
  /** At most 500 characters; empty when the provider said nothing. */
  readonly message: string;
}

export type ModelOutcome =
  { readonly kind: 'answer'; readonly answer: ModelAnswer; readonly usage: TokenUsage } | ModelFailure;

export interface Model {
  /** Vendor and model: part of what results depend on. */
  readonly name: string;
  /**
   * One call, without retries. Never throws for anything the vendor or the network does. Rejects with the signal's
   * reason when it aborts; `timeoutMs` bounds the call and ends as `LLM_TIMEOUT`.
   */
  ask(request: ModelRequest, signal: AbortSignal): Promise<ModelOutcome>;
  /**
   * Asks the server about its model; answers are kept for ten minutes. Never throws for anything the server or the network
   * does: what cannot be found out is null. Rejects with the signal's reason when it aborts.
   */
  facts(signal: AbortSignal): Promise<ModelFacts>;
  readonly batches: ModelBatches;
  /** Looks whether address, key and name of the model are right. Rejects only with the signal's reason. */
  check(signal: AbortSignal): Promise<ModelCheck>;
  close(): Promise<void>;
}

export interface ModelCheck {
  readonly isGood: boolean;
  /** One sentence for the operator: the fault and the setting to change. */
  readonly message: string;
  /** The provider's own words, where it had any. */
  readonly said: ProviderWords | null;
}

export interface ModelRequest {
  readonly prompt: Prompt;
  readonly images: readonly PromptImage[];
  readonly timeoutMs: number;
}

/** One prompt of a vendor's batch. */
export interface BatchRequest {
  /** The batch's label, a dash, and something of the caller's: letters, digits, dashes and underscores. */
  readonly id: string;
  readonly prompt: Prompt;
}

export interface BatchResult {
  readonly id: string;
  readonly outcome: ModelOutcome;
}

/** A batch that may have been submitted: the process died before the vendor's answer was stored. */
export interface LostBatch {
  readonly label: string;
  /** When submitting it was first tried. */
  readonly triedAt: Date;
  readonly requests: number;
  /** Batches of the vendor that are known to be others. */
  readonly others: ReadonlySet<string>;
}

export interface BatchSearch {
  /** The vendor's id; null when there is no such batch. */
  readonly id: string | null;
  /** False when the server has no batch API at all. */
  readonly hasBatches: boolean;
}

/**
 * Work that a vendor does within a day, at a lower price. Methods reject for whatever the vendor or the network does
 * wrong: the workflow tries them again.
 */
export interface ModelBatches {
  /**
   * Submits a batch; `id` is null when the vendor takes no such batch. Not idempotent: whoever is not sure whether it was
   * done looks with `find` first. `beforeCreate` is awaited right before the one call that makes the batch: as long as it
   * was not called, nothing was submitted. What it rejects with is passed on.
   */
  submit(
    label: string,
    requests: readonly BatchRequest[],
    beforeCreate: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<BatchSearch>;
  /** Looks for a batch that was submitted under this label. */
  find(lost: LostBatch, signal: AbortSignal): Promise<BatchSearch>;
  /** `ended` in whatever way, with results or without; `gone` when the vendor does not know it. */
  state(id: string, signal: AbortSignal): Promise<'running' | 'ended' | 'gone'>;
  /** Results in any order; some may be missing. */
  results(id: string, signal: AbortSignal): AsyncIterable<BatchResult>;
  /** Asks the vendor to stop; no error when it has ended or is unknown. */
  cancel(id: string, signal: AbortSignal): Promise<void>;
  /** Deletes what the vendor keeps of an ended batch. */
  discard(id: string, signal: AbortSignal): Promise<void>;
}
