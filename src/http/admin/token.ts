/** The admin token, compared in constant time. */

import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether an Authorization header carries the token. */
export function isAdmin(authorization: string, token: string): boolean {
  const sent = /^Bearer (.+)$/i.exec(authorization)?.[1] ?? '';
  return timingSafeEqual(digest(sent), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
