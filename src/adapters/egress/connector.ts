/** How a connection is made to a host that the gate admits: its checked addresses one after the other, then its chain. */

import type { ConnectionOptions, SecureContext } from 'node:tls';
import { buildConnector } from 'undici';
import { hostFrom } from '../../core/net/address.js';
import { codeOf } from '../error-code.js';
import type { Chains } from './chains.js';

export interface ConnectorDeps {
  /** As the gate's. */
  readonly admit: (hostname: string, port: number) => Promise<readonly string[]>;
  readonly chains: Chains;
  readonly trusts: Pick<ConnectionOptions, 'ca'>;
  /** Of one connection with its TLS handshake. */
  readonly timeoutMs: number;
}

/** Errors of one address; the next one may still work. TLS errors are not among them: they are about the host. */
const TRY_NEXT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** A certificate that nobody vouches for may lack those in between. */
const LACKS_ISSUER: ReadonlySet<string> = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** A connector for undici dispatchers. */
export function createConnector(
  { admit, chains, trusts, timeoutMs }: ConnectorDeps,
  offers: Pick<buildConnector.BuildOptions, 'allowH2'>,
): buildConnector.connector {
  const dialLast = buildConnector({ ...trusts, ...offers, timeout: timeoutMs });
  // An address that swallows packets must leave time for the ones after it.
  const dialEarlier = buildConnector({ ...trusts, ...offers, timeout: Math.min(2_500, timeoutMs) });

  return (target, callback) => {
    const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80);
    const host = hostFrom(target.hostname);
    const servername = target.servername || (host.kind === 'name' ? host.name : undefined);
    const pinned = servername === undefined ? target : { ...target, servername };
    const server = `${target.hostname}:${port}`;

    const dialVerifying = (secureContext: SecureContext): buildConnector.connector =>
      buildConnector({ secureContext, ...offers, timeout: timeoutMs });
    const complete = async (address: string, error: Error): Promise<void> => {
      const end = { host: address, port, ...(servername === undefined ? {} : { servername }) };
      const found = await chains.complete(server, end);
      if (found === null) callback(error, null);
      else dialVerifying(found)({ ...pinned, hostname: address }, callback);
    };
    const dial = (addresses: readonly string[], at: number): void => {
      const address = addresses[at]!;
      const isLast = at === addresses.length - 1;
      const known = chains.known(server);
      const dialOne = known !== null ? dialVerifying(known) : isLast ? dialLast : dialEarlier;
      dialOne({ ...pinned, hostname: address }, (error, socket) => {
        if (error === null) callback(null, socket);
        else if (!isLast && TRY_NEXT.has(codeOf(error))) dial(addresses, at + 1);
        else if (known === null && LACKS_ISSUER.has(codeOf(error))) void complete(address, error);
        else callback(error, null);
      });
    };
    admit(target.hostname, port).then(
      (addresses) => dial(addresses, 0),
      (error: Error) => callback(error, null),
    );
  };
}
