/** What the parts of the test's model provider tell each other. */

import type { IncomingMessage } from 'node:http';

export interface AskedField {
  readonly key: string;
  readonly field: string;
  readonly type: string;
  readonly hint?: string;
}

export interface Call {
  readonly model: string;
  readonly system: string;
  readonly user: string;
  readonly fields: readonly AskedField[];
  /** What stands between the marks; empty when images are looked at. */
  readonly page: string;
  readonly images: number;
  readonly maxTokens: number;
  /** Of instructions and question, as the server counts. */
  readonly tokens: number;
  /** The request as the server understood it. */
  readonly body: any;
  /** JSON Schema of the answer. */
  readonly schema: any;
}

/** What the model says to a call: values by the names of the fields, or something that goes wrong. */
export type Said =
  /** `tokens`: what the provider counts of the question, where that is not what it comes to. */
  | { readonly values: Readonly<Record<string, unknown>>; readonly tokens?: number }
  | { readonly text: string }
  | { readonly refuses: true }
  | { readonly cut: string }
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };

export interface FakeBatch {
  readonly id: string;
  readonly requests: { id: string; body: any }[];
  readonly createdAt: number;
  readonly metadata: Record<string, string> | null;
  readonly inputFile: string | null;
  state: 'running' | 'ended' | 'expired' | 'cancelled';
}

export interface ListedModel {
  readonly id: string;
  readonly owned_by?: string;
  readonly architecture?: { readonly input_modalities: readonly string[] };
}

export interface Home {
  readonly kind: 'ollama' | 'llama.cpp';
  /** Tokens. */
  readonly context: number;
  readonly vision: boolean;
  /** Whether the server answers what it is asked about its model, as it does unless a proxy stands before it. */
  readonly tells: boolean;
}

export interface Vendor {
  readonly url: string;
  readonly port: number;
  /** Every call to the model, in order, those of batches when they are worked off. */
  readonly calls: Call[];
  /** Bodies of calls that the server refused before its model saw them. */
  readonly refused: any[];
  /** Requests by method and path, in order. */
  readonly requests: string[];
  /** The keys that calls came with. */
  readonly keys: Set<string>;
  readonly batches: FakeBatch[];
  readonly files: Map<string, { readonly name: string; readonly text: string; readonly createdAt: number }>;
  /** What the model answers; nothing for every field unless a test sets it. */
  answer: (call: Call, nth: number) => Said | Promise<Said>;
  /** Whether a batch's request has a line in its results. */
  hasLine: (requestId: string) => boolean;
  /** Awaited when a request was carried out, before it is answered. */
  beforeAnswer: (request: string) => void | Promise<void>;
  /** Works a batch off, or lets it end otherwise. */
  end(batch: FakeBatch, state?: 'ended' | 'expired'): void;
  /** Whether the provider has no batch API. */
  hasNoBatches: boolean;
  /** Answers instead of the provider, by method and path; null for the provider's own answer. */
  instead: (request: string) => Reply | null;
  /** Set, the provider is a server at home, with its limits. */
  home: Home | null;
  /** Batches end as soon as they are looked at. */
  endsAtOnce: boolean;
  /** Calls that the model works on at once; the others wait. One whose connection is closed is dropped. */
  slots: number;
  /** Models that the provider lists. */
  models: readonly ListedModel[];
  /** Closes the port and all connections, as a server that is restarted does. */
  goAway(): Promise<void>;
  /** Opens the same port again. */
  comeBack(): Promise<void>;
  reset(): void;
  close(): Promise<void>;
}

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Null when the path is not of this protocol. */
export type Route = (vendor: Vendor, exchange: Exchange) => Promise<Reply | null>;

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** JSON unless it is text. */
  readonly body: unknown;
}
