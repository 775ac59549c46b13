/** Webhooks: what is sent to receivers, and sent again on request. */

import { createDeliveryActivities } from '../../activities/index.js';
import { createWebhookSender } from '../adapters/webhook/sender.js';
import { createDeliverDue } from '../app/deliver-due.js';
import { createReplay } from '../app/replay.js';
import { createRenderEvent } from '../http/dialects/scrpy/events.js';
import type { Base, WorkBase } from './base.js';

export function composeWebhooksApp({ store, temporal, log, now }: Base) {
  return { replay: createReplay({ store, runner: temporal.runner, now, log }) };
}

export function composeWebhooks({ config, store, metrics, allowList, gate, own, now, shutdown }: WorkBase) {
  const sender = own(createWebhookSender({ gate, allowList, userAgent: config.userAgent }));
  const deliverDue = createDeliverDue({
    store,
    sender,
    renderEvent: createRenderEvent(store),
    retryMs: config.webhookRetryMs,
    now,
    onAttempt: metrics.onAttempt,
  });
  return { activities: createDeliveryActivities({ deliverDue, shutdown }) };
}
