/** What the gateway answers, as far as the console reads it. */

export type Standing = 'pending' | 'running' | 'completed' | 'partial' | 'failed' | 'cancelled';
export type Outcome = 'success' | 'error' | 'waiting';

export interface SessionInfo {
  readonly kind: 'key' | 'admin';
  readonly account: { readonly id: string; readonly name: string } | null;
  readonly key: string | null;
  readonly has_own_schema: boolean;
  readonly expires_at: string;
  readonly workflows_url: string | null;
  readonly version: string;
}

export interface JobView {
  readonly id: string;
  readonly api: 'runo' | 'scrpy' | 'scrapethis';
  readonly kind: 'extract' | 'batch' | 'crawl' | 'spider' | 'scrapy';
  readonly endpoint: string;
  readonly state: 'queued' | 'running' | 'cancelling' | 'completed' | 'cancelled' | 'failed';
  readonly standing: Standing;
  readonly name: string | null;
  readonly subject: string | null;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly items: number;
  readonly units: { readonly reserved: number; readonly charged: number };
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
}

export interface SchemaField {
  readonly field: string;
  readonly type: string;
  readonly example?: unknown;
  readonly hint?: string;
}

export interface LedgerEntry {
  readonly id: number;
  readonly at: string;
  readonly kind: 'reserve' | 'refund' | 'topup';
  readonly source: 'month' | 'prepaid';
  readonly units: number;
  readonly job_id: string | null;
}

export interface JobDetail extends JobView {
  readonly reason: string | null;
  readonly schema: readonly SchemaField[];
  readonly expires_at: string | null;
  readonly expired: boolean;
  readonly ledger: readonly LedgerEntry[];
  readonly workflow_url: string | null;
}

export interface AskedCall {
  readonly method: 'POST';
  readonly path: string;
  readonly key_header: 'X-API-Key' | 'Authorization';
  readonly body: Readonly<Record<string, unknown>>;
  readonly left_out: readonly ('extras' | 'urls' | 'webhook')[];
}

export interface PageError {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

interface PageHead {
  readonly no: number;
  readonly url: string;
  readonly outcome: Outcome;
  readonly http_status: number | null;
  readonly duration_ms: number | null;
  readonly render_mode: string | null;
  readonly error: PageError | null;
}

export interface PageRow extends PageHead {
  readonly warnings: number;
  readonly cells: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Evidence {
  readonly rule: string;
  readonly source: string;
  readonly path: string;
  readonly raw: string;
  readonly confidence: number;
  readonly learned_from?: string;
}

export interface PageDetail extends PageHead {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly evidence: Readonly<Record<string, Evidence>> | null;
  readonly warnings: readonly string[];
  readonly finished_at: string | null;
  readonly crashes: number;
  readonly retries: number;
}

export interface Usage {
  readonly account: { readonly id: string; readonly name: string; readonly plan: string };
  readonly monthly: {
    readonly limit: number | null;
    readonly used: number;
    readonly remaining: number | null;
    readonly resets_at: string;
  };
  readonly prepaid_balance: number;
  readonly requests_per_minute: number | null;
  readonly days: readonly { readonly day: string; readonly reserved: number; readonly refunded: number }[];
}

export interface Spider {
  readonly id: string;
  readonly name: string;
  readonly repo_path: string;
  readonly description: string;
}

export interface Schedule {
  readonly id: string;
  readonly spider_id: string;
  readonly cron_expression: string;
  readonly timezone: string;
  readonly enabled: boolean;
  readonly next_runs?: readonly string[];
}

export interface AdminAccount {
  readonly id: string;
  readonly name: string;
  readonly plan: string;
  readonly suspended: boolean;
  readonly monthly: Usage['monthly'];
  readonly prepaid_balance: number;
  readonly webhook_secret: string;
}

export interface ApiKey {
  readonly id: string;
  readonly type: string;
  readonly prefix: string;
  readonly masked: string;
  readonly created_at: string;
  readonly revoked_at: string | null;
}

export interface IssuedKey {
  readonly id: string;
  readonly key: string;
  readonly type: string;
}

export interface Delivery {
  readonly id: string;
  readonly job_id: string;
  readonly kind: 'page' | 'job';
  readonly page_no: number | null;
  readonly state: string;
  readonly attempts: number;
  readonly created_at: string;
  readonly next_attempt_at: string | null;
}

export interface Disk {
  readonly file_system: {
    readonly size_bytes: number;
    readonly free_bytes: number;
    readonly low: boolean;
  } | null;
  readonly total_bytes: number;
  readonly parts: readonly { readonly part: string; readonly bytes: number }[];
  readonly tables: readonly { readonly table: string; readonly bytes: number; readonly rows: number }[];
}
