/** Webhook deliveries of the account, and sending them again. */

import { useState } from 'preact/hooks';
import { api } from './api.ts';
import { time } from './format.ts';
import { Choice } from './jobs.tsx';
import { useLoaded } from './live.ts';
import { Action, Heading, Problem, Table } from './parts.tsx';

const STATES = { waiting: 'waiting', delivered: 'delivered', failed: 'failed', stopped: 'stopped' };

export function WebhooksView({ accountId }: { readonly accountId: string }) {
  const [state, setState] = useState('');
  const found = useLoaded(() => api.deliveries(accountId, { state }), [accountId, state]);
  const deliveries = found.value?.deliveries ?? [];
  const replay = async (id: string): Promise<void> => {
    await api.replay(id);
    found.again();
  };
  return (
    <>
      <Heading>Webhooks</Heading>
      <form role="search" class="filters" onSubmit={(event) => event.preventDefault()}>
        <Choice
          label="State"
          value={state}
          onChange={(event) => setState((event.currentTarget as HTMLSelectElement).value)}
          options={STATES}
        />
        <button type="button" onClick={found.again}>
          Look again
        </button>
      </form>
      <Problem text={found.error} />
      {found.value !== null && deliveries.length === 0 ? (
        <p>
          There is no delivery{state === '' ? '' : ' of this state'}. A job of Scrpy's API with a{' '}
          <code>webhook</code> makes some.
        </p>
      ) : (
        <Table label="Deliveries">
          <thead>
            <tr>
              <th scope="col">Delivery</th>
              <th scope="col">Job</th>
              <th scope="col">State</th>
              <th scope="col">Attempts</th>
              <th scope="col">Next attempt</th>
              <th scope="col">Send again</th>
            </tr>
          </thead>
          <tbody>
            {deliveries.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <code>{one.id}</code>
                  <div class="quiet">{time(one.created_at)}</div>
                </th>
                <td>
                  <a href={`#/jobs/${one.job_id}`}>{one.job_id}</a>
                  {one.page_no !== null && <div class="quiet">page {one.page_no}</div>}
                </td>
                <td>{one.state}</td>
                <td class="number">{one.attempts}</td>
                <td class="quiet">{time(one.next_attempt_at)}</td>
                <td>
                  <Action label={`Send ${one.id} again`} run={() => replay(one.id)} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}
