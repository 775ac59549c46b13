/** What a cluster keeps in its folder between starts: its secrets and its ports. */

import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { findFreePort, isPortTaken } from '../src/free-port.js';
import { HOST, TEMPORAL_PORTS, type Ports } from './settings.js';

const noted = z.object({
  adminToken: z.string(),
  postgresPassword: z.string(),
  ports: z.record(z.string(), z.number().int()),
});
type Noted = z.infer<typeof noted>;

export interface Kept {
  readonly adminToken: string;
  /** Of PostgreSQL's roles. Fixed for the life of the folder. */
  readonly postgresPassword: string;
  readonly ports: Ports;
}

/**
 * What is noted in the folder, made where it is missing. A port stays the same from start to start unless another program
 * has taken it: Temporal's members find each other by them. `front`: the port that is wanted there.
 */
export async function readPlace(
  dataDir: string,
  wanted: { gateways: number; workers: number; front: number | undefined; adminToken: string | undefined },
): Promise<Kept> {
  const file = join(dataDir, 'cluster.json');
  const before = readNoted(file);
  const taken = new Set<number>();
  const ports: Record<string, number> = {};

  const portFor = async (name: string, fixed?: number): Promise<number> => {
    let port = fixed ?? before?.ports[name];
    if (port === undefined || taken.has(port) || (fixed === undefined && (await isPortTaken(HOST, port)))) {
      do port = await findFreePort(HOST);
      while (taken.has(port));
    }
    taken.add(port);
    ports[name] = port;
    return port;
  };
  const portsFor = async (name: string, count: number): Promise<number[]> => {
    const found = [];
    for (let number = 1; number <= count; number += 1) found.push(await portFor(`${name}-${number}`));
    return found;
  };

  const front = await portFor('front', wanted.front);
  const postgres = await portFor('postgres');
  const frontend = await portFor('temporal');
  const others: Record<string, number> = {};
  for (const name of TEMPORAL_PORTS) others[name] = await portFor(name);
  const gateways = await portsFor('gateway', wanted.gateways);
  const workers = await portsFor('worker', wanted.workers);

  const adminToken = wanted.adminToken ?? before?.adminToken ?? randomBytes(24).toString('hex');
  const postgresPassword = before?.postgresPassword ?? randomBytes(24).toString('hex');
  const note: Noted = { adminToken, postgresPassword, ports: { ...before?.ports, ...ports } };
  writeFileSync(file, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 });
  return {
    adminToken,
    postgresPassword,
    ports: { front, postgres, temporal: { frontend, others }, gateways, workers },
  };
}

function readNoted(file: string): Noted | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null; // the first start
  }
  return noted.parse(JSON.parse(text));
}
