/** One job: how it gets on, what was asked, its pages, and what it has cost. */

import { api, startJob } from './api.ts';
import { Asked, leftOutText } from './asked.tsx';
import { count, isOver, time } from './format.ts';
import { useLiveJobs, useLoaded } from './live.ts';
import { Pages } from './pages.tsx';
import { Action, apiOf, Badge, Heading, Problem, Progress, Table } from './parts.tsx';
import { go } from './router.ts';
import type { JobDetail, LedgerEntry } from './types.ts';

export function JobDetailView({ id }: { readonly id: string }) {
  const job = useLoaded(() => api.job(id), [id]);
  const asked = useLoaded(() => api.asked(id), [id]);
  useLiveJobs((changed) => {
    const found = changed.find((one) => one.id === id);
    if (found === undefined || job.value === null) return;
    job.change({ ...job.value, ...found });
    // Its ledger has more lines now.
    if (isOver(found)) job.again();
  });
  const call = asked.value?.call ?? null;
  return (
    <>
      <p>
        <a href="#/jobs">All jobs</a>
      </p>
      <Heading>Job {job.value?.name ?? id}</Heading>
      <Problem text={job.error} />
      {job.value !== null && (
        <>
          <Summary job={job.value} />
          <Buttons job={job.value} hasCall={call !== null} onChange={job.again} />
          {job.value.expired ? (
            <p>The results of this job are not kept any more.</p>
          ) : (
            <Pages job={job.value} />
          )}
          {call !== null && (
            <section aria-labelledby="asked">
              <h2 id="asked">What was asked</h2>
              <Asked call={call} />
            </section>
          )}
          <Ledger entries={job.value.ledger} />
        </>
      )}
    </>
  );
}

function Summary({ job }: { readonly job: JobDetail }) {
  return (
    <section aria-label="Summary">
      <p>
        <Badge standing={job.standing} /> <span class="quiet">{apiOf(job)}</span> {job.subject}
      </p>
      <Progress job={job} />
      {job.reason !== null && <p class="problem">{job.reason}</p>}
      <dl>
        <dt>Id</dt>
        <dd>
          <code>{job.id}</code>
        </dd>
        <dt>Made</dt>
        <dd>{time(job.created_at)}</dd>
        <dt>Ended</dt>
        <dd>{time(job.finished_at)}</dd>
        <dt>Results kept until</dt>
        <dd>{time(job.expires_at)}</dd>
        <dt>Units</dt>
        <dd>
          {count(job.units.charged)} charged of {count(job.units.reserved)} reserved
        </dd>
        {job.workflow_url !== null && (
          <>
            <dt>Workflow</dt>
            <dd>
              <a href={job.workflow_url} rel="noreferrer" target="_blank">
                In Temporal's UI
              </a>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

interface ButtonsProps {
  readonly job: JobDetail;
  readonly hasCall: boolean;
  readonly onChange: () => void;
}

function Buttons({ job, hasCall, onChange }: ButtonsProps) {
  const runAgain = async (only?: 'failed'): Promise<void> => {
    const { call } = await api.asked(job.id, only);
    if (call === null) throw new Error('No call makes this job again.');
    const note = leftOutText(call);
    if (note !== null && !confirm(`${note} Run it so?`)) return;
    go(`jobs/${await startJob(call)}`);
  };
  const cancel = async (): Promise<void> => {
    await api.cancel(job.id);
    onChange();
  };
  const isSpider = job.kind === 'spider' || job.kind === 'scrapy';
  return (
    <div class="row">
      {!isOver(job) && (
        <Action
          label="Cancel"
          kind="danger"
          run={cancel}
          disabled={job.state === 'cancelling'}
          confirm="Stop this job? Pages that have not run are given back."
        />
      )}
      {hasCall && <Action label="Run again" run={() => runAgain()} />}
      {hasCall && !isSpider && job.failed > 0 && (
        <Action label="Run the failed ones again" run={() => runAgain('failed')} />
      )}
    </div>
  );
}

const KINDS = { reserve: 'Reserved', refund: 'Given back', topup: 'Topped up' } as const;
const SOURCES = { month: 'the month', prepaid: 'prepaid units' } as const;

export function Ledger({ entries }: { readonly entries: readonly LedgerEntry[] }) {
  return (
    <section aria-labelledby="ledger">
      <h2 id="ledger">Ledger</h2>
      {entries.length === 0 ? <p class="quiet">Nothing was booked.</p> : <LedgerTable entries={entries} />}
    </section>
  );
}

export function LedgerTable({ entries }: { readonly entries: readonly LedgerEntry[] }) {
  return (
    <Table label="Ledger entries">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">Units</th>
          <th scope="col">From or to</th>
          <th scope="col">Job</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td class="quiet">{time(entry.at)}</td>
            <td>{KINDS[entry.kind]}</td>
            <td class="number">{count(entry.units)}</td>
            <td>{SOURCES[entry.source]}</td>
            <td>{entry.job_id === null ? '–' : <a href={`#/jobs/${entry.job_id}`}>{entry.job_id}</a>}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
