/** Who is signed in, for which account, and the view that the address names. */

import { useEffect, useState } from 'preact/hooks';
import { actFor, api, whenSignedOut } from './api.ts';
import { AccountView } from './account.tsx';
import { JobDetailView } from './job.tsx';
import { JobsView } from './jobs.tsx';
import { follow, wordsOf } from './live.ts';
import { Playground } from './playground.tsx';
import { go, readPlace, usePlace } from './router.ts';
import { SignIn } from './sign-in.tsx';
import { SpidersView } from './spiders.tsx';
import { SystemView } from './system.tsx';
import { WebhooksView } from './webhooks.tsx';
import type { AdminAccount, SessionInfo } from './types.ts';

const CHOSEN = 'holdfast.account';

export function App() {
  const [session, setSession] = useState<SessionInfo | null | 'asking'>('asking');
  const [notice, setNotice] = useState<string | null>(null);
  const enter = (found: SessionInfo): void => {
    setNotice(null);
    setSession(found);
  };

  useEffect(() => {
    whenSignedOut(() => {
      follow(false);
      setNotice('The session has ended: sign in again.');
      setSession(null);
    });
    const { parts } = readPlace();
    const [first, token] = parts;
    if (first === 'sign-in' && token !== undefined) {
      // The link works once: the address must not keep it.
      history.replaceState(null, '', '#/jobs');
      api.signIn({ token }).then(
        (found) => {
          enter(found);
          go('jobs?');
        },
        (error: unknown) => {
          setNotice(wordsOf(error));
          setSession(null);
        },
      );
      return;
    }
    api.session().then(enter, () => setSession(null));
  }, []);

  if (session === 'asking') return <p role="status">Loading…</p>;
  if (session === null) return <SignIn onSignedIn={enter} notice={notice} />;
  const leave = (): void => {
    void api.signOut().finally(() => {
      follow(false);
      setSession(null);
    });
  };
  return <Shell session={session} onLeave={leave} />;
}

function Shell({ session, onLeave }: { readonly session: SessionInfo; readonly onLeave: () => void }) {
  const place = usePlace();
  const isOperator = session.kind === 'admin';
  const [accounts, setAccounts] = useState<readonly AdminAccount[]>([]);
  const [account, setAccount] = useState<string | null>(session.account?.id ?? null);
  const [isReady, setReady] = useState(!isOperator);

  const choose = (id: string | null): void => {
    actFor(isOperator ? id : null);
    if (isOperator && id !== null) sessionStorage.setItem(CHOSEN, id);
    setAccount(id);
    follow(id !== null);
  };
  const loadAccounts = async (): Promise<void> => {
    const { accounts: found } = await api.accounts();
    setAccounts(found);
    const kept = sessionStorage.getItem(CHOSEN);
    const chosen = found.find(({ id }) => id === kept) ?? found[0];
    choose(chosen?.id ?? null);
  };

  useEffect(() => {
    if (!isOperator) choose(session.account?.id ?? null);
    else void loadAccounts().finally(() => setReady(true));
    return () => follow(false);
  }, [session]);

  const [view = 'jobs', id] = place.parts;
  const links = [
    ['jobs', 'Jobs'],
    ['playground', 'Playground'],
    ['spiders', 'Spiders'],
    ...(isOperator ? [['webhooks', 'Webhooks']] : []),
    ['account', 'Account'],
    ...(isOperator ? [['system', 'System']] : []),
  ] as const;
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => skip(event)}>
        Skip to content
      </a>
      <header>
        <span class="brand">Holdfast</span>
        <nav aria-label="Main">
          {links.map(([path, label]) => (
            <a key={path} href={`#/${path}`} aria-current={view === path ? 'page' : undefined}>
              {label}
            </a>
          ))}
        </nav>
        <div class="who">
          {isOperator ? (
            <label>
              Account{' '}
              <select value={account ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
                {accounts.map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.name}
                  </option>
                ))}
              </select>
            </label>
          ) : (
            <span>
              {session.account?.name} <span class="quiet">{session.key}</span>
            </span>
          )}
          <button type="button" onClick={onLeave}>
            Sign out
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1} key={`${view}/${id ?? ''}/${account ?? ''}`}>
        {isReady ? (
          <View view={view} id={id} account={account} session={session} onAccounts={loadAccounts} />
        ) : (
          <p role="status">Loading…</p>
        )}
      </main>
      <footer class="quiet">
        Holdfast {session.version} · <a href="/docs">API docs</a>
      </footer>
    </>
  );
}

function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

interface ViewProps {
  readonly view: string;
  readonly id: string | undefined;
  readonly account: string | null;
  readonly session: SessionInfo;
  readonly onAccounts: () => Promise<void>;
}

function View({ view, id, account, session, onAccounts }: ViewProps) {
  const isOperator = session.kind === 'admin';
  if (view === 'system' && isOperator) return <SystemView onAccounts={onAccounts} />;
  if (account === null)
    return (
      <p>
        There is no account yet: add one under <a href="#/system">System</a>.
      </p>
    );
  if (view === 'jobs' && id !== undefined) return <JobDetailView id={id} />;
  if (view === 'playground') return <Playground hasOwnSchema={session.has_own_schema} />;
  if (view === 'account') return <AccountView accountId={account} isOperator={isOperator} />;
  if (view === 'spiders') return <SpidersView />;
  if (view === 'webhooks' && isOperator) return <WebhooksView accountId={account} />;
  return <JobsView />;
}
