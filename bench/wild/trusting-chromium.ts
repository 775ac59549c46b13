/**
 * A command that starts Chromium so that it accepts the certificates of the tests and of the cases. It goes on checking
 * all others.
 */

import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolOnPath } from '../../src/adapters/tools.js';
import { LOOPBACK_CERT } from './inputs/tls.js';

export interface TrustingChromium {
  /** The path of the command. */
  readonly command: string;
  /** Whether it trusts the authority, which takes `certutil` (Debian's libnss3-tools), or only the tests' certificate. */
  readonly trustsAuthority: boolean;
}

/** Writes the command into `folder`, which has to stay while it is used. */
export function trustingChromium(folder: string, chromium: string, authorityPem: string): TrustingChromium {
  const certutil = toolOnPath(['certutil'], process.env);
  const home = join(folder, 'home');
  if (certutil !== null) fillTrustStore(certutil, home, folder, authorityPem);
  const command = join(folder, 'chromium');
  const pin = `--ignore-certificate-errors-spki-list=${keyHash(LOOPBACK_CERT)}`;
  const environment = certutil === null ? '' : `HOME=${quoted(home)} `;
  writeFileSync(command, `#!/bin/sh\n${environment}exec ${quoted(chromium)} ${pin} "$@"\n`, { mode: 0o755 });
  return { command, trustsAuthority: certutil !== null };
}

/** Chromium on Linux trusts whom its user's store names, besides its own authorities. */
function fillTrustStore(certutil: string, home: string, folder: string, authorityPem: string): void {
  const store = join(home, '.pki', 'nssdb');
  mkdirSync(store, { recursive: true });
  const file = join(folder, 'authority-of-chromium.pem');
  writeFileSync(file, authorityPem);
  execFileSync(certutil, ['-N', '-d', `sql:${store}`, '--empty-password']);
  execFileSync(certutil, ['-A', '-d', `sql:${store}`, '-n', 'tests', '-t', 'C,,', '-i', file]);
}

function keyHash(pem: string): string {
  const key = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
