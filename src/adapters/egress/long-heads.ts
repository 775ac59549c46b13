/**
 * Heads of HTTP/1 messages may be as long here as browsers let them be. Node's own bound is 16 KB. It is an option of
 * `createServer` and `request`, and a library that calls these leaves it out.
 */

import type { Agent, Server } from 'node:http';
import { MAX_HEAD_BYTES } from '../http1/head.js';

/** Node reads the option here: from the server for each connection, from the request for its answer. */
interface Bounded {
  maxHeaderSize?: number;
}

type AddRequest = (request: Bounded, ...rest: unknown[]) => void;

/** For the requests that the server gets. */
export function allowLongRequests(server: Server): void {
  (server as Bounded).maxHeaderSize = MAX_HEAD_BYTES;
}

/** For the answers to the agent's requests. */
export function allowLongAnswers(agent: Agent): void {
  const target = agent as unknown as { addRequest: AddRequest };
  const add = target.addRequest.bind(agent);
  target.addRequest = (request, ...rest) => {
    request.maxHeaderSize = MAX_HEAD_BYTES;
    add(request, ...rest);
  };
}
