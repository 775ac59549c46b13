/**
 * Who may use the egress proxy. Every process of the machine can connect to a port on loopback, so each client that the
 * service starts gets a name and a password of its own, and nobody else gets through.
 */

import { createHash, randomBytes } from 'node:crypto';

/** What a client of the proxy shows with each request (HTTP Basic authentication, RFC 7617). */
export interface ProxyLogin {
  readonly username: string;
  /** 256 random bits in hex. It never goes onto a command line, which every user of the machine can read. */
  readonly password: string;
}

export interface ProxyClient extends ProxyLogin {
  /** The proxy's address with the login in it, for programs that take it from their environment. */
  readonly urlWithLogin: string;
  /** From now on the login opens nothing. */
  revoke(): void;
}

export interface ProxyClients {
  /** `proxyUrl` is `http://127.0.0.1:port`. */
  admit(proxyUrl: string): ProxyClient;
  /** Whether the login is one of an admitted client. Both are '' where a request shows none. */
  isAdmitted(username: string, password: string): boolean;
}

const PASSWORD_BYTES = 32;
const USERNAME = 'holdfast';

export function createProxyClients(): ProxyClients {
  // Looked up by their hash, so the time that a look-up takes tells nothing about a password.
  const hashes = new Set<string>();
  return {
    admit: (proxyUrl) => {
      const password = randomBytes(PASSWORD_BYTES).toString('hex');
      const hash = hashOf(password);
      hashes.add(hash);
      return {
        username: USERNAME,
        password,
        urlWithLogin: proxyUrl.replace('://', `://${USERNAME}:${password}@`),
        revoke: () => void hashes.delete(hash),
      };
    },
    isAdmitted: (username, password) => username === USERNAME && hashes.has(hashOf(password)),
  };
}

function hashOf(password: string): string {
  return createHash('sha256').update(password).digest('hex');
}
