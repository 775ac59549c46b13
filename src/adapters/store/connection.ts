/** The open database as statements see it. Rows are typed at each statement; the builder's table types are not used. */

import type { Kysely, Transaction } from 'kysely';

export type Database = Kysely<unknown>;
export type Tx = Transaction<unknown>;
