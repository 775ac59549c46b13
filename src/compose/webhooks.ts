/** Webhooks: what is sent to receivers, and seen and sent again on request. */

import { createDeliveryActivities } from '../../activities/index.js';
import { createWebhookSender } from '../adapters/webhook/sender.js';
import { createDeliverDue } from '../app/deliver-due.js';
import { createDeliveriesApp } from '../app/deliveries.js';
import { createReadResults } from '../app/read-results.js';
import { createRenderEvent } from '../http/dialects/events.js';
import type { Base, WorkBase } from './base.js';

export function composeWebhooksApp({ store, temporal, log, now }: Base) {
  return { deliveries: createDeliveriesApp({ store, runner: temporal.runner, now, log }) };
}

export function composeWebhooks(base: WorkBase) {
  const { config, store, metrics, allowList, gate, own, now, shutdown, atFailpoint } = base;
  const sender = own(createWebhookSender({ gate, allowList, userAgent: config.userAgent }));
  const deliverDue = createDeliverDue({
    store,
    sender: { ...sender, send: atFailpoint({ after: 'in-delivery' }, sender.send) },
    renderEvent: createRenderEvent(createReadResults(store)),
    retryMs: config.webhookRetryMs,
    now,
    onAttempt: metrics.onAttempt,
  });
  return { activities: createDeliveryActivities({ deliverDue, shutdown }) };
}
