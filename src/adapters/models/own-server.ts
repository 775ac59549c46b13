/** The server that a base URL names: a vendor's own API, or one that only speaks its protocol (Ollama, llama.cpp, a proxy). */

/** What it takes to ask a server about its models. */
export interface ModelServer {
  readonly fetch: typeof globalThis.fetch;
  readonly baseUrl: string;
  /** The name of the configured model. */
  readonly model: string;
  /** With the key, as the vendor's SDK sends it. */
  readonly headers: Readonly<Record<string, string>>;
}

const VENDORS: readonly string[] = ['openai.com', 'openai.azure.com', 'anthropic.com'];

export function isVendorsOwn(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return VENDORS.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}

export function withoutSlash(baseUrl: string): string {
  return baseUrl.replace(/\/+$/, '');
}

/** Ollama adds the tag `latest` to a name without one. */
export function isSameModel(listed: string, asked: string): boolean {
  return listed === asked || listed === `${asked}:latest`;
}
