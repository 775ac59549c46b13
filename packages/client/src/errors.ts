/** What goes wrong with a call, whichever API it belongs to. */

/** The service has refused the call. `code` is stable and machine readable where the API has codes. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string | null;

  constructor(status: number, code: string | null, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The service could not be reached, or the connection broke. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** `body` as one of the APIs says why: an error with code and message, or a sentence alone. */
export function toApiError(status: number, body: unknown): ApiError {
  const error = isRecord(body) ? body['error'] : undefined;
  if (typeof error === 'string') return new ApiError(status, null, error);
  if (isRecord(error)) {
    const { code, message } = error;
    return new ApiError(
      status,
      typeof code === 'string' ? code : null,
      typeof message === 'string' ? message : `The service answered ${status}.`,
    );
  }
  return new ApiError(status, null, `The service answered ${status}.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
