/** Every event of a job is delivered at least once, as the same event each time, to the job's own receiver. */

import type { Delivery } from '../../types.js';
import { isJobKind, jobInput } from '../../workload/inputs.js';
import { violation, type DeliveryView, type Evidence, type JobView, type Rule } from '../evidence.js';
import { NOT_RUN } from '../expected.js';

export const events: Rule = (evidence) => [...told(evidence), ...sent(evidence)];

/** Each job's deliveries: all of them, and in a state that fits its receiver. */
function told(evidence: Evidence): ReturnType<Rule> {
  const delivered = new Set(
    evidence.deliveries.filter(({ status }) => status !== null && status < 300).map(({ eventId }) => eventId),
  );
  const listed = evidence.accounts.flatMap(({ name, deliveries }) =>
    deliveries.map((delivery) => ({ ...delivery, account: name })),
  );
  return evidence.jobs
    .filter(({ end }) => end !== 'open')
    .flatMap((job) => {
      const own = listed.filter(({ jobId }) => jobId === job.id);
      const hook = hookOf(job, evidence);
      const foreign = own.find(({ account }) => account !== job.account);
      const sentences = [
        ...(foreign === undefined
          ? []
          : [`the event ${foreign.id} belongs to the account ${foreign.account}`]),
        ...count(job, own, hook),
        ...own.flatMap((each) => state(each, hook, delivered) ?? []),
      ];
      return sentences.map((text) => violation('events', job, text));
    });
}

/** The kind of receiver that the job's webhook is; null for a job without one. */
function hookOf({ operationId, kind }: JobView, { operations }: Evidence): string | null {
  const operation = operations.find(({ id }) => id === operationId);
  if (kind !== 'selectors' || operation === undefined || !isJobKind(operation.kind)) return null;
  const { webhook } = jobInput.parse(operation.input).body;
  return typeof webhook === 'string' ? (webhook.split('/').at(-1) ?? null) : null;
}

function count(job: JobView, own: readonly DeliveryView[], hook: string | null): string[] {
  if (hook === null)
    return own.length === 0 ? [] : [`${own.length} events are told of a job without a webhook`];
  const pages = job.results.filter(({ code }) => !NOT_RUN.has(code ?? '')).length;
  const ofPages = own.filter(({ kind }) => kind === 'page');
  const ofJob = own.length - ofPages.length;
  const ends = job.end === 'cancelled' ? 0 : 1;
  const numbers = new Set(ofPages.map(({ pageNo }) => pageNo));
  // A receiver that wants no more may not be told of what comes after.
  const mayLack = hook === 'gone';
  return [
    ...(numbers.size < ofPages.length ? ['a page has two events'] : []),
    ...(ofPages.length > pages || (ofPages.length < pages && !mayLack)
      ? [`${ofPages.length} events of pages, and ${pages} pages ended`]
      : []),
    ...(ofJob > ends || (ofJob < ends && !mayLack)
      ? [`${ofJob} events of the job's end instead of ${ends}`]
      : []),
  ];
}

function state(delivery: DeliveryView, hook: string | null, delivered: ReadonlySet<string>): string | null {
  const { id } = delivery;
  switch (delivery.state) {
    case 'delivered':
      return delivered.has(id)
        ? null
        : `the event ${id} is said to be delivered, and its receiver did not accept it`;
    case 'failed':
      return hook === 'steady' ? `the event ${id} was given up, and its receiver accepts all` : null;
    case 'stopped':
      return hook === 'gone' ? null : `the event ${id} was stopped, and its receiver did not answer 410`;
    default:
      return `the event ${id} is still ${delivery.state}`;
  }
}

/** Each delivery that came: of an event that is known, and the same as before. */
function sent({ deliveries, accounts, jobs }: Evidence): ReturnType<Rule> {
  const known = new Map(accounts.flatMap((account) => account.deliveries).map((each) => [each.id, each]));
  const jobOf = new Map(jobs.map((job) => [job.id, job]));
  const first = new Map<string, Delivery>();
  return deliveries.flatMap((delivery) => {
    const { eventId, jobId, operationId, bodyDigest } = delivery;
    const before = first.get(eventId) ?? delivery;
    first.set(eventId, before);
    const job = jobOf.get(jobId);
    const sentences = [
      ...(known.get(eventId)?.jobId === jobId ? [] : [`the event ${eventId} was sent, and is not known`]),
      ...(job === undefined || job.operationId === operationId
        ? []
        : [`the event ${eventId} of another job came to the receiver of ${operationId}`]),
      ...(before.bodyDigest === bodyDigest ? [] : [`the event ${eventId} was sent with two bodies`]),
    ];
    return sentences.map((text) => violation('events', { operationId, id: jobId }, text));
  });
}
