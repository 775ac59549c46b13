/** Backups of what is embedded. */

import type { App } from '../../app/index.js';
import { answer, route, type Route } from '../route.js';
import { INVALID } from './refusal.js';
import { adminErrorAnswer, backupAnswer } from './schemas.js';

export function backupRoutes({ makeBackup }: Pick<App, 'makeBackup'>): Route[] {
  return [
    route({
      method: 'post',
      path: '/backups',
      summary: 'Copy the embedded database and Temporal',
      description:
        'Into a new folder under DATA_DIR/backups, while jobs run. Statements wait while the last changes are copied.',
      answers: {
        201: answer(backupAnswer, 'The copy'),
        ...INVALID,
        409: answer(adminErrorAnswer, 'CONFLICT'),
        503: answer(adminErrorAnswer, 'SERVICE_UNAVAILABLE'),
      },
      handle: async () => {
        const { folder, parts, bytes, pausedMs } = await makeBackup();
        return { folder, parts, bytes, paused_ms: Math.round(pausedMs) };
      },
    }),
  ];
}
