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

/**
 * The sites of the world. Each is a host of its own, since delays, walls and places are counted by host: what one does must
 * not slow the others down.
 */
export const SITE_NAMES = ['plain', 'stuck', 'rude', 'polite', 'walled', 'rendered'] as const;
export type SiteName = (typeof SITE_NAMES)[number];

/** A request that a site was sent. Times are of `Date.now()`, in milliseconds. */
export interface SiteRequest {
  readonly site: SiteName;
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  /** Stands in the path of every page that the operation names, so that a request tells what caused it; null in others. */
  readonly operationId: string | null;
  /** When the answer was sent whole, or the connection was closed; null while it is open. */
  readonly endedMs: number | null;
  /** The status that was sent; null when none was, or not yet. */
  readonly status: number | null;
  /** The pause that the answer has asked for, in milliseconds; 0 when it asked for none. */
  readonly retryAfterMs: number;
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
  /** SHA-256 of the body, in hex: the same in each repeat of one event. */
  readonly bodyDigest: string;
}

export interface World {
  readonly siteUrls: Readonly<Record<SiteName, string>>;
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

/**
 * What a call is for: `repeat` is the same call under the same Idempotency-Key, `other` another body under it.
 */
export type Step = 'set up' | 'create' | 'repeat' | 'other' | 'read' | 'list' | 'cancel' | 'end';

/** A call that was made, with what came back. */
export interface Call {
  readonly operationId: string;
  /** The account's name in the workload. */
  readonly account: string;
  /** What the call is for within its operation. */
  readonly step: Step;
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly sentMs: number;
  /** When the answer's head came; null when none did. */
  readonly headMs: number | null;
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

/** An account that the workload has made. */
export interface LoadAccount {
  readonly name: string;
  readonly id: string;
  readonly key: string;
}

/** What the workload has done, with what came back. */
export interface Load {
  readonly calls: readonly Call[];
  readonly accounts: readonly LoadAccount[];
}

export interface History extends Load {
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

/** What the machine has, so that a script only asks for what can be done. */
export interface Abilities {
  readonly scrapy: boolean;
  readonly browser: boolean;
}

/** Chooses the operations of a seed, in the order of their times: the same arguments give the same operations. */
export type PlanOperations = (seed: number, minutes: number, abilities: Abilities) => readonly Operation[];

/**
 * Makes the accounts and spiders, waits for each operation's time, counted from then on, and carries all of them out.
 * `onBegin` is called when the clock of the operations starts. Resolves when the last one has ended, which for a caller
 * that waits for an answer is a minute after its call at the most; when `signal` aborts, with what was done by then.
 */
export type RunOperations = (
  operations: readonly Operation[],
  surroundings: { readonly deployment: Deployment; readonly world: World; readonly onBegin?: () => void },
  signal: AbortSignal,
) => Promise<Load>;

/** A run whose load and faults are over, and whose world is calm. */
export interface FinishedRun {
  readonly operations: readonly Operation[];
  readonly history: History;
  readonly deployment: Deployment;
  readonly world: World;
}

export interface Verdict {
  readonly violations: readonly Violation[];
  /** Jobs that were accepted. */
  readonly jobs: number;
  /** Pages of them that have an outcome. */
  readonly pages: number;
  /** Requests that the sites were sent. */
  readonly requests: number;
}

/**
 * Waits until all jobs have ended, for some minutes at the most, looks at all of it, and says what is wrong. Rejects when the
 * deployment cannot be looked at, and with the signal's reason.
 */
export type CheckInvariants = (run: FinishedRun, signal: AbortSignal) => Promise<Verdict>;
