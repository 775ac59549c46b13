/** Spiders of the account and when they run. */

import { api } from './api.ts';
import { time } from './format.ts';
import { useLoaded } from './live.ts';
import { Action, Heading, Problem, Table } from './parts.tsx';
import { go } from './router.ts';
import type { Schedule, Spider } from './types.ts';

export function SpidersView() {
  const spiders = useLoaded(() => api.spiders(), []);
  const schedules = useLoaded(() => api.schedules(), []);
  const nameOf = (id: string): string => spiders.value?.find((spider) => spider.id === id)?.name ?? id;
  return (
    <>
      <Heading>Spiders</Heading>
      <Problem text={spiders.error ?? schedules.error} />
      {spiders.value !== null &&
        (spiders.value.length === 0 ? (
          <p>
            There is no spider yet: register one with <code>POST /api/v1/spiders</code> (see{' '}
            <a href="/docs">the API</a>).
          </p>
        ) : (
          <SpiderTable spiders={spiders.value} />
        ))}
      <h2>Schedules</h2>
      {schedules.value !== null &&
        (schedules.value.length === 0 ? (
          <p>
            Nothing is scheduled: <code>POST /api/v1/schedules</code> starts a spider by cron.
          </p>
        ) : (
          <ScheduleTable schedules={schedules.value} nameOf={nameOf} onChange={schedules.again} />
        ))}
    </>
  );
}

function SpiderTable({ spiders }: { readonly spiders: readonly Spider[] }) {
  const run = async (id: string): Promise<void> => go(`jobs/${(await api.runSpider(id, {})).jobId}`);
  return (
    <Table label="Spiders">
      <thead>
        <tr>
          <th scope="col">Spider</th>
          <th scope="col">File</th>
          <th scope="col">Run</th>
        </tr>
      </thead>
      <tbody>
        {spiders.map((spider) => (
          <tr key={spider.id}>
            <th scope="row">
              {spider.name}
              <div class="quiet">{spider.description}</div>
            </th>
            <td>
              <code>{spider.repo_path}</code>
            </td>
            <td>
              <Action label={`Run ${spider.name}`} run={() => run(spider.id)} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

interface ScheduleProps {
  readonly schedules: readonly Schedule[];
  readonly nameOf: (spiderId: string) => string;
  readonly onChange: () => void;
}

function ScheduleTable({ schedules, nameOf, onChange }: ScheduleProps) {
  const toggle = async ({ id, enabled }: Schedule): Promise<void> => {
    await api.changeSchedule(id, { enabled: !enabled });
    onChange();
  };
  return (
    <Table label="Schedules">
      <thead>
        <tr>
          <th scope="col">Spider</th>
          <th scope="col">When</th>
          <th scope="col">Next times</th>
          <th scope="col">Pause</th>
        </tr>
      </thead>
      <tbody>
        {schedules.map((schedule) => (
          <tr key={schedule.id}>
            <th scope="row">{nameOf(schedule.spider_id)}</th>
            <td>
              <code>{schedule.cron_expression}</code> <span class="quiet">{schedule.timezone}</span>
            </td>
            <td>
              {schedule.enabled ? (
                <ul>
                  {(schedule.next_runs ?? []).map((at) => (
                    <li key={at}>{inZone(at, schedule.timezone)}</li>
                  ))}
                </ul>
              ) : (
                'Paused'
              )}
            </td>
            <td>
              <Action
                label={`${schedule.enabled ? 'Pause' : 'Resume'} ${nameOf(schedule.spider_id)}`}
                run={() => toggle(schedule)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** In the schedule's own zone, where this browser knows it. */
function inZone(iso: string, timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
      new Date(iso),
    );
  } catch {
    return time(iso);
  }
}
