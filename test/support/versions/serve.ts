/**
 * Runs the service of the built checkout given as the only argument, with a deadline of its jobs that is beyond what a
 * setting allows: they must still run when a later version takes them over, years from now.
 */

import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import type * as config from '../../../src/config.js';
import type * as service from '../../../src/service.js';

const DEADLINE_MS = 20 * 365 * 24 * 3_600_000;

const checkout = process.argv[2];
if (checkout === undefined) throw new Error('usage: serve CHECKOUT');
const load = (name: string): Promise<unknown> =>
  import(pathToFileURL(join(resolve(checkout), 'dist', 'src', name)).href);
const { readConfig } = (await load('config.js')) as typeof config;
const { startService } = (await load('service.js')) as typeof service;
await startService(
  'all',
  { ...readConfig(process.env), jobDeadlineMs: DEADLINE_MS },
  pino({ level: 'warn' }),
);
