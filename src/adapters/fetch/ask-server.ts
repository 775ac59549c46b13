/** One request to a server, in the way that it is known to need, and once more in another where that may help. */

import { Agent } from 'undici';
import type { EgressGate } from '../egress/gate.js';
import { exchange, NoAnswer, type ExchangeOptions, type RawAnswer } from './exchange.js';
import { exchangeLeniently } from './lenient-exchange.js';
import { createRoads, type Road } from './roads.js';

export interface Hop extends Omit<ExchangeOptions, 'dispatcher'> {
  /** Requests of the same scope share what is known of a server; see roads.ts. */
  readonly scope: string;
}
export type Answer = RawAnswer & { readonly road: Road };

export interface AskServer {
  /** Rejects with the deadline's reason, or with the error of the last request. */
  ask(hop: Hop): Promise<Answer>;
  /** Ends all connections. */
  close(): Promise<void>;
}

export function createAskServer(gate: EgressGate, connectionsPerOrigin: number): AskServer {
  const shared: Agent.Options = {
    pipelining: 1,
    maxHeaderSize: 64 * 1024,
    // The deadline of the fetch bounds headers and body; two more timers would only cost.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 30_000,
  };
  const agent = new Agent({
    ...shared,
    connect: gate.connect,
    connections: connectionsPerOrigin,
    allowH2: false,
  });
  /** Servers that speak nothing else are few. */
  let http2Agent: Agent | null = null;
  const openHttp2 = (): Agent =>
    new Agent({ ...shared, connect: gate.connectHttp2, connections: 2, allowH2: true });
  const roads = createRoads(Date.now);

  function askBy(road: Road, hop: Hop): Promise<RawAnswer> {
    switch (road) {
      case 'strict':
        return askTwice({ ...hop, dispatcher: agent });
      case 'http2':
        return askTwice({ ...hop, dispatcher: (http2Agent ??= openHttp2()) });
      case 'lenient':
        return exchangeLeniently({ ...hop, connect: gate.connect });
    }
  }

  return {
    async ask(hop) {
      const { scope } = hop;
      const { origin } = hop.url;
      const first = roads.first(scope, origin);
      try {
        return { ...(await askBy(first, hop)), road: first };
      } catch (error) {
        const second = first === 'strict' ? roads.second(error) : null;
        if (second === null || hop.deadline.ended !== null) throw error;
        const answer = await askBy(second, hop);
        // Whoever was cut off may be whole the next time.
        if (!answer.cut) roads.note(scope, origin, second);
        return { ...answer, road: second };
      }
    },
    async close() {
      for (const opened of [agent, http2Agent]) if (opened?.destroyed === false) await opened.destroy();
    },
  };
}

/** A kept-alive connection may have been closed by the host just as it was used, so no answer is worth one repeat. */
async function askTwice(hop: ExchangeOptions): Promise<RawAnswer> {
  try {
    return await exchange(hop);
  } catch (error) {
    if (!(error instanceof NoAnswer) || hop.deadline.ended !== null) throw error;
    return exchange(hop);
  }
}
