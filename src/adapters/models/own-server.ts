/** Whether a base URL is a vendor's own API, or a server that only speaks its protocol: Ollama, llama.cpp, vLLM, a proxy. */

const VENDORS: readonly string[] = ['openai.com', 'openai.azure.com', 'anthropic.com'];

export function isVendorsOwn(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return VENDORS.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}
