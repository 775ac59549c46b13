/** Sockets that wait for others, read from /proc (Linux only; https://man7.org/linux/man-pages/man5/proc_pid_net.5.html). */

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Listener {
  readonly pid: number;
  readonly protocol: string;
  /** As the kernel writes it: hexadecimal address and port, or the path of a unix socket. */
  readonly address: string;
}

/**
 * The sockets of these processes that others can reach: TCP in the state LISTEN, unix sockets that accept connections,
 * and every UDP or raw socket that is bound and not connected.
 */
export function listenersOf(pids: readonly number[]): Listener[] {
  return pids.flatMap((pid) => {
    const inodes = socketInodes(pid);
    if (inodes.size === 0) return [];
    return TABLES.flatMap(({ protocol, inode, address, listens }) =>
      rowsOf(pid, protocol)
        .filter((row) => inodes.has(row[inode] ?? '') && listens(row))
        .map((row) => ({ pid, protocol, address: row[address] ?? '' })),
    );
  });
}

interface Table {
  readonly protocol: string;
  /** Columns. */
  readonly inode: number;
  readonly address: number;
  readonly listens: (row: readonly string[]) => boolean;
}

const inet = (protocol: string, state: string): Table => ({
  protocol,
  inode: 9,
  address: 1,
  listens: (row) => row[3] === state,
});

/** The states and flags of Linux: TCP_LISTEN is 0A, an unconnected UDP or raw socket 07, __SO_ACCEPTCON 0x10000. */
const TABLES: readonly Table[] = [
  inet('tcp', '0A'),
  inet('tcp6', '0A'),
  inet('udp', '07'),
  inet('udp6', '07'),
  inet('udplite', '07'),
  inet('udplite6', '07'),
  inet('raw', '07'),
  inet('raw6', '07'),
  {
    protocol: 'unix',
    inode: 6,
    address: 7,
    listens: (row) => (Number.parseInt(row[3] ?? '0', 16) & 0x10000) !== 0,
  },
];

function rowsOf(pid: number, protocol: string): string[][] {
  try {
    const [, ...lines] = readFileSync(`/proc/${pid}/net/${protocol}`, 'latin1').split('\n');
    return lines.map((line) => line.trim().split(/\s+/));
  } catch {
    return []; // the process has ended, or this kernel does not know the protocol
  }
}

function socketInodes(pid: number): Set<string> {
  const inodes = new Set<string>();
  for (const name of descriptorsOf(pid)) {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1];
      if (inode !== undefined) inodes.add(inode);
    } catch {
      // closed meanwhile
    }
  }
  return inodes;
}

function descriptorsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`);
  } catch {
    return []; // it ended meanwhile
  }
}
