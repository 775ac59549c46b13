/** What the addresses in answers begin with. */

import type { Context } from '../../context.js';

/** `publicUrl` is the operator's; without it, what the caller has asked. No slash at its end. */
export function baseUrl(ctx: Context, publicUrl: string | null): string {
  return publicUrl ?? `${ctx.protocol}://${ctx.host}`;
}
