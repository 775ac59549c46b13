/** Sending one signed request to a webhook. The only implementation dials through the egress gate. */

export interface WebhookRequest {
  readonly url: string;
  /** The event's id. */
  readonly id: string;
  readonly body: string;
  /** `whsec_` and base64. */
  readonly secret: string;
}

/** `status` is null when no answer came within the time; `error` then says why, without inner addresses. */
export interface WebhookAnswer {
  readonly status: number | null;
  readonly error: string | null;
  readonly durationMs: number;
}

export interface WebhookSender {
  /** Never throws for anything the receiver does. Rejects with the signal's reason when `signal` aborts. */
  send(request: WebhookRequest, signal: AbortSignal): Promise<WebhookAnswer>;
  close(): Promise<void>;
}
