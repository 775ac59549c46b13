/** The two signatures of a webhook request: as Scrpy documents it, and as Standard Webhooks has it. */

import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/**
 * The headers that a receiver verifies `body` by. `secret` is `whsec_` and base64: Scrpy's key is the whole string, that
 * of Standard Webhooks the decoded part. Scrpy signs the body alone.
 */
export function signatureHeaders(secret: string, id: string, at: Date, body: string): Record<string, string> {
  const seconds = String(Math.floor(at.getTime() / 1000));
  return {
    'X-Scrpy-Signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    'X-Scrpy-Timestamp': seconds,
    'X-Scrpy-Delivery': id,
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}
