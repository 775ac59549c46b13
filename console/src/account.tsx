/** What the account has used, its ledger, and for the operator its keys and webhook secret. */

import { useState } from 'preact/hooks';
import { api } from './api.ts';
import { count, time } from './format.ts';
import { LedgerTable } from './job.tsx';
import { useLoaded } from './live.ts';
import { Action, Heading, Problem, Snippet, Table } from './parts.tsx';
import type { IssuedKey, LedgerEntry, Usage } from './types.ts';

interface Props {
  readonly accountId: string;
  readonly isOperator: boolean;
}

export function AccountView({ accountId, isOperator }: Props) {
  const usage = useLoaded(() => api.usage(), [accountId]);
  return (
    <>
      <Heading>Account</Heading>
      <Problem text={usage.error} />
      {usage.value !== null && <Units usage={usage.value} />}
      {isOperator ? (
        <>
          <Keys accountId={accountId} />
          <Secret accountId={accountId} />
        </>
      ) : (
        <p class="quiet">
          Keys and the webhook secret are the operator's: sign in with the admin token for them.
        </p>
      )}
      <Statement accountId={accountId} />
    </>
  );
}

function Units({ usage: { account, monthly, prepaid_balance: prepaid, days } }: { readonly usage: Usage }) {
  const most = Math.max(1, ...days.map(({ reserved, refunded }) => Math.max(0, reserved - refunded)));
  return (
    <section aria-labelledby="units">
      <h2 id="units">Units</h2>
      <dl>
        <dt>Account</dt>
        <dd>
          {account.name} <span class="quiet">{account.plan}</span>
        </dd>
        <dt>This month</dt>
        <dd>
          {count(monthly.used)} used{monthly.limit === null ? ', no limit' : ` of ${count(monthly.limit)}`}
        </dd>
        <dt>Begins again</dt>
        <dd>{time(monthly.resets_at)}</dd>
        <dt>Prepaid</dt>
        <dd>{count(prepaid)}</dd>
      </dl>
      {days.length > 0 && (
        <Table label="Units per day">
          <thead>
            <tr>
              <th scope="col">Day (UTC)</th>
              <th scope="col">Units</th>
              <th scope="col">Share of the busiest day</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, reserved, refunded }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td class="number">{count(reserved - refunded)}</td>
                <td>
                  <meter
                    min={0}
                    max={most}
                    value={Math.max(0, reserved - refunded)}
                    aria-label={`Units of ${day}`}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

function Keys({ accountId }: { readonly accountId: string }) {
  const keys = useLoaded(() => api.keys(accountId), [accountId]);
  const [issued, setIssued] = useState<IssuedKey | null>(null);
  const issue = async (type: string): Promise<void> => {
    setIssued(await api.addKey(accountId, type));
    keys.again();
  };
  const revoke = async (id: string): Promise<void> => {
    await api.revokeKey(id);
    keys.again();
  };
  const live = (keys.value?.keys ?? []).filter((key) => key.revoked_at === null);
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">Keys</h2>
      <Problem text={keys.error} />
      <div class="row">
        <Action label="New key" run={() => issue('dynamic')} />
        <Action label="New key for spiders" run={() => issue('spider')} />
      </div>
      {issued !== null && (
        <div class="notice">
          <p>Keep this key now: it is shown this once.</p>
          <Snippet label="New key" text={issued.key} />
        </div>
      )}
      {live.length === 0 && keys.value !== null ? (
        <p>There is no live key: make one to call the API.</p>
      ) : (
        <Table label="Live keys">
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">Type</th>
              <th scope="col">Made</th>
              <th scope="col">Revoke</th>
            </tr>
          </thead>
          <tbody>
            {live.map((key) => (
              <tr key={key.id}>
                <th scope="row">
                  {key.prefix}
                  {key.masked}
                </th>
                <td>{key.type}</td>
                <td class="quiet">{time(key.created_at)}</td>
                <td>
                  <Action
                    label={`Revoke ${key.masked}`}
                    kind="danger"
                    run={() => revoke(key.id)}
                    confirm={`Revoke the key ${key.masked}? Calls with it are refused from then on.`}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

function Secret({ accountId }: { readonly accountId: string }) {
  const accounts = useLoaded(() => api.accounts(), [accountId]);
  const [isShown, setShown] = useState(false);
  const own = accounts.value?.accounts.find(({ id }) => id === accountId);
  return (
    <section aria-labelledby="secret">
      <h2 id="secret">Webhook secret</h2>
      <p class="quiet">Webhooks are signed with it: receivers check it to know who sends.</p>
      {isShown && own !== undefined ? (
        <Snippet label="Webhook secret" text={own.webhook_secret} />
      ) : (
        <button type="button" onClick={() => setShown(true)}>
          Show the secret
        </button>
      )}
    </section>
  );
}

function Statement({ accountId }: { readonly accountId: string }) {
  const [older, setOlder] = useState<readonly LedgerEntry[]>([]);
  const [before, setBefore] = useState<number | null>(null);
  const ledger = useLoaded(async () => {
    const found = await api.ledger({});
    setBefore(found.next_before);
    return found.entries;
  }, [accountId]);
  const more = async (): Promise<void> => {
    const found = await api.ledger({ before });
    setOlder([...older, ...found.entries]);
    setBefore(found.next_before);
  };
  const entries = [...(ledger.value ?? []), ...older];
  return (
    <section aria-labelledby="statement">
      <h2 id="statement">Ledger</h2>
      <p class="quiet">
        A job reserves its units when it is accepted; what it did not need is given back when it has ended.
      </p>
      <Problem text={ledger.error} />
      {entries.length === 0 ? <p>Nothing was booked yet.</p> : <LedgerTable entries={entries} />}
      {before !== null && <Action label="Older entries" run={more} />}
    </section>
  );
}
