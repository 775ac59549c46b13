/** One page: its values and what each rests on, or why there are none and what to do. */

import { useEffect, useRef } from 'preact/hooks';
import { adviceFor } from './advice.ts';
import { api } from './api.ts';
import { cell, duration, time } from './format.ts';
import { useLoaded } from './live.ts';
import { OUTCOME_WORDS } from './pages.tsx';
import { Problem, Table } from './parts.tsx';
import type { Evidence, JobDetail, PageDetail, SchemaField } from './types.ts';

interface Props {
  readonly job: JobDetail;
  readonly no: number;
  readonly onClose: () => void;
}

export function PageDrawer({ job, no, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const page = useLoaded(() => api.page(job.id, no), [job.id, no]);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="drawer-title" class="drawer">
      <div class="row between">
        <h2 id="drawer-title">Page {no}</h2>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <Problem text={page.error} />
      {page.value !== null && <Content page={page.value} schema={job.schema} />}
    </dialog>
  );
}

function Content({ page, schema }: { readonly page: PageDetail; readonly schema: readonly SchemaField[] }) {
  return (
    <>
      <p class="subject">
        {/^https?:/.test(page.url) ? (
          <a href={page.url} rel="noreferrer noopener" target="_blank">
            {page.url}
          </a>
        ) : (
          page.url
        )}
      </p>
      {page.error !== null && (
        <div class="problem">
          <p>
            <strong>{page.error.code}</strong>: {page.error.message}
          </p>
          <p>{adviceFor(page.error.code, page.error.retryable)}</p>
        </div>
      )}
      {page.data !== null && <Values data={page.data} evidence={page.evidence} schema={schema} />}
      {page.warnings.length > 0 && (
        <>
          <h3>Warnings</h3>
          <ul>
            {page.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </>
      )}
      <dl>
        <dt>Outcome</dt>
        <dd>{OUTCOME_WORDS[page.outcome]}</dd>
        <dt>Status</dt>
        <dd>{page.http_status ?? '–'}</dd>
        <dt>Read by</dt>
        <dd>{page.render_mode ?? '–'}</dd>
        <dt>Took</dt>
        <dd>{page.duration_ms === null ? '–' : duration(page.duration_ms)}</dd>
        <dt>Ended</dt>
        <dd>{time(page.finished_at)}</dd>
        <dt>Repeated</dt>
        <dd>
          {page.retries} requests, {page.crashes} crashes
        </dd>
      </dl>
    </>
  );
}

interface ValuesProps {
  readonly data: Readonly<Record<string, unknown>>;
  readonly evidence: Readonly<Record<string, Evidence>> | null;
  readonly schema: readonly SchemaField[];
}

export function Values({ data, evidence, schema }: ValuesProps) {
  const typeOf = (field: string): string => schema.find((one) => one.field === field)?.type ?? '';
  return (
    <Table label="Values">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Value</th>
          {evidence !== null && <th scope="col">Rests on</th>}
        </tr>
      </thead>
      <tbody>
        {Object.entries(data).map(([field, value]) => (
          <tr key={field}>
            <th scope="row">
              {field} <span class="quiet">{typeOf(field)}</span>
            </th>
            <td class="value">{cell(value)}</td>
            {evidence !== null && (
              <td>{Object.hasOwn(evidence, field) ? <Rest of={evidence[field] as Evidence} /> : '–'}</td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Rest({ of }: { readonly of: Evidence }) {
  return (
    <>
      <div>
        “{of.raw}” <span class="quiet">confidence {of.confidence}</span>
      </div>
      <div class="quiet">
        {of.rule}, in {of.source} {of.path}
        {of.learned_from !== undefined && `, learned from ${of.learned_from}`}
      </div>
    </>
  );
}
