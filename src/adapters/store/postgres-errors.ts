/** Which errors of the driver mean that the database cannot be used now, whatever the statement was. */

/** SQLSTATEs, PostgreSQL's manual, appendix A. After these a session goes on with the next statement. */
const SESSION_STAYS: ReadonlySet<string> = new Set([
  '25006', // read-only: a standby that has not taken over yet
  '53100', // its disk is full
  '53200', // out of memory
  '55P03', // a lock was not to be had in time
  '57014', // the statement took too long
]);
/** After these it does not, or nobody knows. */
const SESSION_ENDS: ReadonlySet<string> = new Set([
  '25P03', // idle in transaction for too long, so the server has closed the session
  '25P04', // a transaction that took too long
  '53000', // no resources
  '53300', // too many connections
  '53400',
  '57P01', // shutting down
  '57P02', // a crash of another session
  '57P03', // starting up
  '57P04',
  '57P05',
  '58000', // the machine's own errors
  '58030',
]);
/** A class of connection errors. */
const CONNECTION_CLASS = '08';

/** The server's internal errors. They end a session that cannot begin, as on a full disk: "could not write init file". */
const INTERNAL_CLASS = 'XX';
const FATAL: ReadonlySet<string> = new Set(['FATAL', 'PANIC']);

/** Node's names for what the network says. */
const NETWORK_CODES: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOENT', // the socket of a server on this machine
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** What `pg` and its pool say without a code. */
const MESSAGES =
  /^(?:Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout exceeded when trying to connect|timeout expired)/;

/** Whether the database, and not the statement, is why it failed. */
export function isDatabaseAway(error: unknown): boolean {
  return SESSION_STAYS.has(codeOf(error)) || leavesSessionUnknown(error);
}

/** Whether it is, and the session cannot be told from a broken one, so that it is not used again. */
export function leavesSessionUnknown(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway); // of the attempts to connect
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return (
    SESSION_ENDS.has(code) ||
    NETWORK_CODES.has(code) ||
    (code.length === 5 && code.startsWith(CONNECTION_CLASS)) ||
    (code.startsWith(INTERNAL_CLASS) && FATAL.has(severityOf(error))) ||
    MESSAGES.test(error.message)
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? '') : '';
}

/** The word in which the server says how bad it is; English unless its `lc_messages` is another language. */
function severityOf(error: Error): string {
  return 'severity' in error && typeof error.severity === 'string' ? error.severity : '';
}
