/** For the operator: whether the parts answer, accounts, and what takes how much of the disk. */

import { useState } from 'preact/hooks';
import { api } from './api.ts';
import { count, size } from './format.ts';
import { useLoaded } from './live.ts';
import { Action, Heading, Problem, Table } from './parts.tsx';
import type { AdminAccount, Disk } from './types.ts';

export function SystemView({ onAccounts }: { readonly onAccounts: () => Promise<void> }) {
  const ready = useLoaded(() => api.ready(), []);
  const disk = useLoaded(() => api.disk(), []);
  const accounts = useLoaded(() => api.accounts(), []);
  const gauges = useLoaded(async () => gaugesOf(await api.metrics()), []);
  const changed = (): void => {
    accounts.again();
    void onAccounts();
  };
  return (
    <>
      <Heading>System</Heading>
      <Problem text={ready.error ?? disk.error ?? accounts.error ?? gauges.error} />
      <section aria-labelledby="parts">
        <h2 id="parts">Parts</h2>
        {ready.value !== null && (
          <dl>
            {Object.entries(ready.value.checks).map(([part, said]) => (
              <>
                <dt>{part}</dt>
                <dd class={said === 'ok' ? '' : 'problem'}>{said}</dd>
              </>
            ))}
          </dl>
        )}
      </section>
      <Accounts accounts={accounts.value?.accounts ?? []} onChange={changed} />
      {disk.value !== null && <DiskUse disk={disk.value} />}
      <section aria-labelledby="gauges">
        <h2 id="gauges">Queues, browsers and connections</h2>
        {gauges.value !== null && (
          <Table label="Measurements">
            <thead>
              <tr>
                <th scope="col">Measurement</th>
                <th scope="col">Now</th>
              </tr>
            </thead>
            <tbody>
              {gauges.value.map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">
                    <code>{name}</code>
                  </th>
                  <td class="number">{value}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        <p class="quiet">
          All of them, for Prometheus: <a href="/metrics">/metrics</a>.
        </p>
      </section>
    </>
  );
}

/** Gauges of this service; those of the process are left to Prometheus. */
function gaugesOf(text: string): [string, string][] {
  const names = new Set([...text.matchAll(/^# TYPE (holdfast_\S+) gauge$/gm)].map(([, name]) => name));
  return text.split('\n').flatMap((line): [string, string][] => {
    const [, series = '', name, value = ''] = /^(([\w:]+)(?:\{[^}]*\})?) (\S+)$/.exec(line) ?? [];
    return names.has(name) ? [[series, count(Number(value))]] : [];
  });
}

interface AccountsProps {
  readonly accounts: readonly AdminAccount[];
  readonly onChange: () => void;
}

function Accounts({ accounts, onChange }: AccountsProps) {
  const [name, setName] = useState('');
  const add = async (): Promise<void> => {
    await api.addAccount({ name });
    setName('');
    onChange();
  };
  const suspend = async ({ id, suspended }: AdminAccount): Promise<void> => {
    await api.changeAccount(id, { suspended: !suspended });
    onChange();
  };
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">Accounts</h2>
      <div class="row">
        <label>
          Name of a new account
          <input value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <Action label="Add the account" run={add} disabled={name.trim() === ''} />
      </div>
      <Table label="All accounts">
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Plan</th>
            <th scope="col">Used this month</th>
            <th scope="col">Prepaid</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.id}>
              <th scope="row">
                {account.name}
                <div class="quiet">{account.id}</div>
              </th>
              <td>
                {account.plan}
                {account.suspended && <div class="quiet">suspended</div>}
              </td>
              <td class="number">
                {count(account.monthly.used)}
                {account.monthly.limit !== null && ` of ${count(account.monthly.limit)}`}
              </td>
              <td class="number">{count(account.prepaid_balance)}</td>
              <td class="row">
                <TopUp account={account} onChange={onChange} />
                <Action
                  label={`${account.suspended ? 'Open' : 'Suspend'} ${account.name}`}
                  kind={account.suspended ? 'plain' : 'danger'}
                  run={() => suspend(account)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function TopUp({ account, onChange }: { readonly account: AdminAccount; readonly onChange: () => void }) {
  const [units, setUnits] = useState('');
  const add = async (): Promise<void> => {
    await api.changeAccount(account.id, { add_prepaid: Number(units) });
    setUnits('');
    onChange();
  };
  return (
    <>
      <input
        type="number"
        min={1}
        class="short"
        aria-label={`Prepaid units to add to ${account.name}`}
        value={units}
        onInput={(event) => setUnits(event.currentTarget.value)}
      />
      <Action label={`Top up ${account.name}`} run={add} disabled={!/^[1-9]\d*$/.test(units)} />
    </>
  );
}

function DiskUse({ disk }: { readonly disk: Disk }) {
  const { file_system: fileSystem } = disk;
  return (
    <section aria-labelledby="disk">
      <h2 id="disk">Disk</h2>
      {fileSystem !== null && (
        <p class={fileSystem.low ? 'problem' : ''}>
          {size(fileSystem.free_bytes)} of {size(fileSystem.size_bytes)} are free
          {fileSystem.low && ': too little, so new jobs are refused'}.
        </p>
      )}
      <Table label="Parts of the disk">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Size</th>
          </tr>
        </thead>
        <tbody>
          {disk.parts.map(({ part, bytes }) => (
            <tr key={part}>
              <th scope="row">{part}</th>
              <td class="number">{size(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
