/** `holdfast login`. */

import { createClient, must } from '../../packages/client/src/index.js';
import { EXIT, UsageError, type ExitCode } from './exit.js';
import { readLogin, serviceUrl, storeLogin } from './login.js';
import type { Terminal } from './terminal.js';

/** The key comes by standard input: in the command line every process of the machine would see it. */
export async function logIn(
  terminal: Terminal,
  url: string | undefined,
  { admin = false }: { readonly admin?: boolean },
): Promise<ExitCode> {
  const known = readLogin(terminal.env);
  if (terminal.canAsk) terminal.note(`${admin ? 'Admin token' : 'API key'}, then Enter and Ctrl-D: `);
  const secret = (await terminal.readInput()).trim();
  if (secret === '') throw new UsageError('There was nothing on standard input.');
  const address = url === undefined ? known.url : serviceUrl(url);
  // Another service's credentials are not kept beside this one's.
  const kept = address === known.url ? known : {};
  const login = { ...kept, url: address, ...(admin ? { adminToken: secret } : { key: secret }) };
  const client = createClient({ ...login, retry: { patienceMs: 0 } });
  await must<{ response: Response; data?: unknown }>(
    admin ? client.GET('/admin/accounts') : client.GET('/v1/jobs'),
  );
  terminal.note(`Stored in ${storeLogin(terminal.env, login)}.\n`);
  return EXIT.ok;
}
