/**
 * Every failure that a caller can see, in one table: the code, the HTTP status of a whole-call failure, and whether
 * repeating the same call can work. Adapters map their errors into it; dialects only render it.
 * Page failures travel as values inside a 200 answer, so their status is 200.
 */

interface FailureRule {
  readonly httpStatus: number;
  readonly retryable: boolean;
  /** Whether a page that ends so is charged: it ran, so it is, unless the fault is ours. */
  readonly charged?: boolean;
}

export const FAILURES = {
  // The call as a whole is refused before any work or charge.
  UNAUTHORIZED: { httpStatus: 401, retryable: false },
  INVALID_REQUEST: { httpStatus: 400, retryable: false },
  BODY_TOO_LARGE: { httpStatus: 413, retryable: false },
  NOT_FOUND: { httpStatus: 404, retryable: false },
  METHOD_NOT_ALLOWED: { httpStatus: 405, retryable: false },
  SCHEMA_INVALID: { httpStatus: 400, retryable: false },
  SCHEMA_REQUIRED: { httpStatus: 422, retryable: false },
  SCHEMA_NOT_ALLOWED: { httpStatus: 400, retryable: false },
  IDEMPOTENCY_KEY_REUSED: { httpStatus: 422, retryable: false },
  RATE_LIMITED: { httpStatus: 429, retryable: true },
  QUOTA_EXCEEDED: { httpStatus: 429, retryable: false },
  KEY_LIMIT_REACHED: { httpStatus: 429, retryable: false },
  ACCOUNT_SUSPENDED: { httpStatus: 403, retryable: false },
  CONFLICT: { httpStatus: 409, retryable: false },
  CANCEL_FAILED: { httpStatus: 500, retryable: false },
  JOB_NOT_FOUND: { httpStatus: 404, retryable: false },
  JOB_NOT_CANCELLABLE: { httpStatus: 409, retryable: false },
  JOB_FORBIDDEN: { httpStatus: 403, retryable: false },
  JOB_EXPIRED: { httpStatus: 410, retryable: false },
  SERVICE_UNAVAILABLE: { httpStatus: 503, retryable: true },
  INTERNAL_ERROR: { httpStatus: 500, retryable: false },
  // One page failed; the call itself is 200.
  FETCH_BLOCKED: { httpStatus: 200, retryable: true, charged: true },
  URL_UNREACHABLE: { httpStatus: 200, retryable: true, charged: true },
  TIMEOUT: { httpStatus: 200, retryable: true, charged: true },
  HTTP_ERROR: { httpStatus: 200, retryable: true, charged: true },
  SELECTORS_TOO_COSTLY: { httpStatus: 200, retryable: false, charged: true },
  RENDERING_UNAVAILABLE: { httpStatus: 200, retryable: false },
  TYPE_COERCION_FAILED: { httpStatus: 200, retryable: false, charged: true },
  SPIDER_FAILED: { httpStatus: 200, retryable: false, charged: true },
  // The model, where one is configured.
  LLM_ERROR: { httpStatus: 200, retryable: true, charged: true },
  LLM_UNAVAILABLE: { httpStatus: 200, retryable: true, charged: true },
  LLM_RATE_LIMITED: { httpStatus: 200, retryable: true, charged: true },
  LLM_TIMEOUT: { httpStatus: 200, retryable: true, charged: true },
  LLM_TRUNCATED: { httpStatus: 200, retryable: true, charged: true },
  LLM_BLOCKED: { httpStatus: 200, retryable: false, charged: true },
  LLM_EMPTY: { httpStatus: 200, retryable: true, charged: true },
  LLM_BAD_REQUEST: { httpStatus: 200, retryable: false, charged: true },
  PAGE_CRASHED: { httpStatus: 200, retryable: false },
  JOB_CANCELLED: { httpStatus: 200, retryable: false },
  JOB_FAILED: { httpStatus: 200, retryable: true },
} as const satisfies Record<string, FailureRule>;

export type FailureCode = keyof typeof FAILURES;

/** The rule of a code, with its optional parts. */
export function failureRule(code: FailureCode): FailureRule {
  return FAILURES[code];
}

/** A failure as a value: what happened to a page. `message` is for people and never holds secrets or inner addresses. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  /** What a page's URL leads to instead of a page, where an API tells these apart. */
  readonly reason?: 'unknown_name' | 'certificate' | 'no_text';
}

export function failure(code: FailureCode, message: string, reason?: Failure['reason']): Failure {
  return reason === undefined ? { code, message } : { code, message, reason };
}

/** Thrown by use cases to refuse a whole call; the HTTP layer renders it in the dialect's own envelope. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  readonly code: FailureCode;
  /** Seconds until a repeat can work, sent as `Retry-After`. */
  readonly retryAfterSecs: number | undefined;

  constructor(code: FailureCode, message: string, retryAfterSecs?: number) {
    super(message);
    this.code = code;
    this.retryAfterSecs = retryAfterSecs;
  }
}
