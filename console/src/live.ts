/** The one event stream of this browser: jobs of the account as they get on. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { withAccount } from './api.ts';
import type { JobView } from './types.ts';

type OnJobs = (jobs: readonly JobView[]) => void;

const listeners = new Set<OnJobs>();
let source: EventSource | null = null;

/** Follows another account's jobs, or nobody's. */
export function follow(isSignedIn: boolean): void {
  source?.close();
  source = null;
  if (!isSignedIn) return;
  source = new EventSource(withAccount('/console/api/events'));
  source.addEventListener('jobs', (event) => {
    const { jobs } = JSON.parse((event as MessageEvent<string>).data) as { jobs: JobView[] };
    for (const tell of listeners) tell(jobs);
  });
}

export function useLiveJobs(onJobs: OnJobs): void {
  const latest = useRef(onJobs);
  latest.current = onJobs;
  useEffect(() => {
    const tell: OnJobs = (jobs) => latest.current(jobs);
    listeners.add(tell);
    return () => void listeners.delete(tell);
  }, []);
}

/** What a call resolves with, and how to call again. Only the answer to the latest call counts. */
export function useLoaded<T>(load: () => Promise<T>, deps: readonly unknown[]) {
  const [state, setState] = useState<{ value: T | null; error: string | null; isLoading: boolean }>({
    value: null,
    error: null,
    isLoading: true,
  });
  const turn = useRef(0);
  const again = (): void => {
    const mine = ++turn.current;
    setState((before) => ({ ...before, isLoading: true }));
    load().then(
      (value) => mine === turn.current && setState({ value, error: null, isLoading: false }),
      (error: unknown) =>
        mine === turn.current && setState({ value: null, error: wordsOf(error), isLoading: false }),
    );
  };
  useEffect(() => {
    again();
    return () => void (turn.current += 1);
  }, deps);
  const change = (value: T): void => setState({ value, error: null, isLoading: false });
  return { ...state, again, change };
}

export function wordsOf(error: unknown): string {
  if (error instanceof TypeError) return 'The gateway cannot be reached: is it running?';
  return error instanceof Error ? error.message : String(error);
}
