/** Jobs of every kind, started one wave after the other while the deployment changes below them. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../api.js';
import { KINDS, type Account, type KindName } from './jobs.js';

/** About as long as two workers take for a wave, so that pages are under way at every moment. */
const WAVE_MS = 6_000;

export interface Started {
  readonly kind: KindName;
  readonly name: string;
  readonly id: string;
  /** Which gateway has accepted it. */
  readonly through: string;
}

export interface Gateway {
  readonly name: string;
  readonly api: Api;
}

export interface Load {
  readonly started: Started[];
  /** Calls that failed, in words. */
  readonly refused: string[];
  /** The longest a start and a reading took, in milliseconds. */
  readonly slowestMs: { start: number; read: number };
  /** The calls go to these from now on, in turn. */
  use(gateways: readonly Gateway[]): void;
  /** Resolves when no call is under way any more. */
  stop(): Promise<void>;
}

export function startLoad(account: Account, site: string, first: Gateway): Load {
  let gateways: readonly Gateway[] = [first];
  let calls = 0;
  let stopped = false;
  const load: Omit<Load, 'use' | 'stop'> = { started: [], refused: [], slowestMs: { start: 0, read: 0 } };

  const call = async (what: string, act: (gateway: Gateway) => Promise<unknown>): Promise<void> => {
    const gateway = gateways[calls++ % gateways.length] as Gateway;
    const before = performance.now();
    try {
      await act(gateway);
    } catch (error) {
      load.refused.push(`${what} through the ${gateway.name}: ${String(error)}`);
    }
    const key = what.startsWith('start') ? 'start' : 'read';
    load.slowestMs[key] = Math.max(load.slowestMs[key], performance.now() - before);
  };

  const startWaves = async (): Promise<void> => {
    for (let wave = 1; !stopped; wave += 1) {
      const names = Object.keys(KINDS) as KindName[];
      await Promise.all(
        names.map((kind) =>
          call(`start of a ${kind}`, async (gateway) => {
            const name = `${kind}-${wave}`;
            const id = await KINDS[kind].start(gateway.api, account, site, name);
            load.started.push({ kind, name, id, through: gateway.name });
          }),
        ),
      );
      for (const until = Date.now() + WAVE_MS; !stopped && Date.now() < until;) await sleep(100);
    }
  };
  const readOn = async (): Promise<void> => {
    for (let at = 0; !stopped; at += 1, await sleep(100)) {
      const job = load.started.at(-1 - (at % 8));
      if (job === undefined) continue;
      await call(`reading of a ${job.kind}`, ({ api }) => KINDS[job.kind].read(api, account, job.id));
    }
  };

  const running = Promise.all([startWaves(), readOn()]);
  return {
    ...load,
    use: (next) => (gateways = next),
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}
