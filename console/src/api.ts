/** Calls to the gateway that serves this page. The session's cookie goes along by itself. */

import type {
  AdminAccount,
  ApiKey,
  AskedCall,
  Delivery,
  Disk,
  IssuedKey,
  JobDetail,
  JobView,
  LedgerEntry,
  PageDetail,
  PageRow,
  Schedule,
  SessionInfo,
  Spider,
  Usage,
} from './types.ts';

/** What the gateway refused, in its words. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The account that an operator acts for. */
let account: string | null = null;
let onSignedOut: () => void = () => undefined;

export function actFor(accountId: string | null): void {
  account = accountId;
}

export function whenSignedOut(then: () => void): void {
  onSignedOut = then;
}

/** For links and event streams, which cannot have headers. */
export function withAccount(path: string): string {
  if (account === null) return path;
  return `${path}${path.includes('?') ? '&' : '?'}account=${account}`;
}

function headersOf(body: unknown): Record<string, string> {
  return {
    Accept: 'application/json',
    'X-Holdfast-Console': '1',
    ...(account === null ? {} : { 'X-Holdfast-Account': account }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
}

/** Resolves with the response whose head says that it went well. Rejects with `Refused`. */
export async function send(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  const response = await fetch(path, {
    method,
    headers: headersOf(body),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (response.ok) return response;
  const refused = await refusalOf(response);
  if (response.status === 401 && path !== '/console/api/session') onSignedOut();
  throw refused;
}

async function refusalOf(response: Response): Promise<Refused> {
  const said: unknown = await response.json().catch(() => null);
  const error = (said as { error?: unknown } | null)?.error;
  if (typeof error === 'string') return new Refused(response.status, 'ERROR', error);
  const { code = 'ERROR', message = `The gateway answered ${response.status}.` } = (error ?? {}) as {
    code?: string;
    message?: string;
  };
  return new Refused(response.status, code, message);
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await send(method, path, body);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export type Query = Readonly<Record<string, string | number | null | undefined>>;

export function queryOf(given: Query): string {
  const entries = Object.entries(given).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`;
}

const job = (id: string): string => `/console/api/jobs/${encodeURIComponent(id)}`;

export const api = {
  session: () => call<SessionInfo>('GET', '/console/api/session'),
  signIn: (body: { key: string } | { token: string }) =>
    call<SessionInfo>('POST', '/console/api/session', body),
  signOut: () => call<void>('DELETE', '/console/api/session'),

  jobs: (query: Query) =>
    call<{ jobs: JobView[]; next_cursor: string | null }>('GET', `/console/api/jobs${queryOf(query)}`),
  job: (id: string) => call<JobDetail>('GET', job(id)),
  pages: (id: string, query: Query) =>
    call<{ pages: PageRow[]; next_after: number | null }>('GET', `${job(id)}/pages${queryOf(query)}`),
  page: (id: string, no: number) => call<PageDetail>('GET', `${job(id)}/pages/${no}`),
  asked: (id: string, only?: 'failed') =>
    call<{ call: AskedCall | null }>('GET', `${job(id)}/asked${queryOf({ only })}`),
  cancel: (id: string) => call<JobView>('POST', `${job(id)}/cancel`),
  download: (id: string, query: Query) => withAccount(`${job(id)}/download${queryOf(query)}`),

  usage: () => call<Usage>('GET', '/console/api/usage'),
  ledger: (query: Query) =>
    call<{ entries: LedgerEntry[]; next_before: number | null }>(
      'GET',
      `/console/api/ledger${queryOf(query)}`,
    ),

  spiders: () => call<Spider[]>('GET', '/api/v1/spiders'),
  schedules: () => call<Schedule[]>('GET', '/api/v1/schedules'),
  changeSchedule: (id: string, patch: object) => call<Schedule>('PATCH', `/api/v1/schedules/${id}`, patch),
  runSpider: (spiderId: string, args: object) =>
    call<{ jobId: string }>('POST', '/api/v1/jobs', { spider_id: spiderId, arguments: args }),

  accounts: () => call<{ accounts: AdminAccount[] }>('GET', '/admin/accounts'),
  addAccount: (body: object) => call<AdminAccount>('POST', '/admin/accounts', body),
  keys: (id: string) => call<{ keys: ApiKey[] }>('GET', `/admin/accounts/${id}/keys`),
  addKey: (id: string, type: string) => call<IssuedKey>('POST', `/admin/accounts/${id}/keys`, { type }),
  revokeKey: (id: string) => call<void>('DELETE', `/admin/keys/${id}`),
  changeAccount: (id: string, patch: object) => call<AdminAccount>('PATCH', `/admin/accounts/${id}`, patch),
  deliveries: (id: string, query: Query) =>
    call<{ deliveries: Delivery[] }>('GET', `/admin/accounts/${id}/deliveries${queryOf(query)}`),
  replay: (id: string) => call<Delivery>('POST', `/admin/deliveries/${id}/replay`),
  disk: () => call<Disk>('GET', '/admin/disk'),
  ready: async () => {
    const response = await fetch('/readyz');
    return (await response.json()) as { status: string; checks: Record<string, string> };
  },
  metrics: async () => (await send('GET', '/metrics')).text(),
};

/**
 * Starts a job by the public API and resolves with its id as soon as the head of the answer is there: the job goes on
 * without this page.
 */
export async function startJob({ path, body }: AskedCall): Promise<string> {
  const gone = new AbortController();
  const response = await send('POST', path, body, gone.signal);
  const id = response.headers.get('X-Job-ID');
  if (id !== null) {
    gone.abort();
    return id;
  }
  const said = (await response.json()) as { job?: { id: string }; jobId?: string };
  const found = said.job?.id ?? said.jobId;
  if (found === undefined)
    throw new Refused(response.status, 'ERROR', 'The gateway did not say which job it made.');
  return found;
}
