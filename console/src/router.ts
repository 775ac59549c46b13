/** The address behind the #: which view is shown, and what it is asked for. */

import { useEffect, useState } from 'preact/hooks';

export interface Place {
  /** `jobs`, `jobs/job_1`: never empty. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

export function readPlace(hash = location.hash): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
  return { parts: parts.length === 0 ? ['jobs'] : parts, query: new URLSearchParams(query) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function usePlace(): Place {
  const [place, setPlace] = useState(() => readPlace());
  useEffect(() => {
    const onChange = (): void => setPlace(readPlace());
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return place;
}

export function go(path: string): void {
  location.hash = `#/${path}`;
}

/** Replaces the query of the view that is shown. */
export function setQuery(path: string, query: Readonly<Record<string, string>>): void {
  const entries = Object.entries(query).filter(([, value]) => value !== '');
  const text = entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`;
  history.replaceState(null, '', `#/${path}${text}`);
}
