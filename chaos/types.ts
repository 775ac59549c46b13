/**
 * The ports between the parts of a chaos run: what is run (the deployment), what it is run against (the world), what is
 * done with it (the operations), what is done to it (the faults), and what is judged afterwards (the history).
 */

/** What a process of the deployment is for. */
export type PartKind = 'program' | 'gateway' | 'worker' | 'temporal' | 'database' | 'chromium' | 'spider';

/** A process that faults may hit. `pid` is read anew by each look: a part that was started again has another one. */
export interface Part {
  readonly name: string;
  readonly kind: PartKind;
  readonly pid: number;
}

export interface Deployment {
  /** Base URLs of the gateways; each may be away at any moment. */
  readonly gatewayUrls: readonly string[];
  readonly adminToken: string;
  /** `host:port` of Temporal's front end. */
  readonly temporalAddress: string;
  /** Null where the database is embedded, and can be read by nobody else. */
  readonly databaseUrl: string | null;
  /** The processes that live now. */
  parts(): Promise<readonly Part[]>;
  /** Resolves when every role answers that it is ready; rejects with the signal's reason. */
  whenReady(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

/** A request that the site was sent. Times are of `Date.now()`, in milliseconds. */
export interface SiteRequest {
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  /** Stands in the path of every page that the operation names, so that a request tells what caused it; null in others. */
  readonly operationId: string | null;
  /** When the answer was sent whole, or the connection was closed; null while it is open. */
  readonly endedMs: number | null;
}

/** A delivery that the receiver of webhooks was sent. */
export interface Delivery {
  readonly atMs: number;
  readonly operationId: string;
  /** The identifier that stays the same in each repeat of one event. */
  readonly eventId: string;
  readonly event: string;
  readonly jobId: string;
  /** The status that the receiver answered; null when it answered none. */
  readonly status: number | null;
}

export interface World {
  readonly siteUrl: string;
  readonly receiverUrl: string;
  readonly modelUrl: string;
  /** What the deployment's settings must hold so that it may reach the world. */
  readonly settings: Readonly<Record<string, string>>;
  readonly requests: readonly SiteRequest[];
  readonly deliveries: readonly Delivery[];
  /** From now on nothing misbehaves, so that what is left can end. */
  calm(): void;
  stop(): Promise<void>;
}

/** One call or a short series of calls, as plain data: it can be written to a file, repeated, and left out. */
export interface Operation {
  readonly id: string;
  /** Since the beginning of the load. */
  readonly atMs: number;
  readonly kind: string;
  readonly input: unknown;
}

/** A call that was made, with what came back. */
export interface Call {
  readonly operationId: string;
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly sentMs: number;
  readonly endedMs: number;
  /** Null when no answer's head came. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or null when the answer was cut off. */
  readonly answer: unknown;
}

/** Something that was done to the deployment, as plain data. */
export interface Fault {
  readonly atMs: number;
  readonly kind: string;
  readonly input: unknown;
}

/** A fault that was carried out. */
export interface Injection {
  readonly fault: Fault;
  readonly startedMs: number;
  readonly endedMs: number;
  /** What it hit. Empty when there was nothing to hit. */
  readonly parts: readonly Part[];
}

export interface History {
  readonly calls: readonly Call[];
  readonly injections: readonly Injection[];
}

/** A broken promise. */
export interface Violation {
  /** The name of the rule that was broken. */
  readonly rule: string;
  readonly operationId: string | null;
  readonly jobId: string | null;
  /** A sentence that says what is and what should be. */
  readonly text: string;
}

/** What a run of one seed does, from nothing but its seed. */
export interface Script {
  readonly seed: number;
  readonly operations: readonly Operation[];
  readonly faults: readonly Fault[];
}
