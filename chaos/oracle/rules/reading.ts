/** Whoever was told of a job finds it; whoever was told that it is cancelled sees it so; a long answer says what is stored. */

import type { Call } from '../../types.js';
import { textAt, valueAt } from '../../workload/words.js';
import { acceptedBy } from '../accepted.js';
import { violation, type Evidence, type JobView, type Rule } from '../evidence.js';

const CANCELLED = new Set(['cancelling', 'cancelled']);

export const reading: Rule = (evidence) => [
  ...missed(evidence),
  ...stale(evidence),
  ...longAnswers(evidence),
];

/** Jobs are read as soon as their acceptance is known. */
function missed({ history }: Evidence): ReturnType<Rule> {
  return reads(history.calls)
    .filter(({ status }) => status === 404 || status === 410)
    .map(({ operationId, url, status }) =>
      violation(
        'reading',
        { operationId, id: lastOf(url) },
        `a job that was accepted is answered with ${status}`,
      ),
    );
}

function stale({ history: { calls } }: Evidence): ReturnType<Rule> {
  const acknowledged = calls.filter(({ step, status }) => step === 'cancel' && status === 200);
  return acknowledged.flatMap((cancel) => {
    const before = reads(calls).find(
      (read) =>
        lastOf(read.url) === lastOf(cancel.url) &&
        read.status === 200 &&
        read.answer !== null &&
        read.sentMs >= (cancel.headMs ?? cancel.endedMs) &&
        !CANCELLED.has(statusOf(read)),
    );
    if (before === undefined) return [];
    const { operationId, url } = cancel;
    return violation(
      'reading',
      { operationId, id: lastOf(url) },
      `a job that was cancelled is shown as ${statusOf(before)}`,
    );
  });
}

/** The entries of an answer that waited for its job, beside those that are stored. */
function longAnswers({ history: { calls }, jobs }: Evidence): ReturnType<Rule> {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  return calls.flatMap((call) => {
    const job = byId.get(acceptedBy(call) ?? '');
    if (job?.api !== 'runo' || job.end === 'open' || call.answer === null) return [];
    const said = entriesOf(call.answer, job);
    const kept = job.results.map(({ url, code }) => `${url} ${code ?? 'read'}`);
    if (said.join('\n') === kept.join('\n')) return [];
    return violation(
      'reading',
      job,
      `an answer had ${said.length} entries that differ from the ${kept.length} that are stored`,
    );
  });
}

function entriesOf(answer: unknown, { kind }: JobView): string[] {
  const results = kind === 'extract' ? [answer] : valueAt(answer, 'results');
  if (!Array.isArray(results)) return [];
  return results.map((entry) => `${textAt(entry, 'url') ?? ''} ${textAt(entry, 'error', 'code') ?? 'read'}`);
}

function reads(calls: readonly Call[]): Call[] {
  return calls.filter(({ step }) => step === 'read');
}

function statusOf({ answer }: Call): string {
  return textAt(answer, 'status') ?? textAt(answer, 'job', 'status') ?? '';
}

function lastOf(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}
