/** The pages of a job as a table, some at a time, and one of them in a drawer. */

import { useEffect, useState } from 'preact/hooks';
import { api } from './api.ts';
import { cell, duration, isOver } from './format.ts';
import { useLoaded } from './live.ts';
import { PageDrawer } from './page-drawer.tsx';
import { Problem, Table } from './parts.tsx';
import { Choice } from './jobs.tsx';
import type { JobDetail, PageRow } from './types.ts';

const PER_TABLE = 50;
const REFRESH_MS = 3_000;
export const OUTCOME_WORDS = { success: 'Read', error: 'Failed', waiting: 'Not run' } as const;
const FORMATS = ['json', 'ndjson', 'csv'] as const;

export function Pages({ job }: { readonly job: JobDetail }) {
  const [filter, setFilter] = useState({ outcome: '', text: '' });
  /** Where each table that was turned to begins behind. */
  const [places, setPlaces] = useState<readonly number[]>([-1]);
  const [open, setOpen] = useState<number | null>(null);
  const after = places.at(-1) ?? -1;
  const pages = useLoaded(
    () => api.pages(job.id, { ...filter, after, limit: PER_TABLE }),
    [job.id, filter.outcome, filter.text, after, job.state],
  );
  const done = job.succeeded + job.failed;
  useEffect(() => {
    if (isOver(job)) return undefined;
    const timer = setTimeout(pages.again, REFRESH_MS);
    return () => clearTimeout(timer);
  }, [done]);

  const set = (name: keyof typeof filter) => (event: Event) => {
    setFilter({ ...filter, [name]: (event.currentTarget as HTMLInputElement).value });
    setPlaces([-1]);
  };
  const next = pages.value?.next_after ?? null;
  const rows = pages.value?.pages ?? [];
  return (
    <section aria-labelledby="pages">
      <h2 id="pages">Pages</h2>
      <form role="search" class="filters" onSubmit={(event) => event.preventDefault()}>
        <Choice label="Outcome" value={filter.outcome} onChange={set('outcome')} options={OUTCOME_WORDS} />
        <label>
          URL contains
          <input type="search" value={filter.text} onInput={set('text')} />
        </label>
        <label>
          Go to page number
          <input
            type="number"
            min={0}
            inputMode="numeric"
            onChange={(event) => {
              const no = Number(event.currentTarget.value);
              if (Number.isInteger(no) && no >= 0) setPlaces([-1, no - 1]);
            }}
          />
        </label>
        <span class="downloads">
          Download
          {FORMATS.map((format) => (
            <a key={format} href={api.download(job.id, { ...filter, format })} download>
              {format.toUpperCase()}
            </a>
          ))}
        </span>
      </form>
      <Problem text={pages.error} />
      {pages.value !== null && rows.length === 0 && <p>No page fits.</p>}
      {rows.length > 0 && <Rows job={job} rows={rows} onOpen={setOpen} />}
      <div class="row">
        <button type="button" disabled={places.length < 2} onClick={() => setPlaces(places.slice(0, -1))}>
          Previous pages
        </button>
        <button
          type="button"
          disabled={next === null}
          onClick={() => next !== null && setPlaces([...places, next])}
        >
          Next pages
        </button>
      </div>
      {open !== null && <PageDrawer job={job} no={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

interface RowsProps {
  readonly job: JobDetail;
  readonly rows: readonly PageRow[];
  readonly onOpen: (no: number) => void;
}

function Rows({ job, rows, onOpen }: RowsProps) {
  const fields = job.schema.map(({ field }) => field);
  return (
    <Table label="Pages of the job">
      <thead>
        <tr>
          <th scope="col">No</th>
          <th scope="col">URL</th>
          <th scope="col">Outcome</th>
          {fields.map((field) => (
            <th scope="col" key={field}>
              {field}
            </th>
          ))}
          <th scope="col">Took</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((page) => (
          <tr key={page.no}>
            <td class="number">
              <button
                type="button"
                class="link"
                onClick={() => onOpen(page.no)}
                aria-label={`Open page ${page.no}`}
              >
                {page.no}
              </button>
            </td>
            <td class="subject">{page.url}</td>
            <td>
              <span class={`badge ${page.outcome}`}>{OUTCOME_WORDS[page.outcome]}</span>
              {page.error !== null && <div class="quiet">{page.error.code}</div>}
              {page.warnings > 0 && <div class="quiet">{page.warnings} warnings</div>}
            </td>
            {fields.map((field) => (
              <td key={field} class="value">
                {cell(page.cells[field])}
              </td>
            ))}
            <td class="number quiet">{page.duration_ms === null ? '–' : duration(page.duration_ms)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
