/** What clients of the egress proxy show it. */

import type { ProxyLogin } from '../../src/adapters/egress/proxy-clients.js';

/** The value of `Proxy-Authorization`. */
export function loginHeader({ username, password }: ProxyLogin): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
