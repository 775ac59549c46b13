/** Calls of Firecrawl that this installation does not have. They are refused before anything of them is read. */

import { z } from 'zod';
import { answer, json, route, type Method, type Route } from '../../route.js';
import { NOT_HERE } from './answers.js';
import { FirecrawlRefused } from './refusals.js';

const CALLS: readonly (readonly [method: Method, path: string, code: string, message: string])[] = [
  ['post', '/search', 'SEARCH_NOT_CONFIGURED', 'No search server is set on this installation.'],
  ['post', '/crawl/params-preview', 'MODEL_NOT_CONFIGURED', 'Parameters from a prompt need a model.'],
  ['get', '/crawl/params-preview', 'MODEL_NOT_CONFIGURED', 'Parameters from a prompt need a model.'],
  ['post', '/agent', 'NOT_SUPPORTED', 'Agents are not supported here.'],
  ['post', '/deep-research', 'NOT_SUPPORTED', 'Deep research is not supported here.'],
  ['post', '/parse', 'NOT_SUPPORTED', 'Uploaded files are not supported here.'],
  ['post', '/browser', 'NOT_SUPPORTED', 'Browser sessions are not supported here.'],
  ['post', '/scrape/:job_id/interact', 'NOT_SUPPORTED', 'Browser sessions are not supported here.'],
  ['post', '/monitor', 'NOT_SUPPORTED', 'Monitors are not supported here.'],
  ['get', '/monitor', 'NOT_SUPPORTED', 'Monitors are not supported here.'],
];

/** A route has an answer of success; these never give it. */
const neverAnswer = z.object({ success: z.literal(true) });

/** Whatever is sent: nobody reads it. */
const anyBody = json(z.looseObject({}));

export function unavailableRoutes(): Route[] {
  return CALLS.map(([method, path, code, message]) =>
    route({
      method,
      path,
      summary: 'Not available here',
      ...(method === 'post' ? { body: anyBody } : {}),
      answers: { 200: answer(neverAnswer, 'Never'), ...NOT_HERE },
      handle: () => {
        throw new FirecrawlRefused(501, code, message);
      },
    }),
  );
}
