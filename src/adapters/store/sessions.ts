/** Sessions of the console. */

import { sql } from 'kysely';
import type { Session, SessionHolder, Sessions } from '../../ports/store/sessions.js';
import type { Database } from './connection.js';

interface SessionRow {
  id_hash: string;
  key_id: string | null;
  admin_hash: string | null;
  created_at: Date;
  expires_at: Date;
}

export function createSessions(db: Database): Sessions {
  return {
    add: ({ idHash, holder, createdAt, expiresAt }, most) =>
      db.transaction().execute(async (tx) => {
        const keyId = holder.kind === 'key' ? holder.keyId : null;
        const adminHash = holder.kind === 'admin' ? holder.adminHash : null;
        await sql`delete from console_sessions where expires_at <= ${createdAt}`.execute(tx);
        await sql`insert into console_sessions (id_hash, key_id, admin_hash, created_at, expires_at)
          values (${idHash}, ${keyId}, ${adminHash}, ${createdAt}, ${expiresAt})`.execute(tx);
        await sql`delete from console_sessions where id_hash in (
            select id_hash from console_sessions where coalesce(key_id, admin_hash) = ${keyId ?? adminHash}
            order by created_at desc, id_hash offset ${most})`.execute(tx);
      }),

    find: async (idHash, now) => {
      const { rows } = await sql<SessionRow>`select * from console_sessions
        where id_hash = ${idHash} and expires_at > ${now}`.execute(db);
      return rows[0] === undefined ? null : toSession(rows[0]);
    },

    remove: async (idHash) => {
      await sql`delete from console_sessions where id_hash = ${idHash}`.execute(db);
    },
  };
}

function toSession(row: SessionRow): Session {
  return {
    idHash: row.id_hash,
    holder: holderOf(row),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

function holderOf({ key_id: keyId, admin_hash: adminHash }: SessionRow): SessionHolder {
  return keyId === null ? { kind: 'admin', adminHash: adminHash as string } : { kind: 'key', keyId };
}
