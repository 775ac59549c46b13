/** Nobody is signed in: a key, or the operator's token. */

import { useState } from 'preact/hooks';
import { api } from './api.ts';
import { wordsOf } from './live.ts';
import { Heading, Problem } from './parts.tsx';
import type { SessionInfo } from './types.ts';

interface Props {
  readonly onSignedIn: (session: SessionInfo) => void;
  /** Why nobody is. */
  readonly notice: string | null;
}

export function SignIn({ onSignedIn, notice }: Props) {
  const [kind, setKind] = useState<'key' | 'token'>('key');
  const [secret, setSecret] = useState('');
  const [state, setState] = useState({ busy: false, error: notice });
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    setState({ busy: true, error: null });
    api
      .signIn(kind === 'key' ? { key: secret.trim() } : { token: secret.trim() })
      .then(onSignedIn, (error: unknown) => setState({ busy: false, error: wordsOf(error) }));
  };
  const label = kind === 'key' ? 'API key' : 'Admin token';
  return (
    <main class="sign-in">
      <Heading>Sign in to Holdfast</Heading>
      <Problem text={state.error} />
      <form onSubmit={onSubmit}>
        <fieldset>
          <legend>With</legend>
          <label>
            <input type="radio" name="kind" checked={kind === 'key'} onChange={() => setKind('key')} /> an API
            key: see the jobs of its account
          </label>
          <label>
            <input type="radio" name="kind" checked={kind === 'token'} onChange={() => setKind('token')} />{' '}
            the admin token: see every account, and the system
          </label>
        </fieldset>
        <label class="field">
          {label}
          <input
            type="password"
            autocomplete="off"
            required
            value={secret}
            onInput={(event) => setSecret(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="main" disabled={state.busy}>
          Sign in
        </button>
      </form>
      <p class="quiet">
        <code>npm start</code> prints a link that signs in one browser. The admin token is in{' '}
        <code>admin-token</code> in the data folder. A session lasts 12 hours.
      </p>
    </main>
  );
}
