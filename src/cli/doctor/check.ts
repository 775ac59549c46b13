/** One thing that was looked at. */

export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'wrong';
  readonly found: string;
  /** What to do; null where there is nothing to do. */
  readonly remedy: string | null;
}

export function ok(name: string, found: string): Check {
  return { name, state: 'ok', found, remedy: null };
}

export function warning(name: string, found: string, remedy: string): Check {
  return { name, state: 'warning', found, remedy };
}

export function wrong(name: string, found: string, remedy: string): Check {
  return { name, state: 'wrong', found, remedy };
}
