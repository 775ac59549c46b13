/** The account's jobs, newest first, as they get on. */

import { useEffect, useState } from 'preact/hooks';
import { api } from './api.ts';
import { API_WORDS, STANDING_WORDS, time } from './format.ts';
import { useLiveJobs, useLoaded } from './live.ts';
import { apiOf, Badge, Heading, Problem, Progress, Table } from './parts.tsx';
import { readPlace, setQuery } from './router.ts';
import type { JobView } from './types.ts';

const KINDS = ['extract', 'batch', 'crawl', 'spider', 'scrapy'] as const;
const SINCE_HOURS = { '1': 'the last hour', '24': 'the last day', '168': 'the last week' } as const;
const NO_FILTER = { text: '', standing: '', api: '', kind: '', hours: '' };
type Filter = typeof NO_FILTER;
const TYPING_MS = 250;

function filterOf(query: URLSearchParams): Filter {
  const read = Object.keys(NO_FILTER).map((name) => [name, query.get(name) ?? '']);
  return Object.fromEntries(read) as Filter;
}

export function JobsView() {
  const [filter, setFilter] = useState<Filter>(() => filterOf(readPlace().query));
  const [asked, setAsked] = useState(filter);
  const [more, setMore] = useState<readonly JobView[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const isFiltered = Object.values(asked).some((value) => value !== '');

  useEffect(() => {
    const timer = setTimeout(() => setAsked(filter), TYPING_MS);
    setQuery('jobs', filter);
    return () => clearTimeout(timer);
  }, [filter]);

  const queryOf = ({ hours, ...rest }: Filter, after: string | null = null) => ({
    ...rest,
    since: hours === '' ? null : new Date(Date.now() - Number(hours) * 3_600_000).toISOString(),
    cursor: after,
  });
  const list = useLoaded(async () => {
    const found = await api.jobs(queryOf(asked));
    setMore([]);
    setCursor(found.next_cursor);
    return found.jobs;
  }, [asked]);

  useLiveJobs((changed) => {
    if (list.value === null) return;
    const updated = merged(list.value, changed);
    list.change(updated);
    setMore((before) => merged(before, changed));
    const known = new Set([...list.value, ...more].map(({ id }) => id));
    if (changed.some(({ id }) => !known.has(id))) list.again();
  });

  const loadMore = async (): Promise<void> => {
    const found = await api.jobs(queryOf(asked, cursor));
    setMore((before) => [...before, ...found.jobs]);
    setCursor(found.next_cursor);
  };
  const set = (name: keyof Filter) => (event: Event) =>
    setFilter({ ...filter, [name]: (event.currentTarget as HTMLInputElement).value });
  const jobs = [...(list.value ?? []), ...more];

  return (
    <>
      <Heading>Jobs</Heading>
      <form role="search" class="filters" onSubmit={(event) => event.preventDefault()}>
        <label>
          Search
          <input
            type="search"
            value={filter.text}
            onInput={set('text')}
            placeholder="Id, name or first URL"
          />
        </label>
        <Choice label="State" value={filter.standing} onChange={set('standing')} options={STANDING_WORDS} />
        <Choice label="API" value={filter.api} onChange={set('api')} options={API_WORDS} />
        <Choice
          label="Kind"
          value={filter.kind}
          onChange={set('kind')}
          options={Object.fromEntries(KINDS.map((kind) => [kind, kind]))}
        />
        <Choice label="Made in" value={filter.hours} onChange={set('hours')} options={SINCE_HOURS} />
      </form>
      <Problem text={list.error} />
      {list.value !== null && jobs.length === 0 && <Empty isFiltered={isFiltered} />}
      {jobs.length > 0 && (
        <Table label="Jobs">
          <thead>
            <tr>
              <th scope="col">Job</th>
              <th scope="col">What</th>
              <th scope="col">State</th>
              <th scope="col">Progress</th>
              <th scope="col">Made</th>
            </tr>
          </thead>
          <tbody>
            {jobs.map((job) => (
              <tr key={job.id}>
                <th scope="row">
                  <a href={`#/jobs/${job.id}`}>{job.name ?? job.id}</a>
                  <div class="quiet">{apiOf(job)}</div>
                </th>
                <td class="subject">{job.subject ?? '–'}</td>
                <td>
                  <Badge standing={job.standing} />
                </td>
                <td>
                  <Progress job={job} />
                </td>
                <td class="quiet">{time(job.created_at)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {cursor !== null && (
        <button type="button" onClick={() => void loadMore()}>
          Older jobs
        </button>
      )}
    </>
  );
}

function merged(jobs: readonly JobView[], changed: readonly JobView[]): JobView[] {
  return jobs.map((job) => changed.find(({ id }) => id === job.id) ?? job);
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (event: Event) => void;
  readonly options: Readonly<Record<string, string>>;
}

export function Choice({ label, value, onChange, options }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={onChange}>
        <option value="">any</option>
        {Object.entries(options).map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function Empty({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) return <p>No job fits these filters. Choose others, or take some away.</p>;
  return (
    <p>
      There is no job yet. Try a page in the <a href="#/playground">playground</a>, or send a call of your
      own: see <a href="/docs">the API</a>.
    </p>
  );
}
