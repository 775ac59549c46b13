/** Servers whose connections are not as most clients expect them. */

import http2 from 'node:http2';
import https from 'node:https';
import { pageWith, type Values, type WildCase } from '../case.js';
import { certify } from '../inputs/certificates.js';
import { LOOPBACK_CERT, LOOPBACK_KEY } from '../inputs/tls.js';
import { answering, serveHandler, serveWith } from '../serve.js';

const GROUP = 'Connections';
const WANTS: Values = { heading: 'The safe page', price: 24.9 };

export const MISSING_ISSUER = 'a certificate chain without its intermediate';

const http2Only: WildCase = {
  group: GROUP,
  name: 'a server that speaks only HTTP/2',
  kind: 'page',
  schemes: ['https'],
  wants: WANTS,
  open: (scheme) => {
    const server = http2.createSecureServer({ key: LOOPBACK_KEY, cert: LOOPBACK_CERT });
    server.on('stream', (stream, headers) => {
      const isPage = headers[':path'] === '/p';
      stream.on('error', () => stream.destroy());
      stream.respond({ ':status': isPage ? 200 : 404, 'content-type': 'text/html' });
      stream.end(isPage ? pageWith(WANTS) : '');
    });
    return serveWith(server, scheme);
  },
};

const missingIssuer: WildCase = {
  group: GROUP,
  name: MISSING_ISSUER,
  warning: /does not send the certificates/,
  kind: 'page',
  schemes: ['https'],
  wants: WANTS,
  open: async (scheme, authority) => {
    const issuer = certify('In between', { issuer: authority });
    const issuers = await serveHandler((_, response) => response.end(issuer.der), 'http');
    const { key, cert } = certify('Shop', { issuer, issuerUrl: issuers.url, isServer: true });
    const shop = await serveWith(https.createServer({ key, cert }, answering(pageWith(WANTS))), scheme);
    return {
      url: shop.url,
      close: async () => {
        await Promise.all([shop.close(), issuers.close()]);
      },
    };
  },
};

export const connections: readonly WildCase[] = [http2Only, missingIssuer];
